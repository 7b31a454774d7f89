# Everyday commands. `make` alone lists them. Works with GNU make 3.81 (macOS) and newer.

VENV := .venv
PY := $(VENV)/bin/python
CODE := bot adapters tests

# Each stamp is newer than the pins once they are installed, so that the next start is immediate.
RUN_READY := $(VENV)/.run-ready
TEST_READY := $(VENV)/.test-ready

# Which Python makes .venv; without it the first fitting one on PATH is taken.
PYTHON ?=

# A folder named in .env stands; the environment would outrank it.
DATA_IS_SET := '^[[:space:]]*(export[[:space:]]+)?UNDAUNTED_DATA[[:space:]]*=[[:space:]]*[^[:space:]\#]'

# Counting lines doubles their time, and they would add little to the count.
UNCOUNTED := tests/handlers tests/servers tests/process \
  tests/adapters/discord/test_dialogues.py tests/adapters/slack/test_dialogues.py

.DEFAULT_GOAL := help
.PHONY: help run setup test lint types format pins clean bench-words

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: $(RUN_READY) ## start Undaunted (first time: sets itself up in .venv)
	@if [ -z "$$UNDAUNTED_DATA" ] && ! grep -qsE $(DATA_IS_SET) .env; then \
	  UNDAUNTED_DATA=data; export UNDAUNTED_DATA; \
	fi; \
	exec $(PY) -m bot run

setup: $(TEST_READY) ## set up .venv for running and testing, and nothing else

test: $(TEST_READY) ## check everything: format, lint, types, imports, words, tests, coverage
	$(PY) -m ruff format --check $(CODE)
	$(PY) -m ruff check $(CODE)
	$(PY) -m mypy --strict $(CODE)
	$(PY) $(VENV)/bin/lint-imports --no-logo
	$(PY) -m bot check
	$(PY) -m pytest -q -n 3 --cov --cov-report= $(UNCOUNTED:%=--ignore=%)
	$(PY) -m coverage report --fail-under=90
	$(PY) -m coverage report --include='bot/domain/*,bot/ui/*' --fail-under=100
	$(PY) -m pytest -q -n 3 $(UNCOUNTED)

bench-words: $(TEST_READY) ## measure how well plain words are understood, and how soon
	$(PY) -m tests.bench.words

lint: $(TEST_READY) ## check format, lint and who imports whom
	$(PY) -m ruff format --check $(CODE)
	$(PY) -m ruff check $(CODE)
	$(PY) $(VENV)/bin/lint-imports --no-logo

types: $(TEST_READY) ## check the types
	$(PY) -m mypy --strict $(CODE)

format: $(TEST_READY) ## put the code into shape
	$(PY) -m ruff check --fix $(CODE)
	$(PY) -m ruff format $(CODE)

pins: ## refresh requirements*.txt from pyproject.toml (newest: make pins UPGRADE=--upgrade)
	@sh .ci/pins $(UPGRADE)

clean: ## remove .venv and what the tools left behind; what people wrote in data/ stays
	rm -rf $(VENV) .pins build dist .coverage .coverage.* .hypothesis .import_linter_cache \
	  .mypy_cache .pytest_cache .ruff_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@sh .ci/venv make $(VENV) "$(PYTHON)"

$(RUN_READY): requirements.txt $(PY)
	@sh .ci/venv fill $(VENV) requirements.txt
	@touch $@

$(TEST_READY): requirements-dev.txt $(PY)
	@sh .ci/venv fill $(VENV) requirements-dev.txt
	@touch $@
