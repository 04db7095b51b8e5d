# make map    set up everything and draw the bundled example to out/map.html
# make test   set up everything and run all the tests
# make lint   lint, format and type checks       make lock   pin the dependencies anew
.PHONY: map test lint lock clean help
.DELETE_ON_ERROR:

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
EXAMPLE := geodata/examples/sahel
TITLE := Foreign forces in the Sahel, 2013-2025
CREDITS := Bundled example of mapper

map: .venv/run.stamp
	@$(BIN)/mapper map $(EXAMPLE) -o out/map.html --title "$(TITLE)" --credits "$(CREDITS)"

test: .venv/test.stamp
	@sh scripts/browser.sh
	$(BIN)/python -m pytest $(PYTEST)

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "mapper needs Python 3.11 or later; install it or run: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "setting up .venv with $(PYTHON) ..." >&2
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

.venv/run.stamp: .venv/bin/python requirements/run.txt pyproject.toml
	@echo "installing the packages that requirements/run.txt pins ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.txt
	@echo "installing the packages that requirements/test.txt pins ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

lock: .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --all-extras --group test --group lint \
		-c requirements/run.txt pyproject.toml -o requirements/test.txt

clean:
	rm -rf .venv out build dist *.egg-info

help:
	@sed -n 's/^# //p' Makefile
