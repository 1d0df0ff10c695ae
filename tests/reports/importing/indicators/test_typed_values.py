"""An import of values leaves alone what people typed, sent or must answer."""

from collections.abc import Callable

import pytest

from reports.choices import ReportState
from reports.importing.problems import Problem
from reports.importing.readings import CellCounts
from reports.importing.runs import ImportRefused, apply_reading
from reports.models import IndicatorRevision, Report
from reports.services.indicator_values import (
    LaterValuesStand,
    later_values,
    withdraw_values,
)
from tests.reports.importing.files import only
from tests.reports.importing.indicators.files import bring_form, read_form
from tests.reports.returned_world import given_back
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    drafted,
    open_quarter,
    reviewer,
    submitted,
)
from tests.reports.values_world import number, typed

NAMED = "Huyện Ia H'Drai, Quý I/2021"
TOLD = f"{NAMED}: bản nháp có giá trị chỉ tiêu đã gõ"


@pytest.fixture(autouse=True)
def _opened(reference: None) -> None:
    open_quarter()


def test_a_file_is_refused_where_a_draft_has_typed_values() -> None:
    typed("12", number("90"))
    reading = read_form()
    problem: Problem = only(reading.errors)
    assert problem.message == f"{TOLD}, không nhập đè được."
    assert reading.counts == CellCounts(unchanged=1, refused=11)


def test_a_file_that_changes_nothing_is_no_matter_of_the_draft() -> None:
    bring_form()
    typed("12", number("90"))
    assert read_form().errors == ()


def test_an_import_is_not_undone_under_typed_values() -> None:
    run = bring_form()
    assert run is not None
    typed("12", number("90"))
    assert later_values(run) == [f"{TOLD}, không hoàn tác được."]
    with pytest.raises(LaterValuesStand, match="đã gõ, không hoàn tác được"):
        withdraw_values(run=run, on=AT.date(), at=AT)


def sent() -> None:
    submitted({(FIRST, 17): MET})


def with_the_head() -> None:
    drafted({(FIRST, 17): MET})
    Report.objects.update(state=ReportState.SIGNING)


def with_a_returned_cell() -> None:
    given_back((FIRST, 2))


OUT_OF_HAND = pytest.mark.parametrize(
    ("begin", "why"),
    [
        (sent, "báo cáo đã gửi và đang chờ duyệt"),
        (with_the_head, "báo cáo đang chờ lãnh đạo huyện duyệt"),
        (with_a_returned_cell, "có ô bị trả lại đang chờ huyện trả lời"),
    ],
)


@OUT_OF_HAND
def test_a_file_is_refused_where_a_report_is_out_of_hand(
    begin: Callable[[], None], why: str
) -> None:
    begin()
    problem: Problem = only(read_form().errors)
    assert problem.message == f"{NAMED}: {why}, không nhập đè được."


@OUT_OF_HAND
def test_an_import_is_not_undone_under_a_report_that_is_out_of_hand(
    begin: Callable[[], None], why: str
) -> None:
    run = bring_form()
    assert run is not None
    begin()
    assert later_values(run) == [f"{NAMED}: {why}, không hoàn tác được."]
    with pytest.raises(LaterValuesStand, match=why):
        withdraw_values(run=run, on=AT.date(), at=AT)


def test_a_report_that_is_sent_before_the_write_refuses_the_file() -> None:
    reading = read_form()
    sent()
    with pytest.raises(ImportRefused, match="đang chờ duyệt"):
        apply_reading(reading, by=reviewer(), at=AT)
    assert not IndicatorRevision.objects.exists()


def test_a_file_is_taken_beside_changed_cells() -> None:
    drafted({(FIRST, 17): MET})
    assert read_form().errors == ()
