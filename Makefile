# Two commands are enough: `make demo` and `make test`. Both make .venv first if it is missing.
# The rest is for people who change the laboratory. `make help` lists every target.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
RESULTS ?= results
# Processes that share out the tests. The kernels are compiled by one of them beforehand: a compiler's
# cache that several fill at once can be left broken.
WORKERS ?= 2
COMPILING := tests/differential/test_shipped.py

# A stamp is newer than the files it was made from, so a second `make setup` does nothing.
CORE := $(VENV)/.installed-core
DEV := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test test-fast bench check check-long docs lock clean clean-all

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or later is needed; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "make: $(PYTHON) is older than Python 3.11; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

# The package itself is installed in place, without isolation: its build backend is pinned too.
$(CORE): requirements/core.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements/core.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(DEV): requirements/dev.txt $(CORE)
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

setup: $(DEV) ## make .venv from the pinned requirements
	@echo "ready: $(BIN)/sincerity"

demo: $(CORE) ## run Suining County for 36 months and write a report
	@$(BIN)/sincerity demo --results $(RESULTS)

test: check ## every test that a change must pass: checks, then pytest
	$(BIN)/python -m pytest -q $(COMPILING)
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile $(addprefix --ignore=,$(COMPILING))

test-fast: $(DEV) ## pytest without the checks, stopping at the first failure
	$(BIN)/python -m pytest -q -x

check: $(DEV) ## style, types and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

check-long: $(DEV) ## the long tests: thousands of worlds, mutated files, statistics
	$(BIN)/python -m pytest -q -m long

bench: $(DEV) ## speed against named baselines, as a table and JSON
	$(BIN)/python -m benchmarks --json $(RESULTS)/bench.json

docs: $(DEV) ## rewrite the pages that are made from the code
	$(BIN)/python -m docs.build

lock: ## pin the requirements again (needs uv on the path)
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links -o requirements/core.txt requirements/core.in
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links -c requirements/core.txt -o requirements/dev.txt requirements/dev.in

clean: ## remove results, caches and compiled files, keep .venv
	rm -rf $(RESULTS) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

clean-all: clean ## remove .venv as well
	rm -rf $(VENV)
