"""Triage, the all-in-one file, indicators and reports of the committees."""
