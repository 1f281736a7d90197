"""Public site, mon espace, espace comité. Nobody imports it."""
