# `make` lists what there is to do. Needed: Python 3.11 or newer, and make.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint cypherlint quality cleaning badinput startup loading breaks asking writing checking serving explorer explorer-pictures docs mappings picture echarts view neo4j clean

# The first that is new enough makes the environment. `make demo PYTHON=/path/to/python` names another.
ifndef PYTHON
PYTHON := $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
endif
VENV := .venv
CHROMIUM := chromium
LINTER := tests/cypher/node_modules/.installed
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/installed ## Build the graph of the sample pages, ask it, write Turtle and a picture
	@$(BIN)/python scripts/demo.py

test: $(VENV)/installed-dev lint cypherlint ## Lint, check types and run the tests
	@$(BIN)/pytest

lint: $(VENV)/installed-dev ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

cypherlint: $(LINTER) ## Install Neo4j's grammar of Cypher, which a test holds the queries to (needs npm)

quality: $(VENV)/installed ## Score the extractor, and hold the floors of bench/floors.toml
	@$(BIN)/python bench/quality.py --check

cleaning: $(VENV)/installed ## Score the repair of damaged text, and hold the floors of bench/cleaning_floors.toml
	@$(BIN)/python bench/cleaning.py --check

badinput: $(VENV)/installed ## Extract from broken, huge and hostile files, and hold the bounds of time and memory
	@$(BIN)/python bench/bad_input.py --check

startup: $(VENV)/installed ## Time the start of the commands
	@$(BIN)/python bench/startup.py --check

docs: $(VENV)/installed ## Write docs/ontology.md, docs/queries.md and the example of docs/linked-data.md anew
	@$(BIN)/python scripts/build_docs.py
	@$(BIN)/python scripts/write_query_docs.py

mappings: $(VENV)/installed ## Look up each term of other vocabularies in that vocabulary's own file (needs npm)
	@$(BIN)/python scripts/check_mappings.py

explorer: $(VENV)/installed ## Show the graph of the sample pages in a browser
	@$(BIN)/kg build kg/samples --store out/samples
	@$(BIN)/kg serve --store out/samples

explorer-pictures: $(VENV)/installed-dev ## Take the pictures of docs/explorer anew (needs Chromium)
	@command -v $(CHROMIUM) >/dev/null || { echo "No $(CHROMIUM) here. Name one: make explorer-pictures CHROMIUM=..." >&2; exit 1; }
	@$(BIN)/python scripts/explorer_pictures.py $$(command -v $(CHROMIUM))

asking: $(VENV)/installed-dev ## Time the saved queries on 200,000 figures in both stores (needs Java and Maven)
	@$(BIN)/python bench/queries.py --check

writing: $(VENV)/installed ## Time the writing of a million triples beside rdflib
	@$(BIN)/python bench/rdf.py --check

checking: $(VENV)/installed ## Time the quick check of 50,000 figures beside pySHACL (some ten minutes)
	@$(BIN)/python bench/check.py --check

serving: $(VENV)/installed ## Time the explorer under 50 readers, on 200,000 figures
	@$(BIN)/python bench/serve.py --check

loading: $(VENV)/installed-dev ## Time the ways into each store, a million rows (some ten minutes; needs Java and Maven)
	@$(BIN)/python bench/loading.py

breaks: $(VENV)/installed-dev ## Stop the server and cut connections under loads into Neo4j, twenty times each
	@$(BIN)/python bench/breaks.py

view: $(VENV)/installed-dev ## Time the page: how soon it is ready, how smoothly it moves (needs Chromium)
	@$(BIN)/python bench/view.py --check

picture: $(VENV)/installed-dev demo ## Take the pictures of docs/view anew from the demo's page (needs Chromium)
	@command -v $(CHROMIUM) >/dev/null || { echo "No $(CHROMIUM) here. Name one: make picture CHROMIUM=..." >&2; exit 1; }
	@$(BIN)/python scripts/screenshots.py $$(command -v $(CHROMIUM))

echarts: ## Build the bundle of ECharts that ships, from the versions of its lock (needs Node)
	@command -v npm >/dev/null || { echo "No npm here. On Debian: apt install npm" >&2; exit 1; }
	@cd scripts/echarts && npm ci --ignore-scripts --no-audit --no-fund --silent && npm run --silent build

neo4j: $(VENV)/installed-dev ## Start a Neo4j with the sample graph, and Browser (needs Java 17 or 21 and Maven)
	@PYTHONPATH=scripts:tests $(BIN)/python tests/neo4j/run_neo4j.py

clean: ## Remove what make made: environment, files, caches; graph/ stays, as it may be your own
	rm -rf $(VENV) tests/cypher/node_modules out build dist .cache/neo4j .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The two stamps keep a second run from installing again.
$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Installing kg and its libraries into $(VENV) (about 400 MB, with a Java; a minute or two) ..."
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@echo "Installing what the tests need ..."
	@$(PIP) install --group dev
	@touch $@

# Neo4j's grammar of Cypher, for one of the tests, which says so where it is missing.
$(LINTER): tests/cypher/package.json tests/cypher/package-lock.json
	@if command -v npm >/dev/null; then echo "Installing Neo4j's grammar of Cypher ..." && \
		npm --prefix tests/cypher ci --no-audit --no-fund --silent && touch $@ || echo "npm ci failed in tests/cypher." >&2; fi

$(BIN)/python:
ifeq ($(PYTHON),)
	$(error No Python 3.11 or newer was found. Install one, or name it: make demo PYTHON=/path/to/python3)
endif
	@echo "Making the environment $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "venv failed. On Debian and Ubuntu it is a package of its own: apt install python3-venv" >&2; exit 1; }
