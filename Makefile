# The same as the README's uv commands, with venv and pip.
PYTHON ?= python3
VENV := .venv-pip
BIN := $(VENV)/bin

.PHONY: demo test check screenshots clean

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PYTHON) -c "import tomllib; d = tomllib.load(open('pyproject.toml', 'rb')); print('\n'.join(d['tool']['uv']['constraint-dependencies']))" > $(VENV)/constraints.txt
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint $(VENV)/constraints.txt --editable . --group dev
	touch $@

demo: $(VENV)/ready
	$(BIN)/culture-desktop demo --out out

test: $(VENV)/ready
	$(BIN)/python -m pytest

check: $(VENV)/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

screenshots: $(VENV)/ready
	$(BIN)/python docs/make_screenshots.py

clean:
	rm -rf $(VENV) out
