"""Personnes-ressources: profiles and competences."""
