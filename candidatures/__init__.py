"""Calls and requests, from the draft to the decision."""
