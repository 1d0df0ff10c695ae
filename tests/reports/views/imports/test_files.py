"""The file of an import given back: as it came, and with its bad cells marked."""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from reports.models import ImportRun
from tests.reports.importing.files import (
    CRITERIA,
    RESULTS,
    TITLE,
    Line,
    bring,
    commune,
    district,
    one_cell,
    three,
    workbook,
)
from tests.reports.importing.tables.layout_files import FORMATS, Book, plain
from tests.reports.review_world import officer
from tests.reports.views.imports.acts import LIST, act, preview, text

HEADER: tuple[Line, ...] = (
    [TITLE],
    ["TT", "Huyện, xã", *CRITERIA.values(), "Tổng số tiêu chí đạt"],
    [None, None, *CRITERIA],
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bad(value: str = "đạt?", first: str = "Ia Đal") -> list[Line]:
    """Return the rows of a district; the mark in G5 is none."""
    line = commune(first)
    line[6] = value
    return [*district(line), *three()[2:]]


def named(office: Client, name: str, data: bytes) -> ImportRun:
    """Upload a file under a name."""
    file = SimpleUploadedFile(name, data)
    office.post(
        LIST,
        {"file": file, "kind": RESULTS, "period": "", "on": "10/04/2021", "sheet": ""},
    )
    return ImportRun.objects.latest("pk")


def table(rows: list[Line]) -> Book:
    return Book([list(line) for line in (*HEADER, *rows)])


def semicolons(book: Book) -> bytes:
    return plain(book, ";")


def original(client: Client, run: ImportRun) -> Any:
    return client.get(f"{LIST}{run.pk}/tep/")


def marked(client: Client, run: ImportRun) -> Any:
    return client.get(f"{LIST}{run.pk}/tep-danh-dau/")


def body(response: Any) -> bytes:
    assert response.status_code == 200, text(response)
    return b"".join(response)


def opened(response: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(body(response)))


def test_the_original_is_given_back_byte_for_byte(office: Client) -> None:
    data = workbook(three())
    assert body(original(office, preview(office, data))) == data


def test_the_original_is_there_after_it_was_applied_and_undone(office: Client) -> None:
    data = workbook(three())
    run = preview(office, data)
    act(office, run, "nhap")
    act(office, run, "hoan-tac", reason="nhầm quý")
    assert body(original(office, run)) == data


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bieu.xlsx", XLSX),
        ("BIEU.XLS", "application/vnd.ms-excel"),
        ("bieu.html", "application/octet-stream"),
        ("bieu", "application/octet-stream"),
    ],
)
def test_a_browser_saves_the_original_and_never_shows_it(
    office: Client, name: str, kind: str
) -> None:
    response = original(office, named(office, name, b"<script>alert(1)</script>"))
    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_names_keep_their_vietnamese_letters(office: Client) -> None:
    run = named(office, 'Biểu "Quý I" Đắk Hà.xls.xlsx', workbook(bad()))
    names = [
        unquote(answer.headers["Content-Disposition"].split("filename*=utf-8''")[1])
        for answer in (original(office, run), marked(office, run))
    ]
    assert names == [run.file_name, f"{run.file_name[:-5]} - đánh dấu lỗi.xlsx"]
    assert "Đắk Hà" in names[0]


def test_a_name_cannot_add_a_header(office: Client) -> None:
    run = named(office, "bieu.xlsx", workbook(three()))
    ImportRun.objects.filter(pk=run.pk).update(file_name="a\r\nX-Ai: b\u202e.xlsx")
    said = original(office, run).headers["Content-Disposition"]
    assert "\n" not in said
    assert said == 'attachment; filename="aX-Ai: b.xlsx"'


def test_the_marked_file_shows_the_bad_cell_and_lists_it(office: Client) -> None:
    response = marked(office, preview(office, workbook(bad())))
    assert response.headers["Content-Type"] == XLSX
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    book = opened(response)
    assert book.sheetnames == ["Lỗi cần sửa", "Biểu"]
    assert book["Biểu"]["G5"].comment.text == book.worksheets[0]["D5"].value
    where, header, value, _ = (x.value for x in book.worksheets[0][5])
    assert (where, value) == ("G5", "đạt?")
    assert header.endswith(f"5. {CRITERIA[5]}")


def test_what_names_no_cell_is_only_listed(office: Client) -> None:
    title = "KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ"
    book = opened(marked(office, preview(office, workbook(three(), title=title))))
    lines = list(book.worksheets[0].iter_rows(min_row=5, values_only=True))
    assert [line[0] for line in lines] == ["cả tệp"]
    assert "quý" in str(lines[0][3])


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("bieu.xls", FORMATS["xls"]),
        ("bieu.ods", FORMATS["ods"]),
        ("bieu.csv", semicolons),
    ],
)
def test_any_other_file_is_marked_as_a_new_workbook(
    office: Client, name: str, write: Callable[[Book], bytes]
) -> None:
    response = marked(office, named(office, name, write(table(bad()))))
    assert response.headers["Content-Disposition"].endswith(".xlsx")
    sheet = opened(response).worksheets[1]
    assert sheet["G5"].value == "đạt?"
    assert sheet["G5"].comment is not None


@pytest.mark.parametrize("value", ["=1+1", "+1+1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_what_somebody_typed_never_becomes_a_formula(
    office: Client, value: str
) -> None:
    run = named(office, "bieu.csv", semicolons(table(bad(value))))
    book = opened(marked(office, run))
    cells = [x for sheet in book for line in sheet.iter_rows() for x in line]
    assert {x.data_type for x in cells if x.value == value} == {"s"}
    assert not [x for x in cells if x.data_type == "f"]


def test_a_marked_file_that_was_corrected_is_taken(office: Client) -> None:
    book = opened(marked(office, preview(office, workbook(bad()))))
    book["Biểu"]["G5"].value = None
    stream = io.BytesIO()
    book.save(stream)
    run = preview(office, stream.getvalue())
    assert run.outcome["reading"]["errors"] == []
    assert run.sheet == "Biểu"
    act(office, run, "nhap")
    run.refresh_from_db()
    assert run.state == "applied"


def test_a_marked_file_that_was_half_corrected_has_only_the_rest(
    office: Client,
) -> None:
    line = commune("Ia Đal")
    line[6] = line[7] = "?!"
    rows = [*district(line), *three()[2:]]
    book = opened(marked(office, preview(office, workbook(rows))))
    book["Biểu"]["G5"].value = None
    stream = io.BytesIO()
    book.save(stream)
    again = opened(marked(office, preview(office, stream.getvalue())))
    assert again.sheetnames == ["Lỗi cần sửa", "Biểu"]
    assert again["Biểu"]["G5"].comment is None
    assert again["Biểu"]["H5"].comment is not None
    assert again.worksheets[0].max_row == 5


def test_a_file_without_an_error_has_nothing_to_mark(office: Client) -> None:
    response = marked(office, preview(office, workbook(three())))
    assert response.status_code == 409
    assert "Tệp này không có lỗi nào để đánh dấu." in text(response)
    assert "Tải tệp gốc" in text(response)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"khong phai so tinh", "không phải là sổ tính Excel"),
        (one_cell("x")[:300], "Tệp"),
    ],
    ids=["no workbook", "broken"],
)
def test_what_cannot_be_read_cannot_be_marked_and_the_page_says_why(
    office: Client, data: bytes, why: str
) -> None:
    run = preview(office, data)
    response = marked(office, run)
    assert response.status_code == 409
    assert "Không có tệp đã đánh dấu lỗi" in text(response)
    assert why in text(response)
    assert body(original(office, run)) == data


def test_a_file_over_the_limits_of_today_is_not_marked(office: Client) -> None:
    run = preview(office, workbook(bad()))
    with override_settings(IMPORT_MAX_CELLS=10):
        response = marked(office, run)
    assert response.status_code == 409
    assert "Không có tệp đã đánh dấu lỗi" in text(response)


def test_for_a_district_the_files_do_not_exist(client: Client, db: None) -> None:
    run = bring(workbook(three())).run
    assert run is not None
    client.force_login(officer())
    assert original(client, run).status_code == 404
    assert marked(client, run).status_code == 404


def test_a_stranger_is_sent_to_sign_in(client: Client, db: None) -> None:
    run = bring(workbook(three())).run
    assert run is not None
    for answer in (original(client, run), marked(client, run)):
        assert answer.headers["Location"].startswith("/dang-nhap/?next=")


def test_a_run_that_is_not_there_has_no_file(office: Client) -> None:
    assert office.get(f"{LIST}987654/tep/").status_code == 404
    assert office.get(f"{LIST}987654/tep-danh-dau/").status_code == 404


def test_the_files_are_only_read(office: Client) -> None:
    run = preview(office, workbook(bad()))
    assert office.post(f"{LIST}{run.pk}/tep/").status_code == 405
    assert office.post(f"{LIST}{run.pk}/tep-danh-dau/").status_code == 405


def test_both_take_the_same_queries_for_any_file(
    office: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = preview(office, workbook(bad()))
    many = preview(office, workbook([commune(f"Xã {n}") for n in range(40)]))
    for run in (one, many):
        with django_assert_num_queries(3):
            body(original(office, run))
        with django_assert_num_queries(3):
            body(marked(office, run))
