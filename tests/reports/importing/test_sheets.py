"""Which sheet of a file is read, and files that have none."""

import pytest

from reports.choices import ImportKind
from reports.importing.readings import CellCounts
from tests.reports.importing.files import (
    DUTIES,
    DUTIES_2019,
    RESULTS,
    RESULTS_2019,
    TARGETS,
    TARGETS_2019,
    TITLE,
    books,
    one_cell,
    only,
    read,
    sample_bytes,
    three,
    workbook,
)

NOTE = ("Ghi chú của văn phòng", [["nội dung"]])

pytestmark = pytest.mark.usefixtures("reference")


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"PK\x03\x04 khong phai zip"])
def test_a_file_that_is_no_workbook_says_so(data: bytes) -> None:
    reading = read(data)
    assert "bieu.xlsx" in only(reading.errors).message
    assert reading.counts == CellCounts()
    assert reading.changes is None


def test_an_empty_workbook_says_so() -> None:
    assert "không có ô nào" in only(read(one_cell(None)).errors).message


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (RESULTS_2019, TARGETS),
        (RESULTS_2019, DUTIES),
        (TARGETS_2019, RESULTS),
        (TARGETS_2019, DUTIES),
        (DUTIES_2019, RESULTS),
        (DUTIES_2019, TARGETS),
    ],
)
def test_the_wrong_kind_of_appendix_is_refused(name: str, kind: ImportKind) -> None:
    reading = read(sample_bytes(name), kind)
    assert f"không phải “{kind.label}”" in only(reading.errors).message
    assert reading.counts == CellCounts()


def test_the_only_sheet_of_the_kind_is_taken() -> None:
    data = books({"Ghi chú": NOTE, "Biểu": (TITLE, three())})
    reading = read(data)
    assert reading.errors == ()
    assert reading.sheet == "Biểu"


def test_several_sheets_of_the_kind_need_one_named() -> None:
    data = books({"Quý I": (TITLE, three()), "Quý IV": (TITLE, three())})
    message = only(read(data).errors).message
    assert "“Quý I”, “Quý IV”" in message
    assert read(data, sheet="Quý IV").errors == ()


def test_a_sheet_that_is_not_there_is_refused() -> None:
    problem = only(read(workbook(three()), sheet="Trang 9").errors)
    assert (problem.sheet, problem.value) == ("Trang 9", "Trang 9")
    assert "“Biểu”" in problem.message


@pytest.mark.parametrize("kind", ImportKind)
def test_a_sheet_without_a_table_is_refused(kind: ImportKind) -> None:
    reading = read(one_cell("Kính gửi Văn phòng"), kind)
    assert "Không tìm thấy bảng" in only(reading.errors).message


def test_a_hidden_sheet_is_read_only_by_its_name() -> None:
    data = books({"Biểu": (TITLE, three()), "Nháp": NOTE}, is_hidden=True)
    assert "hiện ra" in only(read(data).errors).message
    assert read(data, sheet="Biểu").errors == ()
