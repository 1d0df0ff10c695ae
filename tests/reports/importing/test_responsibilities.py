"""Phụ lục 02, from a workbook to the list in force."""

import datetime as dt
import io
from collections import Counter
from collections.abc import Sequence

import openpyxl
import pytest

from criteria.choices import AssignmentRole
from criteria.models import AssignmentList
from criteria.services.assignments import Duty, duties_of, list_in_force
from criteria.services.reference import SET_CODE
from reports.importing.readings import CellCounts, Reading
from tests.reports.importing.files import (
    DUTIES,
    DUTIES_2019,
    ON,
    bring,
    edited,
    only,
    read,
    sample_bytes,
    told,
)

HEADER = (
    "TT",
    "Tên tiêu chí",
    "Nội dung tiêu chí",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian hoàn thành",
    "Ghi chú",
)
LEAD, SUPPORT = AssignmentRole.LEAD, AssignmentRole.SUPPORT

pytestmark = pytest.mark.usefixtures("reference")

Line = Sequence[str | int | None]


def appendix(*rows: Line, merged: Sequence[str] = ()) -> bytes:
    """Return a workbook of Phụ lục 02 whose first row of data is row 3."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["PHỤ LỤC 02 PHÂN CÔNG TRÁCH NHIỆM"], HEADER, *rows):
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def duties_in(*rows: Line, merged: Sequence[str] = ()) -> set[Duty]:
    bring(appendix(*rows, merged=merged), DUTIES)
    return set(duties_of(list_in_force(SET_CODE, ON)))


def problems_in(*rows: Line) -> Reading:
    return read(appendix(*rows), DUTIES)


def test_the_sample_assigns_every_indicator() -> None:
    applied = bring(sample_bytes(DUTIES_2019), DUTIES)
    duties = duties_of(list_in_force(SET_CODE, ON))
    targets = {(duty.criterion, duty.indicator) for duty in duties}
    assert len(targets) == 49
    assert {number for number, indicator in targets if not indicator} == {
        *(5, 7, 10, 11, 12, 16)
    }
    assert Counter(duty.role for duty in duties) == {LEAD: 49, SUPPORT: 495}
    assert applied.reading.counts.read == 544
    assert applied.reading.errors == applied.reading.warnings == ()


def test_the_same_file_again_changes_nothing() -> None:
    bring(sample_bytes(DUTIES_2019), DUTIES)
    again = bring(sample_bytes(DUTIES_2019), DUTIES)
    assert again.run is None
    assert again.reading.counts == CellCounts(unchanged=544)


def test_a_new_list_holds_from_its_day_and_keeps_its_name() -> None:
    applied = bring(sample_bytes(DUTIES_2019), DUTIES)
    listed = AssignmentList.objects.get(number=2)
    assert applied.run is not None
    assert applied.run.assignment_list == listed
    assert listed.effective_from == ON
    assert listed.is_sample
    assert "1334/QĐ-UBND" in listed.document


def test_several_agencies_in_a_cell_each_get_the_duty() -> None:
    found = duties_in(
        [2, "Giao thông", "2.4. Đường", "Sở GTVT\nSở NN&PTNT", "Sở XD; Sở Y tế"]
    )
    assert {(duty.agency_code, duty.role) for duty in found} == {
        ("SGTVT", LEAD),
        ("SNN", LEAD),
        ("SXD", SUPPORT),
        ("SYT", SUPPORT),
    }
    assert {(duty.criterion, duty.indicator) for duty in found} == {(2, "2.4")}


def test_due_time_and_note_are_kept() -> None:
    found = duties_in(
        [4, "Điện", "4.1. Hệ thống", "Sở CT", None, "Năm 2020", "theo quy hoạch"]
    )
    assert found == {Duty("SCT", LEAD, 4, "4.1", "Năm 2020", "theo quy hoạch")}


def test_criterion_and_agency_come_down_through_merged_cells() -> None:
    found = duties_in(
        [1, "Quy hoạch", "1.1. Có quy hoạch", "Sở XD"],
        [None, None, "1.2. Ban hành quy định", None],
        merged=["A3:A4", "B3:B4", "D3:D4"],
    )
    assert {(duty.indicator, duty.agency_code) for duty in found} == {
        ("1.1", "SXD"),
        ("1.2", "SXD"),
    }


def test_criterion_comes_down_to_rows_that_leave_it_blank() -> None:
    found = duties_in(
        [1, "Quy hoạch", "1.1. Có quy hoạch", "Sở XD"],
        [None, None, "1.2. Ban hành quy định", "Sở XD"],
    )
    assert {duty.indicator for duty in found} == {"1.1", "1.2"}


@pytest.mark.parametrize(
    "content", ["Tỷ lệ trường học đạt chuẩn", "5. Tỷ lệ trường", "5.1. Tỷ lệ", None]
)
def test_a_criterion_with_one_indicator_needs_no_sub_number(
    content: str | None,
) -> None:
    found = duties_in([5, "Trường học", content, "Sở GD&ĐT"])
    assert found == {Duty("SGDDT", LEAD, 5)}


def test_an_indicator_is_known_by_its_own_words() -> None:
    found = duties_in(
        [2, "Giao thông", "Đường ngõ, xóm sạch và không lầy lội vào mùa mưa", "Sở GTVT"]
    )
    assert {duty.indicator for duty in found} == {"2.3"}


def test_groups_and_notes_between_the_rows_are_passed_over() -> None:
    found = duties_in(
        ["I", "Nhóm tiêu chí Quy hoạch"],
        [1, "Quy hoạch", "1.1. Có quy hoạch", "Sở XD"],
        [],
        [None, "Ghi chú: mẫu"],
        merged=["B3:G3"],
    )
    assert len(found) == 1


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        ((2, "Giao thông", "2.9. Đường", "Sở GTVT"), "C3", "không có chỉ tiêu 2.9"),
        ((2, "Giao thông", "3.1. Đường", "Sở GTVT"), "C3", "mâu thuẫn"),
        ((3, "Giao thông", "2.1. Đường", "Sở GTVT"), "B3", "mâu thuẫn"),
        ((2, "Giao thông", "Cầu cống", "Sở GTVT"), "C3", "Không rõ là chỉ tiêu nào"),
        ((None, "Việc khác", "Cầu cống", "Sở GTVT"), "B3", "Không rõ hàng này"),
        ((4, "Điện", "4.1. Điện", "=A1"), "D3", "công thức"),
        ((4, "Điện", "4.1. Điện", "Sở CT", None, "x" * 61), "F3", "60 ký tự"),
    ],
)
def test_a_row_that_is_not_clear_is_named(row: Line, cell: str, said: str) -> None:
    problem = problems_in(row).errors[0]
    assert problem.cell == cell
    assert said in problem.message


def test_an_unknown_agency_is_named_with_candidates() -> None:
    reading = problems_in([1, "Quy hoạch", "1.1. Có", "Sở XD; Sở Xây dưng tỉnh"])
    problem = only(reading.errors)
    assert (problem.cell, problem.value) == ("D3", "Sở Xây dưng tỉnh")
    assert "Sở Xây dựng" in problem.message
    assert reading.unmatched == ("Sở Xây dưng tỉnh",)
    assert reading.counts == CellCounts(created=1, refused=1)


def test_agencies_are_never_separated_by_commas() -> None:
    reading = problems_in([1, "Quy hoạch", "1.1. Có", "Sở XD, Sở Nội vụ"])
    assert "dấu chấm phẩy" in only(reading.errors).message


def test_two_rows_for_one_indicator_name_both() -> None:
    row = [1, "Quy hoạch", "1.1. Có quy hoạch", "Sở XD"]
    reading = problems_in(row, row)
    assert "3 và 4" in only(reading.errors).message
    assert reading.counts == CellCounts(created=1, refused=1)


def test_a_row_may_be_written_twice_for_agencies_with_notes_of_their_own() -> None:
    row = [1, "Quy hoạch", "1.1. Có quy hoạch"]
    lead = [*row, "Sở XD", None, None, "hướng dẫn"]
    support = [*row, None, "Sở NNPTNT", None, None]
    notes = {duty.role: duty.note for duty in duties_in(lead, support)}
    assert notes == {LEAD: "hướng dẫn", SUPPORT: ""}


def test_what_is_missing_is_a_warning() -> None:
    reading = problems_in([1, "Quy hoạch", "1.1. Có", None, "Sở XD"])
    assert reading.errors == ()
    assert ("C3", "1.1. Có") in told(reading.warnings)
    assert len(reading.warnings) == 19


def test_another_name_of_a_criterion_is_a_warning() -> None:
    reading = problems_in([7, "Chợ nông thôn", "Xã có chợ", "Sở CT"])
    assert reading.errors == ()
    assert ("B3", "Chợ nông thôn") in told(reading.warnings)


def test_a_table_that_assigns_nothing_is_refused() -> None:
    assert "không phân công gì" in only(problems_in([1, "Quy hoạch"]).errors).message


def test_a_changed_cell_makes_a_new_list() -> None:
    bring(sample_bytes(DUTIES_2019), DUTIES)
    applied = bring(edited(DUTIES_2019, {"D7": "Sở Nội vụ"}), DUTIES)
    assert applied.reading.counts == CellCounts(created=1, unchanged=543)
    assert AssignmentList.objects.count() == 3


def test_a_duty_that_was_dropped_makes_a_new_list() -> None:
    bring(sample_bytes(DUTIES_2019), DUTIES)
    applied = bring(edited(DUTIES_2019, {"E13": "UBND các huyện, thành phố"}), DUTIES)
    assert applied.run is not None
    assert applied.reading.counts == CellCounts(unchanged=543)


def test_a_day_before_any_law_is_refused() -> None:
    data = appendix([1, "Quy hoạch", "1.1. Có", "Sở XD"])
    reading = read(data, DUTIES, on=dt.date(2016, 1, 1))
    assert "bộ tiêu chí" in only(reading.errors).message


def test_a_row_that_numbers_the_columns_is_passed_over() -> None:
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"]
    found = duties_in(numbers, [1, "Quy hoạch", "1.1. Có", "Sở XD"])
    assert len(found) == 1


def test_another_number_of_a_single_indicator_is_named() -> None:
    problem = only(problems_in([5, "Trường học", "5.2. Tỷ lệ", "Sở GD&ĐT"]).errors)
    assert "không có chỉ tiêu 5.2" in problem.message


def test_a_row_may_assign_a_whole_criterion() -> None:
    found = duties_in([2, "Giao thông", None, "Sở GTVT"])
    assert found == {Duty("SGTVT", LEAD, 2)}
