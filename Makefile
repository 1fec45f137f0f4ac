# Needs make and Python 3.11 or newer; everything else goes into .venv.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# The first Python here that is new enough and can make a virtual environment.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

# On Linux, torch from the usual registry brings GPU libraries of several gigabytes. To install
# its CPU build, name the package index that has it: `make TORCH_INDEX=<address> install`.
TORCH_INDEX ?=

# More arguments for the tool behind a target: `make test ARGS='-k parse'`.
ARGS ?=

# A file of questions that bring their own pages, to measure beside the interview.
PAGES ?=

.DEFAULT_GOAL := help
.PHONY: help install chat test check format bench bench-speed bench-scale bench-rivals screenshots constraints clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP)  ## Make .venv with the citaat command

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Citaat needs Python 3.11 or newer, with venv (Debian and \
	Ubuntu: apt install python3-venv); or name one: make PYTHON=/path/to/python3 install" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(if $(TORCH_INDEX),$(BIN)/python -m pip install --constraint constraints.txt --index-url $(TORCH_INDEX) torch)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[eval,milvus]' --group dev
	touch $@

chat: install  ## Serve the chat at http://127.0.0.1:7860
	$(BIN)/citaat serve $(ARGS)

# A file of tests stays in one process, because its tests share servers and indexes. numpy and torch
# get no second thread: there is one process more than there are cores, as some wait for a browser.
test: install  ## Run the tests, a file in each of a few processes
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest --dist loadfile \
		--numprocesses $$($(BIN)/python -c 'import os; print(os.cpu_count() + 1)') $(ARGS)

check: install  ## Lint, check the formatting and the types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: install  ## Format the code, and mend what the linter can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: install  ## Measure the answers; figures and curves go to benchmarks/results
	$(BIN)/citaat eval tests/data/interview-questions-dev.jsonl \
		--json benchmarks/results/interview.json --plot benchmarks/results/interview.png $(ARGS)
	$(BIN)/citaat eval tests/data/interview-questions-later.jsonl \
		--json benchmarks/results/interview-later.json $(ARGS)
ifneq ($(PAGES),)
	for pages in rotated natural; do $(BIN)/citaat eval $(PAGES) --pages $$pages \
		--figures-only --json benchmarks/results/pages-$$pages.json \
		--plot benchmarks/results/pages-$$pages.png $(ARGS) || exit; done
	$(BIN)/citaat eval $(PAGES) --indexed 250 --figures-only \
		--json benchmarks/results/pages-250.json --plot benchmarks/results/pages-250.png $(ARGS)
endif

# Rivals run in .venv-rivals when `make bench-rivals` has made it; else they are left out, and
# the results say so.
bench-speed: install  ## Measure speed and memory
	$(BIN)/python -m benchmarks.speed --rivals .venv-rivals/bin/python $(ARGS)

# PAGES gives the real passages; without it the training interviews do.
bench-scale: install  ## Measure what grows with a library, up to a million passages
	$(BIN)/python -m benchmarks.scale $(if $(PAGES),--pages $(PAGES)) $(ARGS)

bench-rivals: install  ## Install what Citaat is compared with in .venv-rivals
	$(PYTHON) -m venv .venv-rivals
	.venv-rivals/bin/python -m pip install --quiet --requirement benchmarks/rivals/requirements.txt

screenshots: install  ## Draw docs/images again from the running chat
	$(BIN)/python scripts/screenshots.py $(ARGS)

# The comment at the top is kept; the registry's own suffixes (+cpu) are not.
constraints: install  ## Pin what is installed in .venv
	{ grep '^#' constraints.txt; $(BIN)/python -m pip list --format=freeze --exclude-editable \
		| grep -viE '^(pip|setuptools)==' | sed 's/+.*//' | sort -f; } > constraints.new
	mv constraints.new constraints.txt

clean:  ## Remove .venv and what the tools left behind
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
