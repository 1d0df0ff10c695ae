"""The page of a kept file: its rows narrowed, its problems and what will become."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.models import ImportRun
from reports.views.imports.page import LISTED, UNTOLD, ImportPage
from reports.views.imports.sheet import ROWS
from tests.reports.importing.asking import (
    across,
    close_indicator,
    close_name,
    in_old_letters,
    unnamed_column,
)
from tests.reports.importing.files import (
    DUTIES,
    DUTIES_2019,
    RESULTS,
    RESULTS_2019,
    Value,
    bring,
    edited,
    sample_bytes,
    three,
    workbook,
)
from tests.reports.importing.indicators.files import INDICATORS
from tests.reports.views.imports.acts import LIST, preview, text
from tests.reports.views.imports.kept_runs import stored

PAGE_QUERIES = 6


def shown(client: Client, run: ImportRun, **said: Any) -> Any:
    return client.get(f"{LIST}{run.pk}/", said)


def rows_of(response: Any) -> list[int]:
    """Return the numbers of the rows that a page shows."""
    return [row.number for row in response.context["page"].sheet.rows]


def counts(response: Any) -> dict[str, int]:
    """Return how many rows each way to narrow has."""
    ways = response.context["page"].sheet.narrowings
    return {each.name: each.count for each in ways}


def with_a_bad_mark(row: int, column: int, mark: Value = "đạt?") -> bytes:
    """Return Ia H'Drai with a mark that says nothing, by place among the rows."""
    rows = [list(each) for each in three()]
    rows[row][column] = mark
    return workbook(rows)


@pytest.fixture
def long(db: None) -> ImportRun:
    """A kept file of 250 rows below two headings, each of its marks wrong."""
    return stored(
        [[1, True, [["Huyện A", "name"], ["", ""]]]]
        + [[n, n == 150, [[f"Xã {n}", "name"], ["?", "bad"]]] for n in range(2, 252)],
        errors=[f"C{n}" for n in range(2, 252) if n != 150],
    )


def test_rows_with_problems_are_shown_first(office: Client) -> None:
    response = shown(office, preview(office, with_a_bad_mark(2, 2)))
    assert response.context["page"].sheet.narrowed == "loi"
    assert rows_of(response) == [4, 6]
    assert counts(response) == {"loi": 1, "doi": 3, "tat-ca": 3}


def test_the_whole_table_is_shown_without_a_problem(office: Client) -> None:
    response = shown(office, preview(office, workbook(three())))
    assert response.context["page"].sheet.narrowed == "tat-ca"
    assert rows_of(response) == [4, 5, 6, 7]


@pytest.mark.parametrize(
    ("narrowed", "rows"),
    [("loi", [4, 6]), ("doi", [4, 7]), ("tat-ca", [4, 5, 6, 7])],
)
def test_rows_are_narrowed_and_keep_their_heading(
    office: Client, narrowed: str, rows: list[int]
) -> None:
    bring(workbook(three()))
    changed = [list(each) for each in three(third=(1, 2, 3))]
    changed[2][2] = "đạt?"
    response = shown(office, preview(office, workbook(changed)), hang=narrowed)
    assert rows_of(response) == rows
    headings = [r.number for r in response.context["page"].sheet.rows if r.is_heading]
    assert headings == [4]
    assert f'href="?hang={narrowed}#trang-tinh" aria-current="true"' in text(response)


@pytest.mark.parametrize("narrowed", ["khac", "", "<b>", "LOI"])
def test_a_narrowing_that_does_not_exist_is_none(office: Client, narrowed: str) -> None:
    run = preview(office, with_a_bad_mark(2, 2))
    response = shown(office, run, hang=narrowed, trang="chin")
    assert response.status_code == 200
    assert response.context["page"].sheet.narrowed == "loi"


def test_a_narrowing_without_rows_says_so(office: Client) -> None:
    response = shown(office, preview(office, workbook(three())), hang="loi")
    assert "Không có hàng nào như vậy." in text(response)
    assert counts(response)["loi"] == 0


def test_a_problem_above_the_table_narrows_nothing(office: Client) -> None:
    run = stored([[4, False, [["Xã", "name"], ["x", "met"]]]], errors=["C1", ""])
    response = shown(office, run)
    assert response.context["page"].sheet.narrowed == "tat-ca"
    assert counts(response) == {"loi": 0, "doi": 0, "tat-ca": 1}


def test_a_long_table_has_pages(office: Client, long: ImportRun) -> None:
    first, second, last = (shown(office, long, trang=n) for n in (1, 2, "99"))
    assert len(rows_of(first)) == len(rows_of(second)) == ROWS
    assert rows_of(first)[-1] + 1 == rows_of(second)[0]
    assert rows_of(last)[-1] == 251
    assert "Trang <b>1</b>/3" in text(first)


def test_a_page_of_narrowed_rows_leads_to_the_next_one(
    office: Client, long: ImportRun
) -> None:
    assert "?hang=tat-ca&amp;trang=2" in text(shown(office, long, hang="tat-ca"))


def test_errors_that_are_not_listed_are_counted(
    office: Client, long: ImportRun
) -> None:
    response = shown(office, long)
    page = response.context["page"]
    assert (len(page.errors), page.error_count, page.unlisted) == (LISTED, 249, 49)
    assert "249 lỗi" in text(response)
    assert "Còn 49 lỗi nữa không liệt kê ở đây" in text(response)


def test_equal_warnings_are_told_once_with_their_cells(office: Client) -> None:
    silent = [*three()[:1], *([None, each[1], *[None] * 20] for each in three()[1:])]
    run = preview(office, workbook(silent))
    (warned,) = shown(office, run).context["page"].warnings
    assert warned.cells == ("B5", "B6", "B7")
    assert text(shown(office, run)).count(warned.message) == 1


def test_cells_are_coloured_by_what_becomes_of_them(office: Client) -> None:
    bring(workbook(three()))
    changed = [list(each) for each in three(first=(1, 2, 3))]
    changed[2][2] = "đạt?"
    response = shown(office, preview(office, workbook(changed)), hang="tat-ca")
    css = {
        cell.address: cell.css.split()
        for row in response.context["page"].sheet.rows
        for cell in row.cells
    }
    assert "sua" in css["E5"]
    assert {"loi", "tu-choi"} <= {*css["C6"]}
    assert css["C7"] == ["x"]
    assert css["B7"] == ["ten"]


def test_a_cell_leads_to_the_problem_or_question_that_speaks_of_it(
    office: Client,
) -> None:
    rows = [list(each) for each in close_name()]
    rows[2][2] = "đạt?"
    page = text(shown(office, preview(office, workbook(rows))))
    for cell, anchor in (("B5", "hoi-B5"), ("C6", "loi-C6")):
        assert f'id="o-{cell}"><a href="#{anchor}">' in page
        assert f'id="{anchor}"' in page


def test_what_is_left_to_do_adds_up(office: Client) -> None:
    rows = [list(each) for each in close_name()]
    rows[2][2] = "đạt?"
    run = preview(office, workbook(rows))
    page = shown(office, run).context["page"]
    assert page.work == "1 lỗi phải sửa trong tệp và 1 câu hỏi cần trả lời"
    assert [each.cell for each in page.errors] == ["C6"]
    assert page.error_count + len(page.questions) == run.outcome["summary"]["errors"]


def test_names_above_their_columns_are_told_with_a_problem(office: Client) -> None:
    rows = [list(each) for each in three()[1:]]
    rows[1][3] = "đạt?"
    response = shown(office, preview(office, across(rows)))
    (told,) = response.context["page"].errors
    assert (told.cell, told.name) == ("D5", "Ia Dom")
    assert rows_of(response) == [3, 5]


def test_a_name_across_is_told_beside_its_own_problem(office: Client) -> None:
    rows = [*three()[1:], three()[2]]
    (told,) = shown(office, preview(office, across(rows))).context["page"].errors
    assert (told.cell, told.name) == ("F3", "Ia Dom")


def test_a_run_kept_before_all_this_still_shows(office: Client) -> None:
    run = stored([[4, False, [["Ia Đal", "name"], ["x", "met"]]]])
    assert not UNTOLD.keys() & run.outcome.keys()
    response = shown(office, run)
    page = response.context["page"]
    assert (page.questions, page.columns, page.sheets, page.samples) == ((), [], [], [])
    assert rows_of(response) == [4]
    assert "Nhập được." in text(response)


def test_the_same_file_is_told(office: Client) -> None:
    data = workbook(three())
    first = bring(data).run
    assert first is not None
    page = text(shown(office, preview(office, data)))
    assert "Tệp này đã được nhập ngày 10/04/2021" in page
    assert f"lần nhập số {first.pk}" in page
    assert "Không có gì thay đổi" in page


def test_a_file_of_duties_is_shown_as_prose(office: Client) -> None:
    run = preview(office, sample_bytes(DUTIES_2019), DUTIES)
    response = shown(office, run)
    page = text(response)
    assert response.context["page"].is_prose
    assert "nt-sheet-chu" in page
    assert "phân công đọc được" in page
    assert 'aria-label="Chú giải"' not in page


def test_a_file_of_indicators_is_shown_with_its_question(office: Client) -> None:
    page = text(shown(office, preview(office, close_indicator(), INDICATORS)))
    assert '<select class="nt-in" name="column:C"' in page
    assert '<select class="nt-in" name="column:D"' not in page
    assert 'name="column:D" value="4.2"' in page


def test_every_column_is_shown_as_what_it_was_taken_for(office: Client) -> None:
    for data, kind in (
        (unnamed_column(three()), RESULTS),
        (sample_bytes(RESULTS_2019), RESULTS),
        (close_indicator(), INDICATORS),
    ):
        page = ImportPage.of(preview(office, data, kind))
        assert page.columns
        assert {role for _, _, role in page.columns} <= dict(page.roles).keys()


def test_the_page_takes_the_same_queries_whatever_it_shows(
    office: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bring(workbook(three()))
    for data in (
        workbook(three()),
        in_old_letters(close_name()),
        edited(RESULTS_2019, {"G24": "đạt?", "B25": "Đắk Nhong"}),
        b"khong phai so tinh",
    ):
        run = preview(office, data)
        with django_assert_num_queries(PAGE_QUERIES):
            shown(office, run)
