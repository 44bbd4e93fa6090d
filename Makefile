# Two commands: `make demo` and `make test`. Both need only Python 3.11 or newer and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint lock screens clean

demo: $(VENV)/.run
	$(BIN)/warbook brief examples --html build/brief.html

test: lint
	$(BIN)/pytest -n auto

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; v < (3, 11) and sys.exit(f"Warbook needs Python 3.11 or newer, $(PYTHON) is {v[0]}.{v[1]}: try make PYTHON=python3.12")'
	@echo 'Setting up in $(VENV): once, and it takes a few minutes.'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	touch $@

# The pictures in docs/web-app.md, made anew from the bundled examples; needs Chromium.
screens: $(VENV)/.test
	$(BIN)/python docs/screens.py

# Needs uv; makes the lock files anew after a change of dependencies in pyproject.toml.
lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --quiet -o requirements/run.txt
	uv pip compile pyproject.toml --group build --group test --group train --universal --python-version 3.11 --generate-hashes --no-header --quiet -o requirements/test.txt

clean:
	rm -rf $(VENV) build
