"""Tags of the forms of questionnaires."""
