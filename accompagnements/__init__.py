"""From the proposal to the half-days held: pairs, sessions, logbook."""
