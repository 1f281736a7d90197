"""Tripartite agreements: frozen document, signature, reservation of the line."""
