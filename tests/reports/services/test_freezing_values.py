"""On approval the values of a draft become the next revision of the quarter."""

import datetime as dt
from collections.abc import Collection

import pytest

from criteria.analytics.values import GivenValue
from reports.analytics.indicator_values import standing_values
from reports.models import DraftValue, IndicatorRevision, Report
from reports.models.cells import CellKey
from reports.services.draft_values import freeze_values
from reports.services.revisions import Approval
from tests.reports.review_world import (
    AT,
    FIRST,
    QUARTER,
    SECOND,
    SMALL,
    open_quarter,
    reviewer,
)
from tests.reports.values_world import YES, approved_values, number, pk, typed

ON = dt.date(2021, 4, 10)


@pytest.fixture(autouse=True)
def _opened(reference: None) -> None:
    open_quarter()


def frozen(held: Collection[CellKey] = ()) -> IndicatorRevision | None:
    return freeze_values(
        report=Report.objects.get(),
        approval=Approval(on=ON, at=AT, by=reviewer()),
        held=held,
    )


def in_force(code: str, commune: str = FIRST) -> GivenValue | None:
    return standing_values(QUARTER)[SMALL].values.get((commune, pk(code)))


def test_the_values_of_the_draft_are_approved_and_leave_it() -> None:
    typed("2.1", number("90"))
    revision = frozen()
    assert revision is not None
    assert (revision.number, revision.approved_on, revision.approved_by) == (
        1,
        ON,
        reviewer(),
    )
    assert in_force("2.1") == number("90")
    assert not DraftValue.objects.exists()


def test_what_stood_approved_for_the_quarter_holds_on() -> None:
    standing = {(FIRST, "2.1"): number("80"), (SECOND, "1.1"): YES}
    approved_values(standing, quarter=QUARTER)
    typed("2.1", number("90"), seen=number("80"))
    frozen()
    assert (in_force("2.1"), in_force("1.1", SECOND)) == (number("90"), YES)


def test_a_value_taken_away_is_not_in_the_next_revision() -> None:
    approved_values({(FIRST, "2.1"): number("80")}, quarter=QUARTER)
    typed("2.1", None, seen=number("80"))
    frozen()
    assert in_force("2.1") is None


def test_nothing_typed_writes_no_revision() -> None:
    typed("2.1", number("90"))
    typed("2.1", None, seen=number("90"))
    assert frozen() is None
    assert not IndicatorRevision.objects.exists()


def test_values_of_earlier_quarters_are_not_taken_along() -> None:
    approved_values({(FIRST, "2.2"): number("70")})
    typed("2.1", number("90"))
    frozen()
    assert in_force("2.2") is None


def test_values_of_held_cells_stay_in_the_draft() -> None:
    typed("2.1", number("90"))
    typed("1.1", YES)
    frozen(held={(FIRST, 2)})
    assert (in_force("2.1"), in_force("1.1")) == (None, YES)
    assert [row.indicator.code for row in DraftValue.objects.all()] == ["2.1"]


def test_a_report_with_only_held_values_writes_no_revision() -> None:
    typed("2.1", number("90"))
    assert frozen(held={(FIRST, 2)}) is None


@pytest.mark.parametrize(
    ("others", "is_demo"), [({(SECOND, "1.1"): YES}, True), ({}, False)]
)
def test_a_revision_is_illustration_while_it_keeps_illustrative_values(
    others: dict[tuple[str, str], GivenValue], *, is_demo: bool
) -> None:
    values = {(FIRST, "2.1"): number("80"), **others}
    approved_values(values, quarter=QUARTER, is_demo=True)
    typed("2.1", number("90"), seen=number("80"))
    revision = frozen()
    assert revision is not None
    assert revision.is_demo == is_demo
