"""What a form lets people fill in, offers and tells, in every kind."""

import io

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.choices import ImportKind
from reports.exporting.targets import YEARS
from reports.importing.marks import FIRST_YEAR, LAST_YEAR
from tests.reports.exporting.books import (
    VALUES,
    cells,
    exported,
    opened,
    record,
    row_of,
    sheet,
    wanted,
)
from tests.reports.importing.files import (
    DUTIES,
    RESULTS,
    TARGETS,
    TARGETS_2019,
    bring,
    sample_bytes,
)
from tests.reports.review_world import QUARTER, SECOND, SMALL
from tests.world import approve

pytestmark = pytest.mark.django_db

INDICATORS = ImportKind.INDICATORS
every_kind = pytest.mark.parametrize("kind", list(ImportKind))


def _rules(found: Worksheet) -> dict[str, DataValidation]:
    """Return the validations by the letters of their first column."""
    return {
        str(rule.sqref).split(":")[0].rstrip("0123456789"): rule
        for rule in found.data_validations.dataValidation
    }


def _open_cells(found: Worksheet) -> set[str]:
    """Return the columns with cells that are not locked."""
    return {
        cell.column_letter
        for row in found.iter_rows()
        for cell in row
        if not cell.protection.locked
    }


@every_kind
def test_a_form_is_protected_without_a_password_and_an_export_is_not(
    kind: ImportKind,
) -> None:
    approve(SMALL, QUARTER)
    record()
    bring(sample_bytes(TARGETS_2019), TARGETS)
    form = sheet(kind)
    assert form.protection.sheet
    assert form.protection.password is None
    assert not sheet(kind, wanted(is_form=False)).protection.sheet


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        (RESULTS, {*"CDEFGHIJKLMNOPQRSTU", "W"}),
        (TARGETS, {*"CDEFGHIJKLMNOPQRSTU", "W"}),
        (DUTIES, {*"DEFG"}),
    ],
)
def test_only_values_and_notes_are_open(kind: ImportKind, columns: set[str]) -> None:
    approve(SMALL, QUARTER)
    assert _open_cells(sheet(kind)) == columns


def test_titles_headers_and_names_of_a_form_are_locked() -> None:
    approve(SMALL, QUARTER)
    found = sheet(RESULTS)
    top = next(cell.row for cell in cells(found) if cell.value == "Ia Đal")
    above = [cell for row in found.iter_rows(max_row=top - 1) for cell in row]
    assert all(cell.protection.locked for cell in above)
    assert found[f"B{top}"].protection.locked
    assert not found[f"C{top}"].protection.locked


def test_results_are_chosen_from_the_three_states() -> None:
    approve(SMALL, QUARTER)
    rules = _rules(sheet(RESULTS))
    assert len(rules) == 19
    assert {rule.formula1 for rule in rules.values()} == {'"x,C,?"'}
    assert rules["C"].showErrorMessage


def test_targets_are_chosen_from_the_years_that_the_import_takes() -> None:
    assert list(YEARS) == list(range(FIRST_YEAR, LAST_YEAR + 1))
    rules = _rules(sheet(TARGETS))
    assert len(rules) == 19
    assert {rule.formula1 for rule in rules.values()} == {
        '"x,2016,2017,2018,2019,2020"'
    }


def test_answers_are_chosen_and_numbers_are_checked() -> None:
    rules = [
        rule.formula1
        for rule in sheet(INDICATORS).data_validations.dataValidation
        if "C" in str(rule.sqref) or "E" in str(rule.sqref)
    ]
    assert '"Đạt,Chưa đạt,Không có số liệu"' in rules
    assert any("<=100" in rule and "ISNUMBER(E" in rule for rule in rules)


def test_agencies_are_offered_by_name_but_others_may_be_added() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(DUTIES)))
    listed = [row[0] for row in book["Tên đơn vị"].values]
    rules = _rules(book.worksheets[0])
    assert "Sở Xây dựng" in listed
    assert listed[-1] == "UBND các huyện, thành phố"
    assert rules["D"].formula1 == f"'Tên đơn vị'!$A$2:$A${len(listed)}"
    assert not rules["D"].showErrorMessage
    assert rules["F"].showErrorMessage


@every_kind
def test_a_form_says_how_it_is_filled_in(kind: ImportKind) -> None:
    texts = [str(cell.value) for cell in cells(sheet(kind))]
    assert sum(text.startswith("Cách điền: ") for text in texts) == 1
    assert any(text.startswith("Ghi chú: ") for text in texts)


@pytest.mark.parametrize(
    ("kind", "counted"), [(RESULTS, 3), (TARGETS, 10)], ids=["results", "targets"]
)
def test_totals_are_formulas_with_the_count_of_now(
    kind: ImportKind, counted: int
) -> None:
    approve(SMALL, QUARTER, {SECOND: [1, 2, 19]})
    bring(sample_bytes(TARGETS_2019), TARGETS)
    data = exported(kind)
    assert str(row_of(opened(data), "Ia Dom")[19]).startswith("=IF(COUNTA(C")
    stored = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    assert row_of(stored.worksheets[0], "Ia Dom")[19] == counted


def test_a_form_without_data_is_blank_for_every_commune() -> None:
    assert row_of(sheet(RESULTS), "Ia Đal")[:19] == [None] * 19
    assert row_of(sheet(TARGETS), "Ia Đal")[:19] == [None] * 19
    assert set(row_of(sheet(INDICATORS), "Ia Đal")) == {None}
    assert len([x for x in cells(sheet(RESULTS)) if x.column_letter == "B"]) > 85


def test_every_value_is_written_as_its_kind_says() -> None:
    record(VALUES)
    found = sheet(INDICATORS)
    heads = {
        str(cell.value).split(". ")[0]: cell.column - 3
        for cell in cells(found)
        if str(cell.value)[:1].isdigit() and ". " in str(cell.value)
    }
    first, second = row_of(found, "Ia Đal"), row_of(found, "Ia Dom")
    third = row_of(found, "Ia Tơi")
    assert (first[heads["1.1"]], second[heads["1.1"]]) == ("Đạt", "Chưa đạt")
    assert third[heads["1.1"]] == "Không có số liệu"
    assert (first[heads["2.1"]], second[heads["2.1"]]) == (98.123456, 0)
    assert first[heads["11"]] == "0,5 %"
    assert third[heads["2.1"]] is None
