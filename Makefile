# `make help` lists what can be done. Each target first makes ready what it needs (tools/setup.sh), so that a clean
# clone takes one command. Options: ARGS="--as-of 2026-05-31" for the program, PYTEST_ARGS="-k bulletin" for the tests.

PY := .venv/bin/python
ARGS ?=
# Test processes; 0 runs them in one, which starts faster and reads better under a debugger.
PYTEST_JOBS ?= 2
PYTEST_ARGS ?=
PORT ?= 8000
# How many mutated files `make fuzz` tries.
FUZZ ?= 1000
# When the bulletin is drafted, and where the text of its pull request goes.
AS_OF ?=
SUMMARY ?= .tongbao/weekly.md
export AS_OF SUMMARY
# A form that was filled in: its file, which form, when it came in, an id given before; where the answer goes.
BODY ?=
KIND ?= issue
DATE ?=
ID ?=
COMMENT ?= .tongbao/form.md
export BODY KIND DATE ID COMMENT
# What a change is compared with, and the change itself; the files as they are where HEAD is left out.
BASE ?= main
HEAD ?=
export BASE HEAD
UPGRADE ?=
UV_VERSION := 0.13.9

# Nothing below may read the caller's shell set-up.
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What was compiled once is not compiled again by each process.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site check diff serve weekly form stale test lint fix golden schema fuzz bench pictures looks lock wheel clean all run dev

help: ## 列出全部命令 / this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: run ## 检查并生成网站到 site/ / check, then build the site into site/
	@if grep -q '^admin:' site.yaml; then $(PY) build.py admin || :; fi
	@no_pdf=; if [ -e .venv/.no-pdf ]; then no_pdf=--no-pdf; fi; \
	  set -x; $(PY) build.py build $$no_pdf $(ARGS)

check: run ## 只检查，列出全部错误 / every fault in the data, nothing written
	@$(PY) build.py check $(ARGS)

diff: run ## 说明改动意味着什么，即合并请求的评论；BASE=main / what a change means, as the workflows tell it
	@mkdir -p .tongbao/diff
	@code=0; $(PY) build.py diff "$$BASE" $$HEAD --format json --out .tongbao/diff/diff.json $(ARGS) || code=$$?; \
	  $(PY) build.py comment .tongbao/diff/diff.json --out .tongbao/comment >/dev/null && cat .tongbao/comment/comment.md && exit $$code

serve: run ## 在本机预览，保存即更新；PORT=8000 / a preview on this machine that follows each saved file
	@$(PY) build.py serve --port $(PORT) $(ARGS)

weekly: run ## 起草本周通报并检查；AS_OF=2026-11-15T17:00 / draft the week's bulletin and check it, as the workflow does
	@if [ -n "$$AS_OF" ]; then set -- --as-of "$$AS_OF"; else set --; fi; \
	  set -x; $(PY) build.py bulletin draft weekly "$$@" --summary "$$SUMMARY" $(ARGS)
	@$(PY) build.py check $(ARGS)

form: run ## 读一份填好的表单；BODY=文件 KIND=issue / a filled-in form as a changed file, or an answer, as the workflow does
	@set -- "$$BODY" --kind "$$KIND" --comment "$$COMMENT"; \
	  if [ -n "$$DATE" ]; then set -- "$$@" --date "$$DATE"; fi; if [ -n "$$ID" ]; then set -- "$$@" --id "$$ID"; fi; \
	  set -x; $(PY) build.py form "$$@" || [ $$? = 1 ]

stale: run ## 列出到期和逾期的事，每个县区一份；AS_OF=2026-11-15 / what is due and past its date, as the workflow reminds
	@if [ -n "$$AS_OF" ]; then set -- --as-of "$$AS_OF"; else set --; fi; \
	  set -x; $(PY) build.py stale "$$@" --out .tongbao/reminders $(ARGS)

test: lint ## 全部静态检查与测试 / every linter and every test (TONGBAO_BROWSER=1: with Chromium)
	@if [ -n "$$TONGBAO_BROWSER" ]; then tools/setup.sh browser; fi
	@if [ -e .venv/.no-pdf ]; then set -- -m 'not pdf'; else set --; fi; \
	  set -x; $(PY) -m pytest -n $(PYTEST_JOBS) "$$@" $(PYTEST_ARGS)

lint: dev ## 静态检查 / ruff, mypy, import contracts
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	@# A console script's first line holds the path it was made at; this does not care where the checkout lies.
	$(PY) -c 'from importlinter.cli import lint_imports_command as main; main()' --no-logo

fix: dev ## 自动修正格式 / let ruff repair what it can
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

golden: dev ## 更新 tests/golden/、tests/drafts/ / renew the golden site and drafts; look at the diff before committing it
	$(PY) -m pytest tests/test_golden.py tests/test_drafts.py tests/test_comparing.py -k golden --golden-update $(PYTEST_ARGS)

schema: run ## 更新 docs/ 中由程序生成的文件 / renew the pages of docs/ that are made from the program
	$(PY) build.py schema
	$(PY) -m tools.commands_page > docs/commands.md
	$(PY) -m tongbao.rules > docs/rules.md
	$(PY) -m tools.templates_page

fuzz: dev ## 用一千份改坏的文件试读取与改正 / a thousand mutated files: no traceback, no second, each fault with its line
	$(PY) -m pytest -n 0 tests/test_fuzz.py --fuzz $(FUZZ)
	$(PY) -m pytest -n $(PYTEST_JOBS) -m hypothesis --hypothesis-profile=thorough

bench: dev ## 计时 / measure
	$(PY) -m benchmarks.run $(ARGS)
	@if [ ! -e .venv/.no-pdf ]; then set -x; $(PY) -m benchmarks.pdf; fi

pictures: dev ## 页面截图 / pictures of the pages, in Chromium
	@tools/setup.sh browser
	$(PY) -m tools.pictures $(ARGS)

looks: dev ## 每种页面的截图，宽窄明暗，到 pictures/ / every kind of page at both widths, light and dark, into pictures/
	@tools/setup.sh browser
	$(PY) -m tools.pictures --all $(ARGS)

wheel: dev ## 打包到 dist/ / a wheel in dist/
	@# Not `python -m build`: in this folder that would run our own build.py.
	$(PY) -m pip wheel --quiet --no-deps --wheel-dir dist .

lock: run ## 更新 requirements*.txt；UPGRADE=--upgrade 升级 / renew the locked requirements
	@[ -x .venv/lock/bin/uv ] || { $(PY) -m venv .venv/lock && .venv/lock/bin/pip install -qq uv==$(UV_VERSION); }
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements.txt -o requirements-dev.txt
	$(LOCK) --group browser --constraint requirements-dev.txt -o requirements-browser.txt

# Hashes but no addresses: every place installs from the index it trusts.
LOCK = .venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(UPGRADE)

clean: ## 删除生成物与缓存，保留 .venv / remove what was made, keep .venv
	rm -rf site .site.* .tongbao dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

all: test site ## 与 CI 相同 / what CI does

run dev:
	@tools/setup.sh $@
