"""Values in a draft: only what differs is stored, nothing of others written over."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from criteria.analytics.values import GivenValue
from reports.choices import Door, ReportState
from reports.models import DraftValue, Report, ValueChange
from reports.services import drafts, guard
from reports.services.draft_values import TypedValue, set_values
from reports.services.value_rows import UnfitValue
from tests.reports.review_world import (
    AT,
    FIRST,
    LARGE,
    QUARTER,
    SECOND,
    SMALL,
    approved_before,
    officer,
    open_quarter,
    reviewer,
    submitted,
)
from tests.reports.values_world import (
    NO,
    NO_DATA,
    YES,
    approved_values,
    number,
    pk,
    typed,
)

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def _opened(reference: None) -> None:
    open_quarter()


def stored() -> list[tuple[str, str, GivenValue]]:
    return [
        (
            row.commune_id,
            row.indicator.code,
            GivenValue(row.number, row.second_number, row.answer, row.is_no_data),
        )
        for row in DraftValue.objects.select_related("indicator")
    ]


def log() -> list[tuple[str, str]]:
    return list(ValueChange.objects.order_by("pk").values_list("before", "after"))


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("2.1", number("95.5"), "95,5 %"),
        ("10", number("41"), "41 triệu đồng/người"),
        ("17.1", number("96", "52.5"), "96 %; nước sạch 52,5 %"),
        ("1.1", NO, "chưa đạt"),
        ("9.1", YES, "không còn"),
        ("2.1", NO_DATA, "không có số liệu"),
    ],
)
def test_every_kind_of_value_is_kept_and_logged_in_words(
    code: str, value: GivenValue, words: str
) -> None:
    assert typed(code, value).stored == 1
    assert stored() == [(FIRST, code, value)]
    assert log() == [("", words)]


def test_the_log_says_who_when_and_by_which_door() -> None:
    typed("2.1", number("95"))
    row = ValueChange.objects.get()
    assert (row.by, row.at, row.door) == (officer(), AT, Door.PAGE)


def test_a_value_as_it_was_seen_changes_nothing() -> None:
    approved_values({(FIRST, "2.1"): number("95")}, quarter=QUARTER)
    saved = typed("2.1", number("95.000"), seen=number("95"))
    assert (saved.stored, saved.conflicts, stored(), log()) == (0, (), [], [])


def test_a_value_set_back_to_the_approved_one_is_no_change_any_more() -> None:
    approved_values({(FIRST, "2.1"): number("95")}, quarter=QUARTER)
    typed("2.1", number("96"), seen=number("95"))
    typed("2.1", number("95"), seen=number("96"))
    assert stored() == []
    assert log() == [("95 %", "96 %"), ("96 %", "95 %")]


def test_an_approved_value_that_is_cleared_leaves_an_empty_row() -> None:
    approved_values({(FIRST, "2.1"): number("95")}, quarter=QUARTER)
    typed("2.1", None, seen=number("95"))
    assert stored() == [(FIRST, "2.1", GivenValue())]
    assert log() == [("95 %", "")]


def test_a_typed_value_that_is_cleared_leaves_no_row() -> None:
    typed("2.1", number("95"))
    typed("2.1", None, seen=number("95"))
    assert stored() == []


def test_a_change_on_an_older_value_is_a_conflict_with_both() -> None:
    typed("2.1", number("90"))
    saved = typed("2.1", number("80"), by=reviewer())
    (conflict,) = saved.conflicts
    assert (conflict.mine, conflict.theirs) == (number("80"), number("90"))
    assert conflict.row is not None
    assert conflict.row.changed_by == officer()
    assert stored() == [(FIRST, "2.1", number("90"))]


def test_a_change_meets_a_value_approved_meanwhile() -> None:
    approved_values({(FIRST, "2.1"): number("70")}, quarter=QUARTER)
    (conflict,) = typed("2.1", number("80")).conflicts
    assert (conflict.theirs, conflict.row) == (number("70"), None)


def test_two_people_who_type_the_same_do_not_meet() -> None:
    typed("2.1", number("90"))
    saved = typed("2.1", number("90"), by=reviewer())
    assert (saved.stored, saved.conflicts) == (0, ())


def test_what_meets_nothing_is_stored_beside_a_conflict() -> None:
    typed("2.1", number("90"))
    saved = set_values(
        district_code=SMALL,
        quarter_code=QUARTER,
        values={
            (FIRST, pk("2.1")): TypedValue(number("80"), None),
            (FIRST, pk("2.2")): TypedValue(number("70"), None),
        },
        by=officer(),
        at=AT,
    )
    assert (saved.stored, len(saved.conflicts)) == (1, 1)
    assert (FIRST, "2.2", number("70")) in stored()


def test_what_others_type_beside_is_kept() -> None:
    typed("2.1", number("90"))
    typed("2.2", number("80"), by=reviewer())
    assert len(stored()) == 2


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("2.1", number("100.1")),
        ("2.1", number("-1")),
        ("2.1", YES),
        ("2.1", number("90", "50")),
        ("2.1", GivenValue()),
        ("1.1", number("1")),
        ("17.1", number("90", "100.5")),
    ],
)
def test_a_value_that_the_indicator_cannot_have_is_refused(
    code: str, value: GivenValue
) -> None:
    with pytest.raises(UnfitValue):
        typed(code, value)
    assert (stored(), log()) == ([], [])


def test_a_commune_of_another_district_is_refused() -> None:
    with pytest.raises(drafts.UnknownCell):
        typed("2.1", number("90"), commune="23347")
    assert not Report.objects.exists()


def test_an_indicator_that_is_not_there_is_refused() -> None:
    with pytest.raises(drafts.UnknownCell):
        set_values(
            district_code=SMALL,
            quarter_code=QUARTER,
            values={(FIRST, 0): TypedValue(YES, None)},
            by=officer(),
            at=AT,
        )


def test_another_district_may_not_type() -> None:
    with pytest.raises(guard.OutOfScope):
        typed("2.1", number("90"), by=officer(LARGE))


def test_a_report_that_was_sent_takes_no_value() -> None:
    approved_before()
    submitted({})
    with pytest.raises(guard.WaitsForOffice):
        typed("2.1", number("90"))


def test_the_deadline_holds_for_values_too() -> None:
    open_quarter(due_on=dt.date(2021, 3, 19))
    with pytest.raises(guard.Overdue):
        typed("2.1", number("90"))


def test_typing_ends_the_statement_that_nothing_changed() -> None:
    approved_before()
    drafts.declare_unchanged(
        district_code=SMALL, quarter_code=QUARTER, by=officer(), at=AT
    )
    typed("2.1", number("90"))
    assert not Report.objects.get().is_unchanged


def test_the_office_types_on_behalf() -> None:
    typed("2.1", number("90"), by=reviewer())
    report = Report.objects.get()
    assert (report.entered_on_behalf, report.state) == (True, ReportState.DRAFT)


def test_the_number_of_queries_does_not_grow_with_the_values() -> None:
    typed("2.1", number("90"))
    few = _queries({(SECOND, pk("2.2")): TypedValue(number("90"), None)})
    codes = ("2.1", "2.2", "2.3", "2.4", "3.1", "5", "11", "12")
    many = _queries(
        {("23538", pk(code)): TypedValue(number("90"), None) for code in codes}
    )
    assert many == few


def _queries(values: dict[tuple[str, int], TypedValue]) -> int:
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        set_values(
            district_code=SMALL,
            quarter_code=QUARTER,
            values=values,
            by=officer(),
            at=AT,
        )
    return len(captured)
