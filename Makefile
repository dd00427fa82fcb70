# Line of Sight. `make` alone lists what can be made.
# Installing is remembered by stamp files inside .venv: delete .venv and everything is installed anew.

PYTHON ?= python3
WORKERS ?= 2
DEMO_OPTIONS ?=

BIN := .venv/bin
FRONT_END = node_modules/$(if $(wildcard node_modules/.installed-test),.installed-test,.installed)
UV := $(BIN)/uv
# A machine's own settings for pip are respected by both; nothing here names an index.
export UV_PYTHON := $(CURDIR)/$(BIN)/python
export UV_NO_PROGRESS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Modules are compiled once and kept, not at every command: a command is two to three times as long otherwise.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup setup-test demo check test test-generative handbook benchmarks sbom migrations lock clean

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-16s %s\n", $$1, $$2}'

setup: .venv/.installed $(FRONT_END) ## Make the environment and install what the program needs

demo: setup ## Make the demonstration authority and show it (Python 3.11 and make are enough)
	$(BIN)/lineofsight demo $(DEMO_OPTIONS)

setup-test: .venv/.installed-test node_modules/.installed-test ## Install what the tests need too (as root, also system packages)
	@scripts/system-packages

check: .venv/.installed-test ## Style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Tests that lie together share what they ask for; a process that has none left takes some of another's.
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
# The simulated authority that pages are asked about: made once for both databases, anew each time.
TESTS_HOME := build/tests-home
WEB_TESTS = LINEOFSIGHT_TESTS=web LINEOFSIGHT_TESTS_HOME=$(CURDIR)/$(TESTS_HOME)

test: setup-test check ## Everything a change must pass
	$(PYTEST)
	rm -rf $(TESTS_HOME)
	$(WEB_TESTS) $(PYTEST) tests/web
	$(WEB_TESTS) LINEOFSIGHT_TESTS_DATABASE=postgresql $(PYTEST) tests/web

test-generative: setup-test ## The generated tests for much longer, with many more examples
	$(BIN)/python -m pytest -n $(WORKERS) --hypothesis-profile=long tests/generative

handbook: .venv/.installed-test ## Make docs/handbook from the definitions, with their specs as examples
	$(BIN)/python -m tests.support.examples
	$(BIN)/python -m lineofsight.reports.handbook

benchmarks: .venv/.installed-test ## Time and measure; prints tables, asserts nothing
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

sbom: .venv/.installed ## Write build/sbom.json: every package the program runs on, as CycloneDX
	@mkdir -p build
	$(BIN)/python scripts/sbom > build/sbom.json

# Until there is a first release, one first migration: homes made before it are made again.
DJANGO := DJANGO_SETTINGS_MODULE=lineofsight.record.settings $(BIN)/python -W ignore -m django
MIGRATIONS := lineofsight/record/migrations/0001_initial.py lineofsight/record/service/migrations/0001_initial.py
migrations: .venv/.installed-test ## Make the first migrations anew from the declared tables
	rm -f $(MIGRATIONS)
	$(DJANGO) makemigrations --no-header --verbosity 0 record service
	$(BIN)/ruff format --quiet $(MIGRATIONS)
	$(BIN)/ruff check --quiet --fix $(MIGRATIONS)

clean: ## Remove caches and build outputs (never .venv, never a home)
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find lineofsight tests benchmarks scripts -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# Compiled for every supported Python and platform at once; `make lock UPGRADE=--upgrade` takes newer versions.
COMPILE = $(UV) pip compile --quiet --generate-hashes --universal --fork-strategy fewest --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header $(UPGRADE)
lock: .venv/.made ## Compile requirements/ from pyproject.toml
	$(COMPILE) --group pyproject.toml:setup -o requirements/setup.txt
	$(COMPILE) -c requirements/setup.txt pyproject.toml -o requirements/run.txt
	$(COMPILE) --group pyproject.toml:node -o requirements/node.txt
	$(COMPILE) -c requirements/setup.txt -c requirements/run.txt --all-extras --group test pyproject.toml \
		-o requirements/test.txt

.venv/.made: requirements/setup.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Line of Sight needs Python 3.11 or later. Name one with: make $(MAKECMDGOALS) PYTHON=python3.11" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/setup.txt
	@touch $@

# Once the test set is there, it is kept up to date in place of the smaller one: it holds all of it.
LOCKED = requirements/setup.txt requirements/$(if $(wildcard .venv/.installed-test),test,run).txt
INSTALL_PACKAGE = $(UV) pip install --quiet --no-build-isolation --no-deps --editable .

.venv/.installed: .venv/.made requirements/run.txt pyproject.toml
	$(UV) pip sync --quiet --require-hashes --no-build-isolation $(LOCKED)
	$(INSTALL_PACKAGE)
	@touch $@

.venv/.installed-test: .venv/.made requirements/run.txt requirements/test.txt pyproject.toml
	$(UV) pip sync --quiet --require-hashes --no-build-isolation requirements/setup.txt requirements/test.txt
	$(INSTALL_PACKAGE)
	@touch .venv/.installed $@

# The pages' styles and scripts; what tests need beside them once the tests have been set up.
FRONT_END_SOURCES := package-lock.json scripts/front-end-packages lineofsight/web/drawings/drawings.css $(wildcard lineofsight/web/assets/*)
node_modules/.installed: $(FRONT_END_SOURCES) | .venv/.installed
	scripts/front-end-packages --omit=dev
	@touch $@

node_modules/.installed-test: $(FRONT_END_SOURCES) | .venv/.installed-test
	scripts/front-end-packages
	@touch node_modules/.installed $@
