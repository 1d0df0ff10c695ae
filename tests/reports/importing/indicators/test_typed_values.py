"""An import of values leaves alone what people typed in a draft."""

import pytest

from reports.importing.problems import Problem
from reports.importing.readings import CellCounts
from reports.services.indicator_values import (
    LaterValuesStand,
    later_values,
    withdraw_values,
)
from tests.reports.importing.files import only
from tests.reports.importing.indicators.files import bring_form, read_form
from tests.reports.review_world import AT, open_quarter
from tests.reports.values_world import number, typed

TOLD = "Huyện Ia H'Drai, Quý I/2021: bản nháp có giá trị chỉ tiêu đã gõ"


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
