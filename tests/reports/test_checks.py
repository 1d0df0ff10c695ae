"""The house rule on choices finds a field that the database leaves open.

What would go wrong unseen in production is said before the portal is served.
"""

from pathlib import Path
from typing import Any

import pytest
from django.db.models import CheckConstraint

from reports.checks import (
    choices_are_constrained,
    mails_reach_somebody,
    report_template_is_one,
)
from reports.models import Result


def test_every_field_with_choices_is_constrained():
    assert choices_are_constrained(None) == []


def test_a_field_without_its_constraint_is_named(monkeypatch: pytest.MonkeyPatch):
    kept = [
        rule
        for rule in Result._meta.constraints
        if not isinstance(rule, CheckConstraint)
    ]
    monkeypatch.setattr(Result._meta, "constraints", kept)
    assert [error.msg for error in choices_are_constrained(None)] == [
        "state has choices but no CheckConstraint"
    ]


CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def test_mails_that_only_go_to_the_screen_are_named(settings: Any):
    settings.DEBUG, settings.EMAIL_BACKEND = False, CONSOLE
    (warning,) = mails_reach_somebody(None)
    assert warning.id == "ntm.W001"
    assert "EMAIL_URL" in warning.msg
    assert "thư nhắc" in warning.msg


@pytest.mark.parametrize(("debug", "backend"), [(True, CONSOLE), (False, SMTP)])
def test_mails_of_a_developer_or_through_a_server_are_fine(
    settings: Any, *, debug: bool, backend: str
):
    settings.DEBUG, settings.EMAIL_BACKEND = debug, backend
    assert mails_reach_somebody(None) == []


def test_the_portals_own_template_is_fine():
    assert report_template_is_one(None) == []


def test_a_template_that_is_missing_is_named(settings: Any, tmp_path: Path):
    settings.REPORT_TEMPLATE = tmp_path / "khong-co.docx"
    (error,) = report_template_is_one(None)
    assert error.id == "ntm.E002"
    assert f"{settings.REPORT_TEMPLATE}” không có" in error.msg


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mau.docx", b""),
        ("mau.docx", b"%PDF-1.4 %%EOF"),
        ("mau.docx", b"PK\x03\x04 ..."),
        ("mau.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ],
)
def test_a_template_that_is_no_word_document_is_named(
    settings: Any, tmp_path: Path, name: str, content: bytes
):
    settings.REPORT_TEMPLATE = tmp_path / name
    settings.REPORT_TEMPLATE.write_bytes(content)
    (error,) = report_template_is_one(None)
    assert f"REPORT_TEMPLATE: Tệp “{name}”" in error.msg


def test_a_folder_is_no_template(settings: Any, tmp_path: Path):
    settings.REPORT_TEMPLATE = tmp_path
    (error,) = report_template_is_one(None)
    assert "không có hoặc không đọc được" in error.msg
