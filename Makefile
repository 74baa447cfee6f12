# What a person runs. `make run` and `make test` need python3 (3.11 or newer, with venv) and no more.

PYTHON ?= python3
VENV := .venv
PORT ?= 8000
WORKERS ?= 2
export PYTHON PORT

# One file in the environment for each state of the locks: a changed lock is installed once.
LOCKS := $(shell cat requirements/*.txt scripts/install.sh | cksum | tr ' ' '-')
RUN_READY := $(VENV)/.ready-to-run-$(LOCKS)
TEST_READY := $(VENV)/.ready-to-test-$(LOCKS)
PYTEST := $(VENV)/bin/python -m pytest --numprocesses=$(WORKERS) --timeout=300

.PHONY: run setup test test-full check bench help

run: $(RUN_READY) ## start Thaw (PORT=8000, THAW_DATA=folder); Ctrl-C stops it
	@exec $(VENV)/bin/python -m config.run

setup: $(RUN_READY) ## make .venv with the locked dependencies

test: $(TEST_READY) ## the test suite, on real servers
	@sh scripts/chromium.sh
	$(PYTEST) -m "not full" $(ARGS)

test-full: $(TEST_READY) ## the test suite with its long forms
	@sh scripts/chromium.sh
	$(PYTEST) $(ARGS)

check: $(TEST_READY) ## format, lint, types, import contracts, migrations, API description
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" sh scripts/check.sh

bench: $(TEST_READY) ## the benchmarks; writes bench/results/
	@set -e; for script in bench/bench_*.py; do \
		echo "== $$script"; $(VENV)/bin/python -m "bench.$$(basename "$$script" .py)" $(ARGS); \
	done

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile

$(RUN_READY):
	@sh scripts/install.sh base embedded
	@touch $@

$(TEST_READY): $(RUN_READY)
	@sh scripts/install.sh base embedded dev
	@touch $@
