"""Produced documents: rendering (rendu.py) and freezing (production.py)."""
