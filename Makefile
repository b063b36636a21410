# `make` lists what there is. Everything it installs stays in .venv and .tools, but for Debian packages (make test, as root).

PYTHON ?= python3
VENV ?= .venv
COMPILE ?= pip-compile
EXAMPLES := $(filter-out %.sparse.json,$(wildcard fixtures/*/*.json))

bin := $(VENV)/bin
install := $(bin)/python -m pip install --quiet --disable-pip-version-check
catalogues := src/cpr_docs/locale

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv demo test pytest newest fuzz growth docs bench lint format templates released pages messages review corrections names requirements dist clean clean-all

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(VENV)/.runtime ## the library and its dependencies, in .venv (PYTHON=python3.12 chooses the interpreter, VENV= another folder)

demo: $(VENV)/.runtime ## render every form in both languages, and a hundred letters from a spreadsheet, into demo/
	@set -e; for data in $(EXAMPLES); do \
	    form=$$(basename $$(dirname $$data)); folder=demo/$$form-$$(basename $$data .json); folder=$${folder%-example}; \
	    mkdir -p $$folder; $(bin)/cpr-docs render $$data -l both -o $$folder/ --force; \
	done
	@rm -rf demo/letters  # a batch replaces nothing, and its template or data may have changed
	@$(bin)/cpr-docs batch fixtures/invitation_letter/concise.sparse.json fixtures/invitation_letter/recipients.csv \
	    -o demo/letters --quiet
	@echo "The documents are in $(CURDIR)/demo:"; find demo -name '*.docx' | sort

test: $(VENV)/.test lint ## install what the tests need, lint, check types, build the docs, run the tests
	@tests/install_tools.sh
	@$(MAKE) --no-print-directory docs pytest

# The last step of make test, which .ci/run repeats with other Pythons.
pytest: $(VENV)/.test $(VENV)/.docs ## run the tests alone, installing what they need in Python
	@$(bin)/pytest -n auto

# In an environment of its own: make VENV=.venv-newest newest. The tests of the pins are left out.
newest: $(VENV)/.newest ## run the tests with the newest versions of all dependencies, and measure their coverage
	@core=$$($(bin)/python -c 'import sys; print("sysmon" if sys.version_info >= (3, 12) else "ctrace")'); \
	    COVERAGE_CORE=$$core $(bin)/pytest -n auto --ignore tests/packaging/test_repository.py --cov

fuzz: $(VENV)/.test ## damaged files from elsewhere, for some minutes (MINUTES=3); a failure becomes a test
	@$(bin)/python -m tests.fuzz $(or $(MINUTES),3)

growth: $(VENV)/.test ## processor time of twice as much of anything: fails where it is more than 3.2 times as long
	@$(bin)/python -m bench.linear

docs: $(VENV)/.docs ## build the documentation into docs/_build/html, every warning an error
	@rm -rf docs/_build/html  # a page that is no longer there would stay
	@$(bin)/sphinx-build -W -n --keep-going --quiet --jobs auto docs docs/_build/html
	@echo "The documentation is in $(CURDIR)/docs/_build/html/index.html"

lint: $(VENV)/.test $(VENV)/.docs ## style, format and types, without changing a file
	@$(bin)/ruff check --quiet
	@$(bin)/ruff format --check --quiet || { echo "Files are not formatted: make format"; exit 1; }
	@$(bin)/mypy
	@$(bin)/python -m tests.docs.typed_examples

format: $(VENV)/.test ## format the code, and mend what the linter can
	@$(bin)/ruff check --fix-only --quiet
	@$(bin)/ruff format

bench: bench/.venv/.peers ## measure the library beside its peers, installed in bench/ (BENCH=--quick for a short run)
	@bench/.venv/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps --no-build-isolation .
	@bench/.venv/bin/python -m bench $(BENCH)

templates: $(VENV)/.runtime ## build templates/ again, from the layouts and the catalogue
	@$(bin)/python -m cpr_docs.authoring

released: $(VENV)/.test ## keep the masters and the documents of this schema version, before a release
	@$(bin)/python -m tests.keep_release

pages: $(VENV)/.test ## write the parts of the pages that follow from the code, which are committed
	@$(bin)/python -m docs.generate

messages: $(VENV)/.runtime ## bring the messages in the code into the catalogue, for the translator
	@mkdir -p $(catalogues)/cy/LC_MESSAGES
	@$(bin)/pybabel --quiet extract --mapping-file pyproject.toml --output-file $(catalogues)/cpr_docs.pot \
	    --no-default-keywords --keyword _ --keyword p_:1c,2 --keyword n_:1,2 --add-comments Translators: \
	    --add-location file --sort-by-file --omit-header --width 120 src
	@if test -e $(catalogues)/cy/LC_MESSAGES/cpr_docs.po; then command="update --ignore-pot-creation-date --no-fuzzy-matching"; \
	    else command=init; fi; \
	    $(bin)/pybabel --quiet $$command --domain cpr_docs --locale cy --width 120 \
	    --input-file $(catalogues)/cpr_docs.pot --output-dir $(catalogues)

review: $(VENV)/.test ## write a Word document for each form into review/, in which a reader of Welsh judges its entries
	@$(bin)/python -m docs.review

corrections: $(VENV)/.test ## take corrections (FILE=x.docx makes a CSV file beside it, FILE=x.csv corrects the catalogue)
	@$(bin)/python -m docs.review $(or $(FILE),$(error FILE= names the filled-in document, or the CSV file))

names: $(VENV)/.test ## write the public names for type checkers, after a name or a form was added
	@$(bin)/python -m docs.generate.public_names

# Run it with the oldest Python that the library supports. Hashes are those of the public index, whatever pip is set to here.
requirements: ## pin the requirements anew from requirements/*.in (needs pip-tools; UPGRADE=--upgrade for the newest)
	@set -e; for name in build runtime test docs; do \
	    env -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make requirements" \
	    $(COMPILE) --quiet --no-config --generate-hashes --strip-extras $(UPGRADE) \
	    --output-file requirements/$$name.txt requirements/$$name.in; \
	done

dist: $(VENV)/.runtime ## build the wheel and the source archive into dist/
	@$(bin)/python -m hatchling build

clean: ## remove built files, and the caches
	@rm -rf .coverage demo dist build docs/_build __pycache__ .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find src tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

clean-all: clean ## ... and .venv and .tools
	@rm -rf .venv .venv-* .tools bench/.venv bench/.work bench/node_modules

$(bin)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed, and $(PYTHON) is not that: make PYTHON=python3.12 ..., for example" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	    { rm -rf $(VENV); echo "$(PYTHON) cannot make an environment (on Debian: apt-get install python3-venv)" >&2; exit 1; }

# pip accepts no hash for a local folder: the pinned requirements come first, and then the library alone.
$(VENV)/.runtime: requirements/build.txt requirements/runtime.txt pyproject.toml hatch_build.py | $(bin)/python
	@echo "Installing the library into $(VENV)"
	@$(install) --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(install) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.newest: requirements/test.in requirements/docs.in pyproject.toml | $(bin)/python
	@echo "Installing the newest versions of all dependencies into $(VENV)"
	@grep -hv '^-' requirements/build.in requirements/runtime.in requirements/test.in requirements/docs.in > $@.in
	@$(install) --upgrade -r $@.in
	@$(install) --no-deps --no-build-isolation --editable .
	@touch $@

bench/.venv/.peers: requirements/build.txt requirements/runtime.txt bench/requirements.txt bench/package.json
	@echo "Installing the library and its peers into bench/"
	@$(PYTHON) -m venv bench/.venv
	@bench/.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    -r requirements/build.txt -r requirements/runtime.txt -r bench/requirements.txt
	@if command -v npm >/dev/null; then npm install --prefix bench --no-package-lock --ignore-scripts --silent; fi
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.runtime
	@echo "Installing the test requirements into $(VENV)"
	@$(install) --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.docs: requirements/docs.txt $(VENV)/.runtime
	@echo "Installing the requirements of the documentation into $(VENV)"
	@$(install) --require-hashes -r requirements/docs.txt
	@touch $@
