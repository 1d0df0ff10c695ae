"""Settings come from the environment and refuse odd values."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KEY = "k" * 50
PROBE = (
    "from ntm_portal import settings as s;"
    "print(s.DEBUG, s.DATABASES['default']['ENGINE'].rsplit('.', 1)[1],"
    " s.SECURE_SSL_REDIRECT, s.WHITENOISE_USE_FINDERS)"
)


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Start with these variables alone and return what became of it."""
    return subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", PROBE],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "printed"),
    [
        ({}, "True sqlite3 False True"),
        ({"DEBUG": "1", "SECRET_KEY": "x"}, "True sqlite3 False True"),
        ({"DEBUG": "true"}, "True sqlite3 False True"),
        ({"STATIC_COLLECTED": "1"}, "True sqlite3 False False"),
        ({"SECRET_KEY": KEY}, "False sqlite3 True False"),
        (
            {"DEBUG": "0", "SECRET_KEY": KEY, "DATABASE_URL": "postgres://a@b/c"},
            "False postgresql True False",
        ),
    ],
)
def test_the_environment_decides(environment, printed):
    assert start(**environment).stdout.strip() == printed


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"DEBUG": "yes"}, "DEBUG chỉ nhận"),
        ({"DISTRICT_SIGN_OFF": "có"}, "DISTRICT_SIGN_OFF chỉ nhận"),
        ({"DEBUG": "0"}, "SECRET_KEY phải có"),
        ({"DEBUG": "0", "SECRET_KEY": "ngắn"}, "SECRET_KEY phải có"),
        ({"ALLOWED_HOSTS": "ntm.example"}, "SECRET_KEY phải có"),
        ({"DATABASE_URL": "mysql://a@b/c"}, "phải là SQLite hoặc PostgreSQL"),
        ({"UPLOAD_MAX_MB": "20MB"}, "UPLOAD_MAX_MB phải là số nguyên dương"),
        ({"IMPORT_MAX_CELLS": "0"}, "IMPORT_MAX_CELLS phải là số nguyên dương"),
        ({"REPORT_DUE_DAY": "29"}, "REPORT_DUE_DAY phải là ngày trong tháng"),
        ({"REPORT_DUE_DAY": "0"}, "REPORT_DUE_DAY phải là ngày trong tháng"),
        ({"REPORT_DUE_DAY": "²"}, "REPORT_DUE_DAY phải là ngày trong tháng"),
        ({"SITE_URL": "ntm.example"}, "SITE_URL phải là địa chỉ của cổng"),
        ({"SITE_URL": "https://ntm.example/?x"}, "SITE_URL phải là địa chỉ của cổng"),
    ],
)
def test_an_odd_environment_stops_the_start(environment, reason):
    stopped = start(**environment)
    assert stopped.returncode != 0
    assert reason in stopped.stderr
