"""The competence framework: domains, competences, levels, indicators."""
