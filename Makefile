# Every target but help sets up .venv first; see docs/configuration.md for the variables.
PYTHON := .venv/bin/python
VUNGCAO := $(PYTHON) -m vungcao.config.commands
T ?=
# Dozens of processes import the product: each would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help up test check soak fix lock demo screenshots setup setup-dev

help: ## các lệnh
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

up: setup ## chạy toàn bộ: cơ sở dữ liệu, dữ liệu nền, tỉnh trình diễn, máy chủ
	@exec $(VUNGCAO) up

test: setup-dev ## mọi kiểm thử mà check chưa làm; T= là biểu thức của pytest, ví dụ make test T="-k đơn_vị"
	@$(PYTHON) -m tests.journeys_possible; possible=$$?; \
	if [ $$possible -eq 0 ]; then only="not soak and not static"; \
	else only="not soak and not static and not journey"; fi; \
	$(PYTHON) -m pytest -n 4 --dist loadscope --no-loadscope-reorder -m "$$only" $(T) || exit $$?; \
	exit $$possible

check: setup-dev ## định dạng, kiểu, ranh giới, mẫu trang, migration, kiểm thử về chính cây mã
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy .
	PYTHONPATH=. .venv/bin/lint-imports
	$(PYTHON) -W ignore::RuntimeWarning -m vungcao.config.commands manage makemigrations --check --dry-run
	$(PYTHON) -m djlint vungcao --check --lint --quiet
	$(PYTHON) -m pytest -p tests.nothing_left_out -m static tests/architecture

soak: setup-dev ## lỗi, tranh chấp, tải kéo dài; in ra điều đã chứng minh
	$(PYTHON) -m pytest -m soak -s $(T)

fix: setup-dev ## sửa định dạng
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	$(PYTHON) -m djlint vungcao --reformat --quiet

lock: setup-dev ## biên dịch lại các tệp khoá thư viện
	$(PYTHON) -m uv pip compile pyproject.toml -o requirements.txt $(LOCKED)
	$(PYTHON) -m uv pip compile pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt $(LOCKED)
LOCKED := --universal --python-version 3.11.2 --generate-hashes --no-emit-index-url --no-header --quiet

demo: setup ## dựng lại tỉnh trình diễn
	@$(VUNGCAO) demo

screenshots: setup-dev ## chụp các màn hình vào .screenshots/, hình của sách hướng dẫn vào docs/manual/anh/
	$(PYTHON) -m pytest -o python_files="test_*.py photographs.py pictures.py" -m "journey and not soak" \
	  --screenshots .screenshots tests/journeys

setup:
	@python3 vungcao/runtime/setup.py

setup-dev:
	@python3 vungcao/runtime/setup.py --dev
