# One word for each thing one does here. `make` alone lists them.

PYTHON ?= python3
VENV   ?= .venv
PORT   ?= 8501
# More words for pytest, as in: make test ARGS="-k seats"
ARGS   ?=
# How long make fuzz tries
FUZZ_SECONDS ?= 600
# Which files of tiers/ make mutate tries, and how many mutants of each
MUTATE ?= tiers/*
MUTANTS ?= 20
# More words for the resolver, as in: make lock LOCK=--upgrade
LOCK   ?=

PY      := "$(VENV)/bin/python"
RUNTIME := $(VENV)/.runtime
DEV     := $(VENV)/.dev
PYTEST  := $(PY) -m pytest
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-compile
COMPILE := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --no-header \
           --no-emit-index-url --no-emit-find-links $(LOCK)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test cover check static lint types layers migrations docs light bench deep fuzz mutate lock clean

help: ## list what can be done
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name does; do \
		printf 'make %-11s %s\n' "$$name" "$$does"; done

setup: $(RUNTIME) ## install what the app needs into .venv

run: $(RUNTIME) ## open the app on http://127.0.0.1:8501 (PORT= for another)
	$(PY) cli.py demo load --first-run
	$(PY) -m streamlit run app.py --server.address=127.0.0.1 --server.port=$(PORT) \
		--server.headless=true --browser.gatherUsageStats=false

test: $(DEV) ## run the tests
	$(PYTEST) -n auto --maxprocesses=4 --dist=loadgroup $(ARGS)

cover: $(DEV) ## run the tests and show what they cover, which takes a third longer
	$(PYTEST) -n auto --maxprocesses=4 --dist=loadgroup --cov $(ARGS)

check: static test ## everything that must hold before a change goes in

static: lint types layers migrations docs ## everything in check but the tests

lint: $(DEV) ## code style
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .

types: $(DEV) ## strict types
	$(PY) -m mypy

layers: $(DEV) ## which package may import which
	"$(VENV)/bin/lint-imports" --no-logo

migrations: $(DEV) ## the migrations make exactly the tables the models say (the tests ask PostgreSQL)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && set -ex && \
	export DATABASE_URL="sqlite:///$$folder/fresh.db" && \
	$(PY) -m alembic upgrade head && $(PY) -m alembic check

docs: $(DEV) ## the generated documentation is up to date
	$(PY) cli.py docs --check

light: ## a fresh install of requirements.txt alone is enough for every module of the app
	rm -rf .venv-light
	$(MAKE) setup VENV=.venv-light
	.venv-light/bin/python cli.py --help > /dev/null
	.venv-light/bin/python -c 'import pkgutil as p, importlib as i; \
		[i.import_module(m.name) for r in ("models", "tiers", "imports", "reports", "views") \
		for m in p.walk_packages(i.import_module(r).__path__, r + ".")]'

bench: $(DEV) ## measure how long things take
	$(PYTEST) -m bench -s $(ARGS)

deep: $(DEV) ## check plans by exhaustive search and on every edition, which takes many minutes
	$(PYTEST) -m deep -n auto --maxprocesses=4 $(ARGS)

fuzz: $(DEV) ## give the reader of files every kind of broken file (FUZZ_SECONDS=600)
	$(PY) -m tests.fuzz.reader -max_total_time=$(FUZZ_SECONDS) $(ARGS)

mutate: $(DEV) ## break tiers/ in small ways and see that a test fails (MUTATE=tiers/points.py MUTANTS=99)
	$(PY) -m tests.mutation "$(MUTATE)" --each $(MUTANTS)

lock: $(DEV) ## pin every version that pyproject.toml allows (LOCK=--upgrade for the newest)
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) pyproject.toml --group dev --constraint requirements.txt \
		--output-file requirements-dev.txt

clean: ## remove .venv and what the tools left behind; keeps the database
	rm -rf "$(VENV)" .venv-light .coverage .coverage.* htmlcov
	rm -rf mutants .mutation.pickle .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name .git -prune -o -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'This needs Python 3.11 or newer, and "$(PYTHON)" is not that.'; \
		echo 'Name one that is: make setup PYTHON=python3.12'; exit 1; } >&2
	$(PYTHON) -m venv --clear "$(VENV)"
	@touch "$@"

$(RUNTIME): $(VENV)/.made requirements.txt
	$(INSTALL) --requirement requirements.txt
	@touch "$@"

# The development requirements hold the runtime ones, with the same pins.
$(DEV): $(VENV)/.made requirements-dev.txt
	$(INSTALL) --requirement requirements-dev.txt
	@touch "$(RUNTIME)" "$@"
