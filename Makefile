# The front door. `make help` lists the targets; CI calls the same ones.

PROFILE ?= full
FRESH ?=
FORCE ?=
NAME ?=
NUMBER ?=
STAGE ?=
SITE ?=
WORKERS ?=
SCHEDULER ?=
THREADS ?=
DATA_DIR ?=
PENDIGITS_DIR ?=
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv pip
# Nothing that a package brings is run: no source is built, and no hash is missing.
INSTALL := $(UV) install --quiet --require-hashes --no-build
# Who trains: this process alone, unless one of these is set.
CREW := $(if $(WORKERS),--workers $(WORKERS)) $(if $(SCHEDULER),--scheduler $(SCHEDULER)) \
	$(if $(THREADS),--threads $(THREADS))
# What the demo is measured beside; nothing else needs it.
RIVALS := scripts/demo_benchmark/node_modules
# What looks at the built pages; nothing else needs it.
QUALITY := scripts/page_quality/node_modules

# A shim can be on PATH and still not run, so each candidate is tried.
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))
PYTHON ?= $(shell for each in python3.12 python3.11 python3 python; do \
	$$each -c '$(SUPPORTED)' 2>/dev/null && echo $$each && break; done)

# The system's Node if it is new enough, else one from a Python package in the environment. It is
# asked where that matters alone, for it takes as long as finding that the site is up to date.
NODE_IS_NEW = $(shell node -e 'process.exit(+(process.versions.node.split(".")[0] < 20))' \
	2>/dev/null && npm --version >/dev/null 2>&1 && echo yes)

export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export PROFILE DATA_DIR PENDIGITS_DIR
# TensorFlow's remarks on its own kernels, and Material's banner on MkDocs 2.
export TF_CPP_MIN_LOG_LEVEL ?= 3
export NO_MKDOCS_2_WARNING ?= 1

.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help setup data measure retrain build-site site links serve render check restamp \
	why again new-project bench bench-demo bench-training bench-site bench-jobs lighthouse \
	trust test lint audit format lock bundle cluster converter onnx torch properdocs clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | \
		awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

setup: $(VENV)/.train node_modules/.ready ## Install all that building needs, from locked and hashed sets

build-site: setup data $(if $(FRESH),retrain,measure) ## Fetch MNIST, measure what is out of date (FRESH=1: everything), score again, build
	$(PY) -m scripts.evaluate --verify
	@$(MAKE) --no-print-directory site links
	$(PY) -m scripts.check --built
	$(PY) -m scripts.render --check

retrain: setup data ## Measure everything anew, without building the site; goes on where it was interrupted
	$(PY) -m scripts.fresh begin
	@$(MAKE) --no-print-directory measure

site: $(VENV)/.site ## Render and build the site where something changed (FORCE=1: everything); needs no TensorFlow
	@$(PY) -m scripts.make_site $(if $(FORCE),--force)

links: $(VENV)/.site ## Fail if a link of the built site leads nowhere or a number is not its run's; asks no other host
	$(PY) -m scripts.check_links
	$(PY) -m scripts.check_numbers

why: $(VENV)/.site ## Tell where a number comes from: NUMBER="99.4 %", or a part of a field's name
	$(PY) -m scripts.why -- '$(subst ','\'',$(NUMBER))'

again: setup data ## Measure one stage anew, the others staying as they are: STAGE=evaluation
	$(PY) -m scripts.again -- '$(subst ','\'',$(STAGE))'

serve: $(VENV)/.site ## Serve the site at http://127.0.0.1:8000/ and rebuild as files change
	$(PY) -m mkdocs serve

new-project: $(VENV)/.site ## Begin a project: NAME="What readers see"
	$(PY) -m scripts.new_project -- '$(subst ','\'',$(NAME))'

bench-demo: $(VENV)/.dev node_modules/.ready $(RIVALS)/.ready data converter onnx ## Measure the demo's size and speed beside others; leave the machine alone meanwhile
	$(PY) -m scripts.bench_demo

bench-training: $(VENV)/.train torch data ## Measure training beside plain Keras and PyTorch, an hour; leave the machine alone meanwhile
	$(PY) -m scripts.bench_training

bench-site: $(VENV)/.site ## Measure how long the site takes to build, beside plain MkDocs; leave the machine alone meanwhile
	$(PY) -m scripts.bench_site

bench-jobs: $(VENV)/.train data ## Measure what folds, images and workers cost in training, ten minutes or so; leave the machine alone meanwhile
	$(PY) -m scripts.bench_jobs

# In the order in which they run: each by itself, on a machine that does nothing else.
BENCHMARKS := bench-demo bench-training bench-site bench-jobs

bench: $(BENCHMARKS) ## Run all benchmarks, one after another

trust: $(VENV)/.dev node_modules/.ready data converter ## Damage everything on purpose, at length: kill builds, garble input, fail disks and servers
	$(PY) -m scripts.trust

lighthouse: $(VENV)/.dev $(QUALITY)/.ready ## Score pages of the site with Lighthouse, the median of three runs; leave the machine alone meanwhile
	$(PY) -m scripts.lighthouse

test: $(VENV)/.dev node_modules/.ready $(QUALITY)/.ready lint data check cluster onnx properdocs ## Lint, type-check and test everything, in a real browser too
	CHROME_PATH="$$($(PY) -m scripts.browser)" && export CHROME_PATH && \
		npm test --silent && $(PY) -m pytest

lint: $(VENV)/.dev node_modules/.ready $(RIVALS)/.ready $(QUALITY)/.ready ## Check style and types of Python and JavaScript, and the workflows
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	npm run --silent check
	npm run --silent workflows

check: $(VENV)/.site ## Fail if an artefact or a rendered file is not what today's sources give; SITE=site: or a number there
	$(PY) -m scripts.check $(if $(SITE),--site '$(SITE)')
	$(PY) -m scripts.render --check

audit: $(VENV)/.site $(VENV)/.node .venv-audit/.ready ## Check the locks, and ask for known vulnerabilities of what they lock
	$(PY) -m scripts.audit

restamp: $(VENV)/.train ## Keep trained results under today's keys where the code still trains the same way
	$(PY) -m scripts.restamp

clean: ## Remove everything that can be made again, the environments and the data set too
	rm -rf $(VENV) .venv-audit .venv-bench .venv-convert .venv-onnx .venv-properdocs
	rm -rf node_modules $(RIVALS) $(QUALITY)
	rm -rf build site .site.* data
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

data: $(VENV)/.site node_modules/.ready
	$(PY) -m scripts.fetch_data
	$(PY) -m scripts.fetch_strokes

measure: setup
	$(PY) -m scripts.explore
	$(PY) -m scripts.cross_validate $(CREW)
	$(PY) -m scripts.cross_validate_writers $(CREW)
	$(PY) -m scripts.train $(CREW)
	$(PY) -m scripts.ablate $(CREW)
	$(PY) -m scripts.export_model
	$(PY) -m scripts.evaluate
	$(PY) -m scripts.features
	$(PY) -m scripts.score_handwriting
	$(PY) -m scripts.distort
	$(PY) -m scripts.measure_projects
	$(PY) -m scripts.notebook
	$(PY) -m scripts.fresh end

format: $(VENV)/.dev
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

bundle: node_modules/.ready ## Bundle the demo and TensorFlow.js after a change in their sources
	npm run --silent bundle

# The usual registry has no PyTorch without CUDA: it comes from the folder of wheels that pip is told
# of, or from PyTorch's own registry.
TORCH := $(if $(PIP_FIND_LINKS),--find-links $(PIP_FIND_LINKS),--torch-backend cpu)

LOCKS := requirements
LOCK := "$(CURDIR)"/$(UV) compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

lock: $(VENV)/.uv
	cd "$(LOCKS)" && for set in dev uv node convert onnx audit; do \
		$(LOCK) $$set.in -o $$set.txt || exit; done
	cd "$(LOCKS)" && for set in train site properdocs cluster; do \
		$(LOCK) -c dev.txt $$set.in -o $$set.txt || exit; done
	cd "$(LOCKS)" && for set in bench; do \
		$(LOCK) $(TORCH) $$set.in -o $$set.txt || exit; done

# --- environments -----------------------------------------------------------------------

$(VENV)/.uv: requirements/uv.txt
	$(if $(PYTHON),,$(error Python 3.11 or 3.12 is needed and none was found on PATH; \
		install one, or say where it is: make PYTHON=/path/to/python3.12))
	@$(PYTHON) -c '$(SUPPORTED)' || \
		{ echo 'error: $(PYTHON) is not Python 3.11 or 3.12'; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo 'error: $(PYTHON) cannot make a virtual environment;' \
		'on Debian and Ubuntu install python3-venv'; exit 2; }
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes \
		--only-binary :all: -r $<
	@touch $@

# A larger set holds the smaller ones, so it stands for them too.
$(VENV)/.site: requirements/site.txt | $(VENV)/.uv
	$(INSTALL) --python $(PY) -r $<
	@touch $@

$(VENV)/.train: requirements/train.txt | $(VENV)/.uv
	$(INSTALL) --python $(PY) -r $<
	@touch $@ $(VENV)/.site

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.uv
	$(INSTALL) --python $(PY) -r $<
	@touch $@ $(VENV)/.train $(VENV)/.site

$(VENV)/.node: requirements/node.txt | $(VENV)/.uv
	$(if $(NODE_IS_NEW),,$(INSTALL) --python $(PY) -r $<)
	@touch $@

node_modules/.ready: package-lock.json | $(VENV)/.node
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(RIVALS)/.ready: scripts/demo_benchmark/package-lock.json | $(VENV)/.node
	cd scripts/demo_benchmark && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(QUALITY)/.ready: scripts/page_quality/package-lock.json | $(VENV)/.node
	cd scripts/page_quality && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

cluster: $(VENV)/.cluster ## Install what trains on a Dask cluster: SCHEDULER=tcp://HOST:PORT; see docs/guide-cluster.md

# Workers may be started in any folder, so the environment is told where the package is.
$(VENV)/.cluster: requirements/cluster.txt | $(VENV)/.train
	$(INSTALL) --python $(PY) -r $<
	@$(PY) -c 'import pathlib, sysconfig; \
		pathlib.Path(sysconfig.get_path("purelib"), "portfolio.pth").write_text("$(CURDIR)\n")'
	@touch $@

converter: .venv-convert/.ready

.venv-convert/.ready: requirements/convert.txt | $(VENV)/.uv
	@echo 'making the environment of the TensorFlow.js converter'
	$(PY) -m venv --clear --without-pip .venv-convert
	$(INSTALL) --python .venv-convert/bin/python -r $<
	@touch $@

onnx: .venv-onnx/.ready

.venv-onnx/.ready: requirements/onnx.txt | $(VENV)/.uv
	$(PY) -m venv --clear --without-pip .venv-onnx
	$(INSTALL) --python .venv-onnx/bin/python -r $<
	@touch $@

properdocs: .venv-properdocs/.ready

.venv-properdocs/.ready: requirements/properdocs.txt | $(VENV)/.uv
	$(PY) -m venv --clear --without-pip .venv-properdocs
	$(INSTALL) --python .venv-properdocs/bin/python -r $<
	@touch $@

.venv-audit/.ready: requirements/audit.txt | $(VENV)/.uv
	$(PY) -m venv --clear --without-pip .venv-audit
	$(INSTALL) --python .venv-audit/bin/python -r $<
	@touch $@

# The benchmark goes on without it, and says so.
torch: | $(VENV)/.uv
	@$(MAKE) --no-print-directory .venv-bench/.ready || \
		echo 'PyTorch cannot be installed here: its sides are left out'

.venv-bench/.ready: requirements/bench.txt | $(VENV)/.uv
	$(PY) -m venv --clear --without-pip .venv-bench
	$(INSTALL) --python .venv-bench/bin/python $(TORCH) -r $<
	@touch $@
