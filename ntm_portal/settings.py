"""Settings of the portal, read from the environment; odd values stop the start.

Without SECRET_KEY and ALLOWED_HOSTS the portal takes itself for a developer's
copy: DEBUG is on and only local addresses are answered. See docs/adr/0007.
"""

import re
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from django.core.exceptions import ImproperlyConfigured

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
FIXTURE_DIR = BASE_DIR / "fixtures"
env = environ.Env()

TRUTH = {"1": True, "true": True, "0": False, "false": False}


def _switch(variable: str, *, default: str = "0") -> bool:
    asked = env.str(variable, default=default).strip().lower()
    if asked not in TRUTH:
        raise ImproperlyConfigured(f"{variable} chỉ nhận 1, 0, true hoặc false.")
    return TRUTH[asked]


def _debug() -> bool:
    is_served = env.str("SECRET_KEY", default="") or env.str(
        "ALLOWED_HOSTS", default=""
    )
    return _switch("DEBUG", default="0" if is_served else "1")


def _secret_key() -> str:
    key: str = env.str("SECRET_KEY", default="")
    if DEBUG:
        return key or "chỉ dùng khi phát triển"
    if len(key) < 50:
        raise ImproperlyConfigured(
            "SECRET_KEY phải có ít nhất 50 ký tự ngẫu nhiên khi DEBUG tắt."
        )
    return key


def _database(variable: str, default: str) -> dict[str, Any]:
    database: dict[str, Any] = env.db_url(variable, default=default)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # IMMEDIATE takes the write lock first, so two writers queue up instead
        # of failing in the middle of a transaction.
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        }
    elif database["ENGINE"] == "django.db.backends.postgresql":
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured(f"{variable} phải là SQLite hoặc PostgreSQL.")
    return database


def _count(variable: str, *, default: int) -> int:
    asked = env.str(variable, default=str(default)).strip()
    if not (asked.isascii() and asked.isdigit() and int(asked) > 0):
        raise ImproperlyConfigured(f"{variable} phải là số nguyên dương.")
    return int(asked)


def _day_of_month(variable: str, *, default: int) -> int:
    asked = env.str(variable, default=str(default)).strip()
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked) <= 28):
        raise ImproperlyConfigured(f"{variable} phải là ngày trong tháng, từ 1 đến 28.")
    return int(asked)


def _site_url(variable: str, *, default: str) -> str:
    asked: str = env.str(variable, default=default).strip().rstrip("/")
    if not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", asked, re.IGNORECASE):
        raise ImproperlyConfigured(
            f"{variable} phải là địa chỉ của cổng, ví dụ https://ntm.example."
        )
    return asked


DEBUG = _debug()
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "simple_history",
    "communes",
    "criteria",
    "accounts",
    "reports",
    "programme",
    "dashboards",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ntm_portal.middleware.CompressedText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before the forgery check, which reads the whole form.
    "ntm_portal.middleware.BoundedRequests",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ntm_portal.middleware.PlainNotFound",
]

ROOT_URLCONF = "ntm_portal.urls"
WSGI_APPLICATION = "ntm_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reports.views.context.portal",
            ],
        },
    },
]

DATABASES = {"default": _database("DATABASE_URL", f"sqlite:///{BASE_DIR}/db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# Files are drawn by ``manage.py db_worker``, from a queue in the database.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["ntm_portal.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Off, static files are read where they are written; on, after ``collectstatic``.
STATIC_COLLECTED = _switch("STATIC_COLLECTED", default="0" if DEBUG else "1")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "ntm_portal.static_files.CollectedFiles"
        if STATIC_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = not STATIC_COLLECTED
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "media")))
OWN_REPORT_TEMPLATE = FIXTURE_DIR / "bao-cao-huyen.docx"
PROVINCE_TEMPLATE = FIXTURE_DIR / "bao-cao-tinh.docx"
DISTRICT_TEMPLATE = FIXTURE_DIR / "bao-cao-tinh-mot-huyen.docx"
# The office may put its own Word template in the place of the portal's.
REPORT_TEMPLATE = Path(env.str("REPORT_TEMPLATE", default=str(OWN_REPORT_TEMPLATE)))

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="webmaster@localhost")
# A mail server that does not answer holds up one mail, not the night's round.
EMAIL_TIMEOUT = 10
# Links in mails begin with it.
SITE_URL = _site_url("SITE_URL", default="http://127.0.0.1:8000")
# Day of a quarter's last month on which its reports fall due.
REPORT_DUE_DAY = _day_of_month("REPORT_DUE_DAY", default=20)

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
UPLOAD_MAX_BYTES = _count("UPLOAD_MAX_MB", default=20) * 1024 * 1024
# One file of evidence, or one scan of the signed report.
EVIDENCE_MAX_BYTES = _count("EVIDENCE_MAX_MB", default=20) * 1024 * 1024
# Current files of one cell: what a reviewer still looks through.
EVIDENCE_MAX_FILES = _count("EVIDENCE_MAX_FILES", default=20)
# Several files may come in one form; what says it is larger is not read at all.
REQUEST_MAX_BYTES = 5 * max(UPLOAD_MAX_BYTES, EVIDENCE_MAX_BYTES) + 1024 * 1024
# Cells with a value or a formula in one sheet of an imported workbook.
IMPORT_MAX_CELLS = _count("IMPORT_MAX_CELLS", default=200_000)

# Named wherever something is locked: whom a district asks.
OFFICE_CONTACT = (
    env.str("OFFICE_CONTACT", default="").strip()
    or "Văn phòng Điều phối nông thôn mới tỉnh"
)
# Whether a head of the district signs a report before it goes to the province.
DISTRICT_SIGN_OFF = _switch("DISTRICT_SIGN_OFF")
# Approved figures for everybody, without logging in, at /cong-khai/.
PUBLIC_PAGE = _switch("PUBLIC_PAGE")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = not DEBUG
SECURE_REDIRECT_EXEMPT = ["^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
X_FRAME_OPTIONS = "DENY"

DEMO_PASSWORD = "ntm-demo"
