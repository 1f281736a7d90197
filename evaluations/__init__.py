"""Two evaluations: at exit, and six months later."""
