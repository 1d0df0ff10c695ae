"""The board: districts by quarter, whom to phone, who set which deadline."""

import datetime as dt
from typing import Any

import pytest

from accounts.choices import Role
from accounts.models import User
from reports.analytics.board import Board, Contact, read_board
from reports.choices import EventKind, ReportState
from reports.models import Quarter, Report, ReportEvent
from reports.services.openings import set_deadline
from tests.reports.review_world import (
    AT,
    LARGE,
    QUARTER,
    SMALL,
    exception,
    officer,
    open_quarter,
    reviewer,
)

DUE = dt.date(2021, 3, 20)
LATER = dt.date(2021, 3, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter(due_on=DUE)


def board(code: str = QUARTER, *, on: dt.date = LATER) -> Board:
    opened = list(Quarter.objects.filter(due_on__isnull=False).order_by("-code"))
    return read_board(Quarter.objects.get(pk=code), opened, on=on)


def sent(district: str, on: dt.date, *, quarter: str = QUARTER) -> None:
    at = dt.datetime.combine(on, dt.time(3), dt.UTC)
    report = Report.objects.create(
        district_id=district,
        quarter_id=quarter,
        state=ReportState.SUBMITTED,
        submitted_at=at,
    )
    ReportEvent.objects.create(report=report, kind=EventKind.SUBMITTED, at=at)


def contacts(district: str = SMALL) -> tuple[Contact, ...]:
    return next(
        line.contacts
        for line in board().lines
        if line.standing.district.code == district
    )


def test_every_district_is_counted_once() -> None:
    sent(SMALL, DUE)
    sent(LARGE, LATER)
    found = board()
    assert (found.counts["on_time"], found.counts["late"], found.counts["missing"]) == (
        1,
        1,
        8,
    )
    assert found.to_phone == 8


def test_on_the_day_all_are_still_to_phone_and_none_is_missing() -> None:
    found = board(on=DUE)
    assert (found.to_phone, found.counts["missing"]) == (10, 0)


def test_the_last_eight_open_quarters_stand_side_by_side() -> None:
    for year in (2018, 2019, 2020):
        for number in (1, 2, 3, 4):
            open_quarter(f"{year}Q{number}", dt.date(year, number * 3, 20))
    codes = [quarter.code for quarter in board().quarters]
    assert (codes[0], codes[-1], len(codes)) == ("2019Q2", "2021Q1", 8)


def test_a_past_quarter_is_shown_with_those_before_it() -> None:
    open_quarter("2020Q4", dt.date(2020, 12, 20))
    assert [quarter.code for quarter in board("2020Q4").quarters] == ["2020Q4"]


def test_counts_add_up_by_district_and_by_quarter() -> None:
    open_quarter("2020Q4", dt.date(2020, 12, 20))
    sent(SMALL, dt.date(2020, 12, 20), quarter="2020Q4")
    sent(SMALL, LATER)
    found = board()
    row = next(line for line in found.history if line.district.code == SMALL)
    assert row.counts == (1, 1, 0)
    assert found.totals == (
        ("đúng hạn", (1, 0)),
        ("trễ", (0, 1)),
        ("thiếu", (9, 9)),
    )


def test_what_is_missing_from_an_earlier_quarter_is_named() -> None:
    open_quarter("2020Q4", dt.date(2020, 12, 20))
    sent(SMALL, dt.date(2020, 12, 20), quarter="2020Q4")
    assert board().behind == ((Quarter.objects.get(pk="2020Q4"), 9),)


def test_a_closed_quarter_is_not_asked_for_any_more() -> None:
    closed = open_quarter("2020Q4", dt.date(2020, 12, 20))
    closed.closed_at = AT
    closed.save()
    assert board().behind == ()


def test_heads_come_first_among_those_to_phone() -> None:
    officer()
    User.objects.create(
        username="b",
        role=Role.DISTRICT,
        district_id=SMALL,
        full_name="Y Hạnh",
        is_head=True,
        phone="0260 3 812 345",
    )
    first, second = contacts()
    assert (first.name, first.is_head, first.dial) == ("Y Hạnh", True, "02603812345")
    assert second.name == "UBND huyện Ia H'Drai"


@pytest.mark.parametrize(
    ("phone", "dial"),
    [
        ("+84 260 381", "+84260381"),
        ("0260.3812-345", "02603812345"),
        ("0900 000 001 (máy 2)", "0900000001"),
        ("0900 1 / 0900 2", "09001"),
        ("xem danh bạ", ""),
    ],
)
def test_the_first_number_is_dialled(phone: str, dial: str) -> None:
    assert Contact("a", is_head=False, phone=phone, email="").dial == dial


def test_who_has_left_is_not_phoned() -> None:
    user = officer()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert contacts() == ()


def test_who_set_which_deadline_is_told_the_latest_first() -> None:
    set_deadline(
        quarter_code=QUARTER, due_on=dt.date(2021, 3, 25), by=reviewer(), at=AT
    )
    given = exception(dt.date(2021, 3, 30))
    given.at = AT + dt.timedelta(hours=1)
    given.save()
    first, second = board().notes
    assert (first.text, first.reason) == (
        "Hạn riêng cho huyện Ia H'Drai: 30/03/2021",
        "Mưa lũ.",
    )
    assert second.text == "Hạn báo cáo: 20/03/2021 → 25/03/2021"
    assert second.by == "vpdp"


def test_eight_queries_for_any_number(django_assert_num_queries: Any) -> None:
    opened = [open_quarter()]
    board()
    for people in (1, 4):
        for number in range(people):
            User.objects.create(
                username=f"{people}.{number}", role=Role.DISTRICT, district_id=LARGE
            )
        with django_assert_num_queries(8):
            read_board(opened[0], opened, on=DUE)
