# Two commands: make run, make test. The logic is in outils/, in Python.
PYTHON ?= python3
PORT ?= 8000
DATA ?= var

.DEFAULT_GOAL := help
.PHONY: help
help: ## Affiche cette aide
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
