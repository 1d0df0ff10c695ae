"""What the entry page posts, read as cells."""

import pytest

from reports.choices import ResultState
from reports.forms.entry import CellsForm, first_error, in_letters

MET, UNMET, UNKNOWN = ResultState.MET, ResultState.UNMET, ResultState.UNKNOWN


def cells(posted: dict[str, str]) -> dict[tuple[str, int], ResultState]:
    form = CellsForm(posted)
    assert form.is_valid()
    return form.cells


def fault(posted: dict[str, str]) -> str:
    form = CellsForm(posted)
    assert not form.is_valid()
    return first_error(form)


def test_without_the_states_of_the_page_every_posted_cell_is_meant() -> None:
    assert cells({"c-23535-5": "met", "c-23535-6": "unmet"}) == {
        ("23535", 5): MET,
        ("23535", 6): UNMET,
    }


def test_of_a_whole_page_only_cells_that_the_person_changed_are_meant() -> None:
    posted = {"c-23535-5": "met", "c-23535-6": "unknown", "before": "dc"}
    assert cells(posted) == {("23535", 6): UNKNOWN}


def test_states_of_another_page_are_refused() -> None:
    posted = {"c-23535-5": "met", "c-23535-6": "unmet", "before": "d"}
    assert "Trang này đã cũ" in fault(posted)


@pytest.mark.parametrize("before", ["dx", "d c", "\x00"])
def test_states_that_are_none_are_refused(before: str) -> None:
    assert fault({"c-23535-5": "met", "before": before})


@pytest.mark.parametrize("value", ["", "đạt", "1", "MET", "met\x00"])
def test_a_value_that_is_no_state_is_named(value: str) -> None:
    assert f"“{value}” không phải là một kết quả" in fault({"c-23535-5": value})


@pytest.mark.parametrize("name", ["c-23535", "c-23535-x", "c--5", "x-23535-5"])
def test_other_fields_are_not_cells(name: str) -> None:
    assert cells({name: "met"}) == {}


def test_states_are_written_a_letter_each() -> None:
    assert in_letters([MET, UNKNOWN, UNMET]) == "dkc"
