import datetime as dt
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import cycle
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from ntm_portal.lib.periods import Quarter
from reports.management.demo.plan import Mark
from reports.management.demo.sheets import CriteriaColumns
from reports.management.demo.workbooks import (
    DistrictRows,
    plan_workbook,
    results_workbook,
)
from tests.reports.management.demo.conftest import REFERENCE, History

QUARTER = Quarter(2019, 3)
APPENDIX = REFERENCE.parent / "appendix"


def _sheet(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content)).worksheets[0]


def _values(sheet: Any, first: int, last: int) -> list[list[Any]]:
    return [
        [cell.value for cell in row]
        for row in sheet.iter_rows(min_row=first, max_row=last)
    ]


@pytest.fixture(scope="module")
def content(
    groups: list[CriteriaColumns], districts: list[DistrictRows], history: History
) -> bytes:
    return results_workbook(QUARTER, groups, districts, history[QUARTER])


@pytest.fixture(scope="module")
def sheet(content: bytes) -> Any:
    return _sheet(content)


@pytest.fixture(scope="module")
def sample() -> Any:
    return openpyxl.load_workbook(APPENDIX / "ket-qua-2019Q3-plain.xlsx").worksheets[0]


@pytest.fixture(scope="module")
def plan(history: History) -> Mapping[str, Mapping[int, Mark]]:
    marks: Iterator[Mark] = cycle((2019, 2020, None))
    return {
        code: {n: "x" if n in met else next(marks) for n in range(1, 20)}
        for code, met in history[QUARTER].items()
    }


@pytest.fixture(scope="module")
def plan_sheet(
    groups: list[CriteriaColumns],
    districts: list[DistrictRows],
    plan: Mapping[str, Mapping[int, Mark]],
) -> Any:
    return _sheet(plan_workbook(groups, districts, plan))


def test_titles_and_headers_are_those_of_the_sample(sheet: Any, sample: Any) -> None:
    assert _values(sheet, 1, 8) == _values(sample, 1, 8)


def test_names_and_numbers_stand_where_the_sample_has_them(
    sheet: Any, sample: Any
) -> None:
    ours = [row[:2] for row in _values(sheet, 9, 106)]
    assert ours == [row[:2] for row in _values(sample, 9, 106)]


def test_header_cells_are_merged_as_in_the_sample(sheet: Any, sample: Any) -> None:
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        str(area) for area in sample.merged_cells.ranges
    }


def test_a_commune_row_holds_its_marks_and_their_number(
    sheet: Any, districts: list[DistrictRows], history: History
) -> None:
    (code, name), *_ = districts[0].communes
    met = history[QUARTER][code]
    marks = ["x" if number in met else None for number in range(1, 20)]
    assert _values(sheet, 11, 11) == [[1, name, *marks, len(met), None]]


def test_the_first_row_counts_the_whole_province(sheet: Any, history: History) -> None:
    met = history[QUARTER].values()
    sums = [sum(n in numbers for numbers in met) for n in range(1, 20)]
    assert _values(sheet, 9, 9) == [[None, "TỔNG CỘNG", *sums, None, None]]


def test_district_rows_add_up_to_the_province(sheet: Any) -> None:
    rows = _values(sheet, 9, 104)
    districts = [row[2:21] for row in rows if isinstance(row[0], str)]
    assert len(districts) == 10
    assert [sum(column) for column in zip(*districts, strict=True)] == rows[0][2:21]


def test_all_row_totals_add_up_to_the_published_total(sheet: Any) -> None:
    assert sum(row[21] or 0 for row in _values(sheet, 9, 104)) == 1040


def test_the_note_says_illustration(sheet: Any) -> None:
    assert sheet["B106"].value == 'Ghi chú: "x" là đạt chuẩn. Số liệu minh họa.'


def test_the_title_names_its_quarter(sheet: Any) -> None:
    assert Quarter.in_title(sheet["A4"].value) == (QUARTER,)


def test_the_sheet_prints_on_landscape_a4_with_its_headers(sheet: Any) -> None:
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    assert sheet.print_title_rows == "$6:$8"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_headers_and_names_stay_in_view(sheet: Any) -> None:
    assert sheet.freeze_panes == "C9"


def test_cells_have_borders_and_headers_wrap(sheet: Any) -> None:
    assert sheet["C11"].border.left.style == "thin"
    assert sheet["D7"].alignment.wrap_text
    assert sheet.column_dimensions["B"].width > 20


def test_the_file_says_the_last_day_of_its_quarter_and_not_today(
    content: bytes,
) -> None:
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.properties.created.date() == dt.date(2019, 9, 30)
    with ZipFile(BytesIO(content)) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}


def test_the_same_input_gives_the_same_bytes(
    content: bytes,
    groups: list[CriteriaColumns],
    districts: list[DistrictRows],
    history: History,
) -> None:
    again = results_workbook(QUARTER, groups, districts, history[QUARTER])
    assert again == content


def test_a_name_that_looks_like_a_formula_stays_text(
    groups: list[CriteriaColumns],
) -> None:
    rows = [DistrictRows("=1+1", (("1", "http://xa.vn"),))]
    sheet = _sheet(results_workbook(QUARTER, groups, rows, {"1": frozenset()}))
    assert (sheet["B10"].value, sheet["B10"].data_type) == ("=1+1", "s")
    assert (sheet["B11"].value, sheet["B11"].hyperlink) == ("http://xa.vn", None)


def test_a_commune_without_results_is_refused(
    groups: list[CriteriaColumns],
) -> None:
    rows = [DistrictRows("Huyện Đắk Tô", (("23434", "Kon Đào"),))]
    with pytest.raises(KeyError, match="23434"):
        results_workbook(QUARTER, groups, rows, {})


def test_the_plan_has_titles_and_headers_of_phu_luc_01(plan_sheet: Any) -> None:
    sample = openpyxl.load_workbook(APPENDIX / "phu-luc-01-mau.xlsx").worksheets[0]
    assert _values(plan_sheet, 1, 8) == _values(sample, 1, 8)
    assert [row[:2] for row in _values(plan_sheet, 9, 103)] == [
        row[:2] for row in _values(sample, 9, 103)
    ]


def test_a_plan_row_holds_marks_and_years_and_counts_both(
    plan_sheet: Any,
    districts: list[DistrictRows],
    plan: Mapping[str, Mapping[int, Mark]],
) -> None:
    (code, name), *_ = districts[0].communes
    marks = list(plan[code].values())
    total = sum(mark is not None for mark in marks)
    assert {"x", 2019, 2020, None} == set(marks)
    assert _values(plan_sheet, 10, 10) == [[1, name, *marks, total, None]]


def test_a_plan_has_no_totals_above_its_communes(plan_sheet: Any) -> None:
    assert _values(plan_sheet, 9, 9) == [["I", "Thành phố Kon Tum", *[None] * 21]]


def test_the_plan_explains_its_marks_under_the_table(plan_sheet: Any) -> None:
    note = plan_sheet["B105"].value
    assert "2019, 2020 là năm phấn đấu đạt" in note
    assert note.endswith("Số liệu minh họa.")
