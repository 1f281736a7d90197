"""What `make` runs: set-up, the servers of `make run`, the checks of `make test`. No domain here."""
