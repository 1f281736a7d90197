"""People, structures, dated mandates, personal links, consents."""
