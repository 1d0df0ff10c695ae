"""Quarters open by themselves once the office has opened a first."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry

from reports.models import Quarter
from reports.services.guard import NotAllowed, QuarterClosed
from reports.services.openings import BadDeadline, open_due_quarters, set_deadline
from tests.reports.review_world import AT, officer, open_quarter, reviewer

SPRING = dt.date(2021, 4, 1)
CLOSED_AT = dt.datetime(2021, 4, 1, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def opened(on: dt.date = SPRING, due_day: int = 20) -> list[tuple[str, dt.date | None]]:
    found = open_due_quarters(on=on, due_day=due_day)
    return [(quarter.code, quarter.due_on) for quarter in found]


def move(code: str, due_on: dt.date) -> Quarter:
    return set_deadline(quarter_code=code, due_on=due_on, by=reviewer(), at=AT)


def test_nothing_opens_before_the_office_has_opened_a_first() -> None:
    Quarter.objects.create(code="2021Q1")
    assert opened() == []


def test_every_later_quarter_that_has_begun_opens_with_its_deadline() -> None:
    open_quarter("2020Q4", dt.date(2020, 12, 20))
    assert opened() == [
        ("2021Q1", dt.date(2021, 3, 20)),
        ("2021Q2", dt.date(2021, 6, 20)),
    ]


def test_a_quarter_opens_on_its_first_day_and_not_before() -> None:
    open_quarter("2021Q1")
    assert opened(dt.date(2021, 3, 31)) == []
    assert opened(dt.date(2021, 4, 1)) == [("2021Q2", dt.date(2021, 6, 20))]


def test_the_deadline_is_the_day_of_the_setting() -> None:
    open_quarter("2021Q1")
    assert opened(due_day=5) == [("2021Q2", dt.date(2021, 6, 5))]


def test_a_second_time_nothing_is_left_to_open() -> None:
    open_quarter("2020Q4")
    opened()
    assert opened() == []


def test_a_deadline_that_the_office_has_set_stays() -> None:
    open_quarter("2020Q4")
    open_quarter("2021Q1", dt.date(2021, 3, 25))
    opened()
    assert Quarter.objects.get(pk="2021Q1").due_on == dt.date(2021, 3, 25)


def test_a_closed_quarter_stays_closed_and_without_a_deadline() -> None:
    open_quarter("2020Q4")
    Quarter.objects.create(code="2021Q1", closed_at=CLOSED_AT)
    assert opened() == [("2021Q2", dt.date(2021, 6, 20))]
    quarter = Quarter.objects.get(pk="2021Q1")
    assert (quarter.due_on, quarter.closed_at) == (None, CLOSED_AT)


def test_quarters_before_the_first_stay_as_they_are() -> None:
    Quarter.objects.create(code="2020Q3")
    open_quarter("2021Q1")
    opened()
    assert Quarter.objects.get(pk="2020Q3").due_on is None


def test_with_nothing_to_open_one_query_is_asked(django_assert_num_queries) -> None:
    open_quarter("2021Q2")
    with django_assert_num_queries(1):
        opened()


def test_the_office_opens_the_first_quarter() -> None:
    assert move("2021Q1", dt.date(2021, 3, 25)).due_on == dt.date(2021, 3, 25)


def test_who_moved_a_deadline_is_kept() -> None:
    open_quarter("2021Q1", dt.date(2021, 3, 20))
    move("2021Q1", dt.date(2021, 3, 25))
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.action_time) == (
        reviewer(),
        "2021Q1",
        AT,
    )
    assert entry.get_change_message() == "Hạn báo cáo: 20/03/2021 → 25/03/2021"


def test_the_same_deadline_again_is_no_change() -> None:
    open_quarter("2021Q1", dt.date(2021, 3, 1))
    move("2021Q1", dt.date(2021, 3, 1))
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (dt.date(2021, 3, 19), "đã qua"),
        (dt.date(2021, 3, 31), "trước khi Quý II/2021 bắt đầu"),
        (dt.date(2022, 7, 1), "muộn hơn một năm"),
    ],
)
def test_a_day_that_makes_no_sense_is_refused(due_on: dt.date, words: str) -> None:
    with pytest.raises(BadDeadline, match=words):
        move("2021Q2", due_on)
    assert not Quarter.objects.filter(due_on__isnull=False).exists()


def test_a_closed_quarter_gets_no_other_deadline() -> None:
    Quarter.objects.create(code="2021Q1", closed_at=CLOSED_AT)
    with pytest.raises(QuarterClosed):
        move("2021Q1", dt.date(2021, 3, 25))


def test_a_district_sets_no_deadline() -> None:
    with pytest.raises(NotAllowed):
        set_deadline(
            quarter_code="2021Q1", due_on=dt.date(2021, 3, 25), by=officer(), at=AT
        )
