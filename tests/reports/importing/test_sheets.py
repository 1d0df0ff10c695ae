"""Which sheet of a file is read, and files that have none."""

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from ntm_portal.lib.spreadsheets import read_workbook
from reports.choices import ImportKind
from reports.importing.answers import answered
from reports.importing.readings import CellCounts, ImportRequest
from reports.importing.runs import read_any_appendix, read_appendix
from reports.importing.sheets import NothingToRead, propose_kind, read_sheets
from tests.lib.workbooks.test_spreadsheet_formats import windows_1258
from tests.reports.importing.asking import asked, question, read_asked
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
TWO_QUARTERS = books({"Quý I": (TITLE, three()), "Quý IV": (TITLE, three())})

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


def test_two_sheets_of_one_kind_are_a_question() -> None:
    reading = read_asked(TWO_QUARTERS)
    found = question(reading)
    assert found.key == "sheet"
    assert found.choices == (("Quý I", "Quý I"), ("Quý IV", "Quý IV"))
    assert only(reading.errors).message == found.message
    assert reading.source is None


def test_the_sheet_that_is_chosen_is_read() -> None:
    said = answered(asked(TWO_QUARTERS), {"sheet": "Quý IV"})
    reading = read_appendix(said)
    assert (reading.sheet, reading.questions, reading.errors) == ("Quý IV", (), ())


def test_every_sheet_that_may_be_meant_is_told() -> None:
    data = books({"Ghi chú": NOTE, "Biểu": (TITLE, three()), "Nháp": NOTE})
    reading = read_asked(data)
    assert reading.sheet == "Biểu"
    assert reading.sheets == ("Ghi chú", "Biểu", "Nháp")
    assert read_asked(data, sheet="Nháp").sheets == reading.sheets


def test_a_sheet_that_is_not_there_comes_with_those_that_are() -> None:
    reading = read_asked(TWO_QUARTERS, sheet="Trang 9")
    assert reading.sheets == ("Quý I", "Quý IV")
    assert reading.questions == ()


def test_the_wrong_kind_asks_whether_it_is_the_other() -> None:
    reading = read_asked(workbook(three()), kind=TARGETS)
    found = question(reading)
    assert (found.key, found.value) == ("kind", RESULTS.label)
    assert [value for value, _ in found.choices] == ["results"]
    assert only(reading.errors).message == found.message


def test_a_file_of_the_wrong_kind_is_read_again_as_the_right_one() -> None:
    request = asked(workbook(three()), kind=TARGETS)
    reading = read_appendix(answered(request, {"kind": "results"}))
    assert (reading.request.kind, reading.errors) == (RESULTS, ())
    assert reading.counts.created == 57


def proposed(request: ImportRequest) -> ImportKind | None:
    return propose_kind(request, read_sheets(request))


def test_the_kind_that_a_sheet_looks_like_is_proposed() -> None:
    data = books({"Ghi chú": NOTE, "Biểu": (TITLE, three())})
    assert proposed(asked(data, kind=TARGETS)) is RESULTS
    assert proposed(asked(data, sheet="Biểu")) is RESULTS
    assert proposed(asked(data, sheet="Ghi chú")) is None


def test_no_kind_is_proposed_for_a_file_that_cannot_be_read() -> None:
    for request in (asked(b"abc"), asked(workbook(three()), sheet="Trang 9")):
        with pytest.raises(NothingToRead):
            proposed(request)


@pytest.mark.parametrize("data", [b"abc", workbook(three())])
def test_a_file_is_read_once_whatever_its_kind(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = []

    def count(*args: Any, **said: Any) -> Any:
        reads.append(args)
        return read_workbook(*args, **said)

    monkeypatch.setattr("reports.importing.sheets.read_workbook", count)
    assert read_any_appendix(asked(data)) is not None
    assert len(reads) == 1


def test_a_table_in_plain_text_tells_its_encoding_and_is_not_asked_for_it() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(three())))
    lines = [
        "\t".join("" if value is None else str(value) for value in row)
        for row in book.worksheets[0].iter_rows(values_only=True)
    ]
    reading = read_appendix(
        replace(asked(windows_1258("\n".join(lines))), name="bieu.tsv")
    )
    assert reading.encoding == "windows-1258"
    assert reading.questions == reading.errors == ()
    assert reading.counts.created == 57
