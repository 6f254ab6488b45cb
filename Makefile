# Văn Thư: `make` or `make help` lists what there is. Two commands are enough on a fresh machine: demo and test.
PYTHON ?= python3
BIN    := .venv/bin
OUT    ?= demo
# Three on two cores: a third of the tests wait for servers, disks and processes.
WORKERS ?= 3
SUDO   := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
PIP     = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

.DEFAULT_GOAL := help
.PHONY: help demo test test-all serve bench score check system setup lock messages rules-doc templates pictures film format clean

help: ## Lists these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | column -t -s '|'

demo: .venv/.runtime ## Runs two whole campaigns and the five real letters into $(OUT)/, no server needed
	$(BIN)/vanthu demo --out $(OUT)

serve: .venv/.runtime ## Opens the web portal with the demonstration loaded (home: var/trinh-dien), no other server
	VANTHU_HOME=var/trinh-dien $(BIN)/vanthu serve --demo

test: .venv/.dev ## Passes the tests, quick ones first
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not slow"

test-all: .venv/.dev ## Passes all tests, the long counts (kills, repeats) and all examples of each property too
	VANTHU_TEST_PROFILE=full $(BIN)/python -m pytest

bench: .venv/.dev ## Measures side by side with the peers (NAME=… for one figure)
	$(BIN)/python -m benchmarks $(NAME)

score: .venv/.dev ## Scores the reading of real documents against their truth labels, by field and leave-one-out
	$(BIN)/python -m tests.reading_set.score

check: .venv/.dev ## Lint, types, import rules, catalogue and templates up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m portal.messages.catalogue --check

system: ## Installs the Debian packages which the full tests need
	$(SUDO) apt-get update -qq
	DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends \
	  libreoffice-writer-nogui libreoffice-calc-nogui fonts-liberation2 poppler-utils postgresql chromium chromium-l10n \
	  tesseract-ocr tesseract-ocr-vie softhsm2 systemd

setup: .venv/.dev ## Makes .venv with everything for development

lock: .venv/.dev ## Renews requirements/*.txt from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group build --quiet --universal --no-strip-extras --generate-hashes \
	  --no-header --no-annotate --upgrade -o requirements/runtime.txt
	uv pip compile pyproject.toml --group build --group dev -c requirements/runtime.txt --quiet --universal --no-strip-extras \
	  --generate-hashes --no-header --no-annotate --upgrade -o requirements/dev.txt

messages: .venv/.dev ## Collects new messages into the Vietnamese catalogue and compiles it
	$(BIN)/python -m portal.messages.catalogue

rules-doc: .venv/.dev ## Writes docs/rules.md anew from the rulebook and the tests' rows
	$(BIN)/python -m tests.directives.checking.rules_doc

roles-doc: .venv/.dev ## Writes docs/roles.md anew: which role opens which door of the portal
	$(BIN)/python -m portal.web.door_table

templates: .venv/.dev ## Draws the official Word templates anew from the measures of the law, and fills their samples
	$(BIN)/python -m doc_templates.drawing
	$(BIN)/python -m doc_templates.drawing.samples

pictures: .venv/.dev ## Draws the pictures of the forms and of an annotated copy in docs/pictures (needs LibreOffice)
	$(BIN)/python -m doc_templates.drawing.contact_sheet docs/pictures
	$(BIN)/python -m tests.directives.checking.reporting.annotated_picture docs/pictures
	$(BIN)/python -m tests.services.year_papers docs/pictures

film: .venv/.dev ## Plays one district's year in a browser and keeps its pictures in docs/pictures/nam-2020 (needs Chromium)
	$(BIN)/python -W ignore -m tests.portal.web.film docs/pictures/nam-2020

format: .venv/.dev ## Formats the code
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

clean: ## Removes the virtual environment and caches (never VANTHU_HOME)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements/runtime.txt pyproject.toml | .venv/bin/python
	@echo "Installing into .venv (about a minute the first time)…"
	$(PIP) --require-hashes -r requirements/runtime.txt
	$(PIP) --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.runtime
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
