# Two commands do all the set-up: `make brief` shows the main job, `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help brief test check bench lock clean

help:  ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@echo '· 가상 환경을 만듭니다 ($(VENV))'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 이상이 필요합니다. PYTHON=python3.12 처럼 지정해 주세요.' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(BIN)/python requirements.txt pyproject.toml
	@echo '· 필요한 패키지를 설치합니다 (처음 한 번, 1분쯤 걸립니다)'
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@echo '· 개발 도구를 설치합니다 (처음 한 번)'
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

brief: $(VENV)/.runtime  ## the sample articles, ingested into a fresh database and briefed
	@rm -rf var/sample && mkdir -p var/sample
	@AI_KOREA_DATABASE_URL=sqlite:///var/sample/briefing.db $(BIN)/ai-korea ingest tests/data/articles
	@AI_KOREA_DATABASE_URL=sqlite:///var/sample/briefing.db $(BIN)/ai-korea brief --at 2026-03-05T09:00

test: $(VENV)/.dev  ## the tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile  # each loads the analyser: 400 MB

check: $(VENV)/.dev  ## formatting, lint, types, rooms and doors
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.dev  ## speed and memory, as ratios measured side by side
	@$(BIN)/python -m tests.bench

lock: $(VENV)/.dev  ## compile the lock files anew
	@$(PIP) install 'pip-tools>=7.4'
	@for extra in '' dev; do \
	  $(BIN)/pip-compile -qq --upgrade --strip-extras --generate-hashes --allow-unsafe \
	    --build-deps-for editable --no-header --no-annotate --no-emit-index-url \
	    --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	    $${extra:+--extra $$extra} --output-file requirements$${extra:+-$$extra}.txt \
	    pyproject.toml || exit 1; done

clean:  ## remove what was made
	rm -rf $(VENV) var build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
