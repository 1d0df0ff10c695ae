"""A workbook read for the draft of one district: what it would change, what it says."""

from collections.abc import Collection

import pytest
from pytest_django import DjangoAssertNumQueries

from communes.models import District
from ntm_portal.lib.periods import Quarter
from reports.analytics.entry.grid import Grid, read_grid
from reports.choices import ResultState
from reports.importing.draft_files import DraftFile, read_draft_file
from reports.models import Report
from tests.reports.importing.files import (
    CRITERIA,
    RESULTS_2019,
    Line,
    books,
    commune,
    district,
    only,
    sample_bytes,
    three,
    workbook,
)
from tests.reports.review_world import (
    FIRST,
    MET,
    QUARTER,
    SMALL,
    THIRD,
    UNKNOWN,
    UNMET,
    approved_before,
    drafted,
    submitted,
)

pytestmark = pytest.mark.django_db

NAME_1, NAME_2, NAME_3 = "Ia Đal", "Ia Dom", "Ia Tơi"


def grid(code: str = SMALL) -> Grid:
    found = read_grid(
        period=Quarter.parse(QUARTER), district=District.objects.get(pk=code)
    )
    assert found
    return found


def read(data: bytes, code: str = SMALL, sheet: str = "") -> DraftFile:
    return read_draft_file(data, name="bieu.xlsx", sheet=sheet, grid=grid(code))


def signed(name: str, met: Collection[int], unmet: Collection[int]) -> Line:
    """Return the row of a commune with positive and negative marks."""
    marks = {**dict.fromkeys(met, "x"), **dict.fromkeys(unmet, "C")}
    return [None, name, *(marks.get(number) for number in CRITERIA), len(met)]


def changes(found: DraftFile) -> set[tuple[str, int, ResultState | None]]:
    return {
        (entry.place.code, entry.criterion.number, entry.state)
        for entry in found.preview.changing
    }


def test_only_what_differs_from_the_draft_would_change() -> None:
    approved_before({FIRST: [1, 2], THIRD: [1]})
    drafted({(FIRST, 3): MET})
    found = read(workbook(three(first=(1, 2, 3), second=(), third=(1, 5))))
    assert found.errors == ()
    assert changes(found) == {(THIRD, 5, MET)}
    assert len(found.preview.entries) == 3 * 19


def test_reading_writes_nothing() -> None:
    read(workbook(three()))
    assert not Report.objects.exists()


def test_blanks_are_unmet_when_only_positive_marks_are_used() -> None:
    approved_before({FIRST: [1, 2]})
    found = read(workbook(three(first=(1,))))
    assert len(found.preview.blank_unmet) == 3 * 19 - 5
    assert not found.preview.blank_unknown
    assert [x.key for x in found.preview.erased] == [f"{FIRST}-2"]


def test_blanks_are_unknown_when_negative_marks_are_used_as_well() -> None:
    approved_before({FIRST: [1]})
    found = read(workbook(district(signed(NAME_1, [2], [3]))))
    assert len(found.preview.blank_unknown) == 17
    assert changes(found) >= {(FIRST, 1, UNKNOWN), (FIRST, 2, MET)}
    assert (FIRST, 3, UNMET) not in changes(found)


def test_a_row_without_a_mark_is_unknown_and_a_warning() -> None:
    approved_before({FIRST: [1]})
    silent: Line = [None, NAME_1, *([None] * 19), None]
    found = read(workbook(district(silent, commune(NAME_2))))
    assert (FIRST, 1, UNKNOWN) in changes(found)
    assert only(found.warnings).value == NAME_1
    assert [x.key for x in found.preview.erased] == [f"{FIRST}-1"]


def test_communes_that_the_file_leaves_out_are_named_and_kept() -> None:
    approved_before({FIRST: [1]})
    found = read(workbook(district(commune(NAME_3, (1,)))))
    assert found.errors == ()
    assert [place.name for place in found.left_out] == [NAME_1, NAME_2]
    assert {entry.place.code for entry in found.preview.entries} == {THIRD}


def test_a_commune_twice_is_an_error() -> None:
    found = read(workbook(district(commune(NAME_1), commune(NAME_1, (3,)))))
    assert only(found.errors).cell == "B6"
    assert "Hai dòng cho xã Ia Đal" in only(found.errors).message


def test_a_row_of_another_district_is_named() -> None:
    rows = [*three(), *district(commune("Mô Rai", ()), heading="Huyện Sa Thầy")]
    found = read(workbook(rows))
    problem = only(found.errors)
    assert (problem.cell, problem.value) == ("B9", "Mô Rai")
    assert problem.message == "Xã Mô Rai, huyện Sa Thầy, thuộc huyện khác."


def test_a_name_alike_under_another_district_is_not_taken_for_the_own() -> None:
    rows = district(commune("Đăk Long"), heading="Huyện Đắk Hà")
    found = read(workbook(rows), code="610")
    assert only(found.errors).message == "Xã Đăk Long, huyện Đắk Hà, thuộc huyện khác."


def test_a_name_of_several_districts_is_that_of_the_report() -> None:
    found = read(workbook([commune("Đăk Long")]), code="610")
    assert found.errors == ()
    assert {entry.place.code for entry in found.preview.entries} == {"23368"}


def test_a_close_name_is_an_error_with_the_names_it_may_be() -> None:
    found = read(workbook(district(commune("Ia Đam"))))
    problem = only(found.errors)
    assert problem.cell == "B5"
    assert "Huyện Ia H'Drai không có xã tên này. Có phải xã" in problem.message
    assert "xã Ia Đal" in problem.message


def test_a_file_of_the_whole_province_names_every_row_of_others() -> None:
    found = read(sample_bytes(RESULTS_2019))
    foreign = [x for x in found.errors if x.message.endswith("thuộc huyện khác.")]
    assert len(foreign) == 85 - 3


def test_the_title_of_another_district_is_refused() -> None:
    title = "KẾT QUẢ CÁC TIÊU CHÍ HUYỆN ĐĂK HÀ (Quý I năm 2021)"
    problem = only(read(workbook(three(), title=title)).errors)
    assert problem.message == (
        "Tiêu đề ghi Huyện Đắk Hà, khác huyện của báo cáo là Huyện Ia H'Drai."
    )


def test_the_title_of_the_own_district_is_taken() -> None:
    title = "KẾT QUẢ CÁC TIÊU CHÍ HUYỆN IA H'DRAI (Quý I năm 2021)"
    assert read(workbook(three(), title=title)).errors == ()


def test_the_title_of_another_quarter_is_refused() -> None:
    title = "KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ (Quý IV năm 2020)"
    problem = only(read(workbook(three(), title=title)).errors)
    assert problem.message == (
        "Tiêu đề ghi Quý IV/2020, khác kỳ được chọn là Quý I/2021."
    )


def test_a_file_without_a_quarter_in_its_title_is_taken() -> None:
    title = "KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ"
    assert read(workbook(three(), title=title)).errors == ()


def test_a_bad_cell_is_named_with_its_address_header_and_value() -> None:
    row = commune(NAME_1)
    row[6] = "2109"
    problem = only(read(workbook(district(row))).errors)
    assert (problem.cell, problem.value) == ("G5", "2109")
    assert problem.header.endswith(f"5. {CRITERIA[5]}")


def test_the_table_of_another_set_of_criteria_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(CRITERIA, 19)
    monkeypatch.setitem(CRITERIA, 20, "Chuyển đổi số")
    problem = only(read(workbook(three())).errors)
    assert problem.message.startswith("Thiếu cột của 1 tiêu chí: 19. ")


def test_what_locks_an_import_is_no_matter_of_the_reading() -> None:
    approved_before({FIRST: [1]})
    submitted({(FIRST, 2): MET})
    assert read(workbook(three())).errors == ()


def test_a_file_that_is_no_workbook_is_one_error() -> None:
    found = read(b"khong phai so tinh")
    assert "không phải là sổ tính Excel" in only(found.errors).message
    assert found.preview.entries == ()


def test_of_several_tables_one_must_be_chosen() -> None:
    title = "KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ"
    data = books({"A": (title, three()), "B": (title, three(first=(7,)))})
    assert "hãy chọn một trang tính" in only(read(data).errors).message
    assert read(data, sheet="B").sheet == "B"


def test_the_changes_of_a_commune_stand_together() -> None:
    approved_before({FIRST: [1]})
    found = read(workbook(district(signed(NAME_1, [2, 3], [1]), commune(NAME_2))))
    first, second = found.by_commune
    assert [x.criterion.number for x in first.met] == [2, 3]
    assert [x.criterion.number for x in first.unmet] == [1]
    assert [x.criterion.number for x in first.unknown] == list(range(4, 20))
    assert second.place.name == NAME_2


def test_cells_of_which_the_same_is_said_are_told_together() -> None:
    silent: list[Line] = [
        [None, name, *([None] * 19), None] for name in (NAME_1, NAME_2)
    ]
    found = read(workbook(district(*silent, commune(NAME_3))))
    ((message, problems),) = found.warned
    assert message == found.warnings[0].message
    assert [problem.value for problem in problems] == [NAME_1, NAME_2]


def test_the_number_of_queries_does_not_grow_with_the_rows(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    approved_before({FIRST: [1]})
    shown = grid()
    for rows in (district(commune(NAME_1)), three()):
        with django_assert_num_queries(10):
            read_draft_file(workbook(rows), name="bieu.xlsx", grid=shown)
