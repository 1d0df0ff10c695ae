# Mọi việc thường làm, mỗi việc một tên; `make help` giải thích từng tên.

.DEFAULT_GOAL := help
.PHONY: help setup dev run test coverage lint types layers check format bench vendor all

PORT ?= 8000
PY := .venv/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check --no-input
# Chỉ được tính khi cần dựng .venv.
PYTHON ?= $(shell for p in python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
# Môi trường giống máy chạy thật, để `check --deploy` nói đúng.
DEPLOY := DEBUG=0 ALLOWED_HOSTS=ntm.example EMAIL_URL=smtp+tls://ntm.example:587 SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')"

help: ## In danh sách này
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.runtime ## Dựng .venv với các gói chạy thật (không làm gì khác)

dev: .venv/.dev ## Dựng .venv với cả gói kiểm thử và kiểm tra mã

run: export DEBUG := $(or $(DEBUG),1)
run: export STATIC_COLLECTED := 1
run: setup ## Làm mọi việc rồi chạy ở http://127.0.0.1:8000 (PORT= đổi cổng)
	@$(PY) -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", int(sys.argv[1])))' $(PORT) 2>/dev/null \
		|| { echo "Cổng $(PORT) đang có chương trình khác dùng (hoặc không dùng được). Chọn cổng khác, ví dụ: make run PORT=8001"; exit 1; }
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_reference
	@$(PY) manage.py load_demo
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@echo
	@echo "Mở http://127.0.0.1:$(PORT) (Ctrl+C để dừng)."
	@echo "Tài khoản minh họa, mật khẩu chung ntm-demo:"
	@echo "  admin (quản trị)   vpdp (Văn phòng Điều phối)   lanhdao (lãnh đạo)"
	@echo "  huyen.610 (huyện Đắk Glei)   so.sgddt (Sở Giáo dục và Đào tạo)"
	@echo
	@trap 'trap "" INT TERM HUP; kill $$web $$writer 2>/dev/null; wait' EXIT; trap 'exit 0' INT TERM HUP; \
	(trap "exit 0" TERM; while :; do $(PY) manage.py db_worker --no-reload --verbosity 0 & work=$$!; trap "kill $$work 2>/dev/null; wait; exit 0" TERM; wait $$work; sleep 2; done) & writer=$$!; \
	.venv/bin/gunicorn ntm_portal.wsgi:application --bind 127.0.0.1:$(PORT) --workers 1 --threads 8 --no-control-socket --log-level warning & web=$$!; \
	wait $$web

test: .venv/.dev ## Chạy mọi kiểm thử trên SQLite và PostgreSQL (ARGS="-k duyet" để chọn bớt)
	@$(PY) -m tests.both_databases $(ARGS)

coverage: .venv/.dev ## Như test, đo cả độ phủ; thấp hơn mức đã định là hỏng
	@MEASURE_COVERAGE=1 $(PY) -m tests.both_databases

lint: .venv/.dev ## Định dạng và lỗi thường gặp: ruff cho mã, djlint cho khuôn trang
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/djlint templates --lint --quiet

types: .venv/.dev ## Kiểu chặt: mypy
	.venv/bin/mypy

layers: .venv/.dev ## Thứ tự các tầng: import-linter
	.venv/bin/lint-imports

check: lint types layers ## Mọi kiểm tra không cần chạy kiểm thử
	$(PY) manage.py makemigrations --check --dry-run
	@echo "manage.py check --deploy (môi trường như máy chạy thật)"
	@$(DEPLOY) $(PY) manage.py check --deploy --fail-level WARNING
	$(PIP) check

format: .venv/.dev ## Sửa định dạng tại chỗ
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench: .venv/.dev ## Đo tốc độ, ghi bench/RESULTS.md
	@$(PY) -m bench

# Phông chữ: bản và mã kiểm tra của gói npm; xem static/vendor/README.md.
FONT := @fontsource/be-vietnam-pro@5.3.0
FONT_SHA256 := f9e048a263d92f46fbf417aeb41e18bc3c22b3d85365f9347b06eebd3fc1f3ac
AXE := axe-core@4.10.3
AXE_SHA256 := 0f2b4d7dcdf7d1219df8d1959ad68e565f51d14c3f0d88bb71cd59abeb956292

vendor: ## Lấy lại tệp tĩnh của bên ngoài đúng bản đã ghim và đối chiếu mã kiểm tra
	@set -e; tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; \
	(cd "$$tmp" && npm pack --silent $(FONT) >/dev/null && mv ./*.tgz font.tgz \
		&& echo "$(FONT_SHA256)  font.tgz" | sha256sum --check --quiet && tar xzf font.tgz); \
	for subset in latin vietnamese; do for weight in 400 500 600 700; do \
		cp "$$tmp/package/files/be-vietnam-pro-$$subset-$$weight-normal.woff2" static/fonts/; \
	done; done; \
	cp "$$tmp/package/LICENSE" static/fonts/OFL.txt; rm -rf "$$tmp/package"; \
	(cd "$$tmp" && npm pack --silent $(AXE) >/dev/null && mv ./axe-*.tgz axe.tgz \
		&& echo "$(AXE_SHA256)  axe.tgz" | sha256sum --check --quiet && tar xzf axe.tgz); \
	cp "$$tmp/package/axe.min.js" "$$tmp/package/LICENSE" tests/vendor/axe-core/
	sha256sum --check --quiet static/vendor/SHA256SUMS

all: check coverage ## Mọi kiểm tra và mọi kiểm thử

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 (lệnh python3.11). Trên Debian 12: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; echo "Không dựng được .venv. Trên Debian 12: apt-get install python3-venv"; exit 1; }

.venv/.runtime: requirements.txt | .venv/bin/python
	@echo "Cài các gói chạy thật vào .venv ..."
	@$(PIP) install -r requirements.txt
	@touch $@

.venv/.dev: requirements.txt requirements-dev.txt | .venv/bin/python
	@echo "Cài các gói chạy thật và kiểm thử vào .venv ..."
	@$(PIP) install -r requirements-dev.txt
	@touch .venv/.runtime $@
