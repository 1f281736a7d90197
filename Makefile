# Two commands: make run, make test. The logic is in outils/, in Python.
PYTHON ?= python3
PORT ?= 8000
DATA ?= var

.DEFAULT_GOAL := help
.PHONY: help run test test-vite endurance lint format verrou propre python

help: ## Affiche cette aide
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: python ## Installe et lance la plateforme en démonstration (PORT=8000, DATA=var)
	@$(PYTHON) -m outils.installer
	@exec .venv/bin/python -m outils.servir --port "$(PORT)" --donnees "$(DATA)"

test: python ## Installe ce qu’il faut et vérifie tout, sur PostgreSQL et Redis puis sur SQLite
	@$(PYTHON) -m outils.installer --verifications
	@exec .venv/bin/python -m outils.verifier tout

test-vite: python ## Boucle courte : style, puis tests sur SQLite sans navigateur ni serveurs
	@$(PYTHON) -m outils.installer --verifications --rapide
	@exec .venv/bin/python -m outils.verifier vite

endurance: python ## Longues campagnes (hypothesis, horloge) sur PostgreSQL et Redis
	@$(PYTHON) -m outils.installer --verifications
	@exec .venv/bin/python -m outils.verifier endurance

lint: python ## Vérifie le style, les imports, les gabarits, les types et les migrations
	@$(PYTHON) -m outils.installer --verifications --rapide
	@exec .venv/bin/python -m outils.verifier style

format: python ## Met le code Python en forme
	@$(PYTHON) -m outils.installer --verifications --rapide
	@.venv/bin/ruff check --fix-only --quiet . && .venv/bin/ruff format .

verrou: python ## Recalcule les versions verrouillées à partir des requirements*.in (VERROU="--upgrade" pour tout renouveler)
	@$(PYTHON) -m outils.installer --verifications --rapide
	@.venv/bin/python -m outils.verrouiller $(VERROU)

propre: ## Efface ce qui se refabrique (.venv, node_modules, caches) ; garde les données
	@rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@command -v $(PYTHON) >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-venv ca-certificates >/dev/null; } || { echo "✗ $(PYTHON) est introuvable : installez Python 3.11 ou plus récent, ou indiquez-le (make PYTHON=…)."; exit 1; }
