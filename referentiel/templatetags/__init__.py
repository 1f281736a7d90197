"""Template tags of the référentiel."""
