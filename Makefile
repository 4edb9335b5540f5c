# Crownboard: every command a person or CI needs. `make` alone lists them.
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin
# Tests wait for browsers, servers and outages half of their time: one more than there are processors.
WORKERS ?= $(shell expr $$(nproc 2>/dev/null || echo 1) + 1)

.DEFAULT_GOAL := help
.PHONY: help run install dev lint format test bench messages clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: install  ## start Crownboard on http://127.0.0.1:8501 (PORT=… for another port)
	@echo "Crownboard: http://127.0.0.1:$(PORT)  (Ctrl+C stops it)"
	@echo 'Sign-in:    $(BIN)/python -m gamify admin create NAME makes the first administrator (docs/access.md)'
	@$(BIN)/streamlit run app.py --server.port $(PORT) --server.address 127.0.0.1 --server.headless true

install: .venv/installed  ## make the virtual environment and install what the product needs

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Crownboard needs Python 3.11 or newer; set PYTHON=…"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Installing (once; a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

dev: .venv/installed-dev  ## install what tests, linter and benchmarks need

.venv/installed-dev: requirements.txt requirements-dev.txt .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

lint: dev  ## ruff (lint and format) and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: dev  ## let ruff mend what it can
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

test: dev  ## all tests: units, both databases, pages, a real browser
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup tests --ignore tests/bench

bench: dev  ## the figures that are promised, as ratios in one run
	@$(BIN)/python -m tests.bench

messages: dev  ## collect texts into gamify/locale (then translate what is new)
	@mkdir -p var
	@$(BIN)/pybabel -q extract -F babel.cfg --no-location --sort-output --omit-header -k N_ -k say:1 -k count:1,2 -k translate:1 -o var/messages.pot app.py api cli db gamify pages
	@$(BIN)/pybabel -q update --no-fuzzy-matching --omit-header --ignore-obsolete -i var/messages.pot -o gamify/locale/ru.po -l ru

clean:  ## remove the environment and caches; the data under var/ stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
