# 值勤 Zhiqin. Every target sets up what it needs: python3 (3.11 or newer, with venv) and make are enough.
PYTHON ?= python3
UV := .tools/bin/uv
PY := .venv/bin/python
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy
# The machine's own certificates: a school may stand behind a proxy that has one.
export UV_SYSTEM_CERTS := 1

OURS := bot handlers storage schedules domain actions reports words rehearsal
NEW_ENOUGH := import sys; sys.version_info >= (3, 11) or sys.exit("要 Python 3.11 或更新 / needs Python 3.11 or newer: make PYTHON=python3.11 …")

.PHONY: help setup rehearse run test test-fast check format bench soak words lock clean
help:            ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ ·/'

$(UV): requirements-uv.lock
	@$(PYTHON) -c '$(NEW_ENOUGH)'
	@$(PYTHON) -m venv .tools && .tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock && touch $(UV)

.venv/ready: $(UV) requirements.lock
	@test -x $(PY) || $(UV) venv --quiet --clear --python $(PYTHON) .venv
	@$(UV) pip install --quiet --compile-bytecode --python $(PY) --require-hashes -r requirements.lock && touch .venv/ready

.venv/ready-dev: $(UV) requirements-dev.lock
	@test -x $(PY) || $(UV) venv --quiet --clear --python $(PYTHON) .venv
	@$(UV) pip sync --quiet --python $(PY) --require-hashes requirements-dev.lock && touch .venv/ready .venv/ready-dev

# A service may not write beside its program: without this it would compile everything anew at each start.
setup: .venv/ready      ## only set up .venv; once more after each update
	@$(PY) -m compileall -q $(OURS)
	@echo "$(PY) -m bot --help"

rehearse: .venv/ready   ## try it here: a Telegram of our own, no token, no internet
	$(PY) -m bot rehearse

run: .venv/ready        ## run for a school: needs config.toml with a token
	$(PY) -m bot run

test: .venv/ready-dev   ## the whole suite, on every core (browser tests need Chromium)
	$(PY) -m pytest -q -n auto --maxprocesses 4 --inline-snapshot=disable

test-fast: .venv/ready-dev   ## without browser and kill tests
	$(PY) -m pytest -q -x -m "not soak and not browser"

check: .venv/ready-dev  ## format, lint, types, import rules, words, tests
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(MAKE) --no-print-directory test

format: .venv/ready-dev ## put the house in order
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

bench: .venv/ready-dev  ## ratios, all from one run
	$(PY) -m benchmarks

soak: .venv/ready-dev   ## the long tests, and 600 kills while half an hour plays, 100 of them with a webhook
	$(PY) -m pytest -q -m soak --timeout 5400
	$(PY) -m tests.kills --kills 500 --each 25 --at-once 2
	$(PY) -m tests.kills --kills 100 --each 25 --at-once 2 --webhook

words: .venv/ready-dev  ## collect sentences, compile the English catalog
	$(PY) -m words.catalog

lock: $(UV)             ## renew the lock files (hashes, no addresses)
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group dev -o requirements-dev.lock

clean:                  ## remove what make made
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
