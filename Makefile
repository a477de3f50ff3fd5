# Everything a person needs to run, test and change the portal. `make help` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
PY := .venv/bin/python
UV := .venv/bin/uv
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test lint format bench drill shell messages content-report setup setup-dev clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

.venv/bin/uv:
	@echo "Making a Python environment in .venv …"
	@python3 -m venv .venv && .venv/bin/pip install --quiet uv

setup: .venv/bin/uv ## Install what the portal needs into .venv
	@$(UV) sync --quiet --locked --inexact --no-dev --extra pdf

setup-dev: .venv/bin/uv ## Install what developing and testing needs, too
	@$(UV) sync --quiet --locked --inexact

demo: setup ## Run the whole portal on this machine: make demo [PORT=8000]
	@PORT=$(PORT) deploy/demo.sh

test: setup-dev ## Run all tests and say what could not be run (STRICT=1: that is a failure)
	@tests/run.sh

lint: setup-dev ## Check style, templates, CSS, migrations, translations and the pack's form
	@tests/lint.sh

format: setup-dev ## Bring code and content into the house's form
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix . ; $(PY) manage.py fmt_pack

bench: setup-dev ## Measure time, queries and bytes per template, loading, and how near nginx comes to its limit
	@. tests/need.sh; need nginx nginx; need wrk wrk; missed=0; \
	for one in run limits growth library search; do $(PY) tests/bench/$$one.py || missed=1; done; exit $$missed

drill: setup-dev ## Let things fall and count who noticed: make drill [ONLY=database,fuzzer]
	@. tests/need.sh; need nginx nginx; need debootstrap debootstrap; $(PY) tests/drill/run.py

shell: setup-dev ## A Python shell with the portal's models
	@$(PY) manage.py shell

messages: setup-dev ## Collect interface texts for translators, and compile what they wrote
	@$(PY) manage.py makemessages --all --no-location --ignore=.venv --ignore=var --ignore=docs && $(PY) manage.py compilemessages --ignore=.venv

content-report: setup-dev ## Measure the shipped texts against the rules in docs/writing.md
	@$(PY) manage.py content_report

clean: ## Remove the environment; the demo's data in var/ stays
	@rm -rf .venv
