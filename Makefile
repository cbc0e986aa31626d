# `make html` and `make test` need Python 3.11 or newer and nothing else: what they use is installed into .venv, once for
# each group of dependencies in pyproject.toml and in the versions of constraints.txt, with uv when it is there and with
# pip otherwise.
#
# The recipes name paths relative to this folder, so that the checkout's own path may contain spaces, and keep to what
# GNU make 3.81 knows (the one on macOS).

PYTHON     ?=
UV         ?= uv
SPHINXOPTS ?=
PYTESTOPTS ?=
BENCHOPTS  ?=
SECONDS    ?= 120

VENV   := .venv
PY     := $(VENV)/bin/python
GROUPS := site docs test lint types serve
STAMPS := $(GROUPS:%=$(VENV)/.installed-%)
SPHINX := $(PY) -m sphinx -M
LOCKED := constraints.txt
HELD   := --constraint $(LOCKED) --build-constraint $(LOCKED)
LOCALE := extensions/sphinx_retrospective/locale
STRICT := -c . -T -W --keep-going -n -j auto

# What a PDF is made with: a file, and the Debian package that has it. The fonts are the ones that conf.py names.
BOOK   := ten-years-of-programming
LATEX  := luaotfload.sty=texlive-luatex framed.sty=texlive-latex-extra LinLibertine_R.otf=fonts-linuxlibertine \
  DejaVuSansMono.ttf=fonts-dejavu-core DroidSansFallbackFull.ttf=fonts-droid-fallback

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help html epub pdf has-latex linkcheck serve screenshots test check soak matrix oldest newest bench messages lint \
  types format lock dist clean distclean

help: ## List the targets
	@echo 'Targets:'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo 'Variables: PYTHON=/path/to/python, UV= (to do without uv), SPHINXOPTS=…, PYTESTOPTS=…'

html: $(VENV)/.installed-docs ## Build the site into _build/html
	@$(SPHINX) html docs _build $(STRICT) $(SPHINXOPTS)
	@echo 'The site is in _build/html/index.html'

epub: $(VENV)/.installed-docs ## Build the site as one EPUB file into _build/epub
	@$(SPHINX) epub docs _build $(STRICT) $(SPHINXOPTS)
	@echo 'The book is in _build/epub'

pdf: has-latex $(VENV)/.installed-docs ## Build the site as one PDF file into _build/latex (needs LaTeX)
	@$(SPHINX) latex docs _build $(STRICT) $(SPHINXOPTS)
	@cd _build/latex && LATEXOPTS= latexmk -lualatex -silent -halt-on-error $(BOOK).tex || \
	  { echo 'LaTeX failed; what it says is in _build/latex/$(BOOK).log' >&2; exit 1; }
	@echo 'The book is in _build/latex/$(BOOK).pdf'

has-latex:
	@missing=; \
	command -v latexmk >/dev/null 2>&1 || missing=' latexmk'; \
	for need in $(LATEX); do \
	  kpsewhich "$${need%%=*}" >/dev/null 2>&1 || missing="$$missing $${need#*=}"; \
	done; \
	if test -n "$$missing"; then \
	  echo "A PDF is made by LaTeX, of which something is missing. On Debian: apt-get install$$missing" >&2; \
	  exit 1; \
	fi

linkcheck: $(VENV)/.installed-docs ## Check every external link (needs the network)
	@$(SPHINX) linkcheck docs _build $(STRICT) $(SPHINXOPTS)
	@echo 'The report is in _build/linkcheck/output.txt'

serve: $(VENV)/.installed-serve ## Show the site at http://127.0.0.1:8000 and rebuild it at every change
	@$(PY) -m sphinx_autobuild docs _build/serve/html -c . -d _build/serve/doctrees -T -n -j auto \
	  --watch extensions --watch conf.py $(SPHINXOPTS)

# With a day that stays the same, which is what open ends reach.
screenshots: export SOURCE_DATE_EPOCH ?= 1767225600
screenshots: $(VENV)/.installed-test html ## Take the pictures in README and guide anew, from the site (needs Chromium)
	@$(PY) -m tests.screenshots.take

test: $(VENV)/.installed-test ## Run all the tests
	@$(PY) -m pytest -n auto $(PYTESTOPTS)

# Side by side; what each has to say is shown when it ends.
check: $(VENV)/.installed-test $(VENV)/.installed-lint $(VENV)/.installed-types ## Lint, types and the tests of the core, in seconds
	@$(PY) -m mypy & types=$$!; \
	$(PY) -m ruff check . && $(PY) -m ruff format --check . && \
	HYPOTHESIS_PROFILE=quick $(PY) -m pytest -q tests/core tests/formats; status=$$?; \
	wait $$types && exit $$status

soak: $(VENV)/.installed-test ## Go on with the random tests, for SECONDS each (120)
	@HYPOTHESIS_PROFILE=soak SOAK_SECONDS=$(SECONDS) $(PY) -m pytest -n auto -m soak $(PYTESTOPTS)

matrix: $(VENV)/.installed-test ## Run both of these, one after the other (needs the network)
	@$(PY) tests/installed/matrix.py oldest newest

oldest: $(VENV)/.installed-test ## Test the wheel with the oldest Python and Sphinx, in an empty environment
	@$(PY) tests/installed/matrix.py oldest

newest: $(VENV)/.installed-test ## Test the wheel with the newest of everything, in an empty environment
	@$(PY) tests/installed/matrix.py newest

bench: $(VENV)/.installed-test ## Compare builds with those of the same site written by hand (BENCHOPTS=--help)
	@$(PY) -m tests.benchmarks $(BENCHOPTS)

lint: $(VENV)/.installed-lint ## Check style and formatting
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(VENV)/.installed-types ## Check types
	@$(PY) -m mypy

format: $(VENV)/.installed-lint ## Put the code into form
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

messages: $(VENV)/.installed-docs ## Bring the translations up to date with the messages in the code
	@$(PY) -m babel.messages.frontend -q extract -k translate -k _ --no-location --sort-output --omit-header \
	  -o $(LOCALE)/sphinx_retrospective.pot extensions/sphinx_retrospective
	@$(PY) -m babel.messages.frontend -q update -D sphinx_retrospective -d $(LOCALE) --no-fuzzy-matching \
	  --ignore-pot-creation-date -i $(LOCALE)/sphinx_retrospective.pot
	@# Without what changes by the clock, or says nothing.
	@sed -i.bak -E '/^"(Report-Msgid|POT-Creation|PO-Revision|Last-Translator|Language-Team|Generated-By)/d' \
	  $(LOCALE)/*/LC_MESSAGES/*.po && rm $(LOCALE)/*/LC_MESSAGES/*.po.bak
	@$(PY) -m babel.messages.frontend -q compile -D sphinx_retrospective -d $(LOCALE)
	@echo 'The catalogues are in $(LOCALE); translate what is empty there, and run this again'

lock: $(VENV)/.installed-lock ## Take the newest versions that fit together into constraints.txt (needs the network)
	@$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --upgrade --no-annotate \
	  --custom-compile-command 'make lock' --all-extras $(GROUPS:%=--group %) --group install \
	  --output-file $(LOCKED) pyproject.toml
	@echo 'The versions are in $(LOCKED)'

dist: $(VENV)/.installed-test ## Build the sdist and the wheel into dist
	@$(PY) -m hatchling build

clean: ## Remove everything that was built, and caches
	@rm -rf _build _readthedocs dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -path './$(VENV)' -prune -o -type d -name __pycache__ -exec rm -rf {} +

distclean: clean ## Remove the virtual environment too
	@rm -rf '$(VENV)'

# The stamps live in the environment: it takes them with it when it goes, and a command that failed leaves none.

$(VENV)/.made:
	@python=; \
	for candidate in $(if $(PYTHON),'$(PYTHON)',python3 python3.14 python3.13 python3.12 python3.11); do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    python=$$candidate; break; \
	  fi; \
	done; \
	if test -z "$$python"; then \
	  echo 'Python 3.11 or newer is needed, and $(if $(PYTHON),$(PYTHON) is not one,none was found).' >&2; \
	  echo 'Name the one to use: make $(MAKECMDGOALS) PYTHON=/path/to/python' >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$python" --version)"; \
	rm -rf $(VENV); \
	if $(if $(UV),$(UV) --version >/dev/null 2>&1,false); then \
	  $(UV) venv --quiet --seed --python "$$python" $(VENV); \
	else \
	  "$$python" -m venv $(VENV) && $(PY) -m pip install --quiet --constraint $(LOCKED) pip; \
	fi
	@touch $@

$(STAMPS): $(VENV)/.installed-%: pyproject.toml $(LOCKED) $(VENV)/.made
	@echo 'Installing what pyproject.toml lists for "$*" …'
	@if $(if $(UV),$(UV) --version >/dev/null 2>&1,false); then \
	  $(UV) pip install --quiet --python $(PY) $(HELD) --group $* --editable .; \
	else \
	  $(PY) -m pip install --quiet $(HELD) --group $* --editable .; \
	fi
	@touch $@

# Without the versions that it is there to replace, which may not fit what pyproject.toml asks for now.
$(VENV)/.installed-lock: pyproject.toml $(VENV)/.made
	@$(PY) -m pip install --quiet --group lock
	@touch $@
