"""The words of a digest."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from accounts.choices import Role
from accounts.models import User
from communes.models import District
from reports.choices import ReminderKind
from reports.models import Quarter
from reports.services.digests import Digest, Line, Owed
from reports.services.reminder_mail import letter, parts, subject

DUE = dt.date(2021, 6, 20)


def digest(role: Role = Role.DISTRICT, count: int = 1) -> Digest:
    district = District(code="610", name="Đắk Glei", kind="district")
    owed = Owed(district, Quarter("2021Q2"), DUE, "đang soạn")
    own = district if role == Role.DISTRICT else None
    user = User(username="a", full_name="Nguyễn Văn A", role=role, district=own)
    return Digest(user, (Line(owed, ReminderKind.AFTER),) * count)


def body(told: Digest, on: dt.date) -> str:
    return letter(told, parts(told, on), on)


def test_a_single_report_is_in_the_subject() -> None:
    found = subject(digest())
    assert found == "Nhắc gửi Báo cáo 6 tháng đầu năm 2021, hạn 20/06/2021"


def test_several_reports_are_counted_in_the_subject() -> None:
    assert subject(digest(count=3)) == "Nhắc gửi 3 báo cáo nông thôn mới"


def test_the_office_reads_how_many_are_late() -> None:
    found = subject(digest(Role.OFFICE, count=2))
    assert found == "Quá hạn báo cáo nông thôn mới: 2 báo cáo chưa gửi"


@pytest.mark.parametrize(
    ("days", "words"),
    [(-7, "còn 7 ngày"), (0, "hết hạn hôm nay"), (1, "quá hạn 1 ngày")],
)
def test_the_line_counts_the_days(days: int, words: str) -> None:
    found = body(digest(), on=DUE + dt.timedelta(days=days))
    assert f"hạn 20/06/2021, {words} (đang soạn)." in found


def test_the_line_has_the_address_of_the_grid(settings: Any) -> None:
    settings.SITE_URL = "https://ntm.example"
    assert "\n  https://ntm.example/bao-cao/2021Q2/610/\n" in body(digest(), on=DUE)


def test_after_the_day_it_says_whom_to_ask(settings: Any) -> None:
    settings.OFFICE_CONTACT = "VPĐP, 0260 3 000 000"
    late = body(digest(), on=DUE + dt.timedelta(days=1))
    assert "đề nghị VPĐP, 0260 3 000 000 gia hạn" in late
    assert "gia hạn" not in body(digest(), on=DUE)


def test_a_report_that_came_back_is_not_said_to_be_locked() -> None:
    (line,) = digest().lines
    back = replace(
        digest(), lines=(replace(line, owed=replace(line.owed, was_sent=True)),)
    )
    assert "khóa" not in body(back, on=DUE + dt.timedelta(days=1))


def test_the_office_gets_the_address_of_the_board(settings: Any) -> None:
    settings.SITE_URL = "https://ntm.example"
    found = body(digest(Role.OFFICE), on=DUE + dt.timedelta(days=2))
    assert "- Huyện Đắk Glei, Báo cáo 6 tháng đầu năm 2021: hạn 20/06/2021" in found
    assert "https://ntm.example/bao-cao/ai-chua-nop/" in found
