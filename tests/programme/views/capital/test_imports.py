"""Files of capital: template, preview, all or nothing, history, undo."""

import io
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from programme.choices import CapitalState
from programme.models import CapitalImport, CapitalReport, CapitalRevision
from reports.choices import ImportState
from tests.programme.capital_world import (
    CELL,
    approved_capital,
    in_force,
    sent,
    stored,
    typed,
)
from tests.reports.review_world import FIRST, QUARTER, SECOND, SMALL, officer

pytestmark = pytest.mark.django_db
TABLE = f"/von/tai/{QUARTER}/"
OTHER = (FIRST, "whole", "debt")


def text(answer):
    return answer.content.decode()


def exported(client, query=""):
    return b"".join(client.get(f"{TABLE}{query}").streaming_content)


def filled(client, cells, query=""):
    """Return the form with amounts written: (sheet, row of the commune, column)."""
    book = load_workbook(io.BytesIO(exported(client, query)))
    for sheet, name, heading, value in cells:
        page = book[sheet]
        row = next(r for r in page.iter_rows() if r[1].value == name)[0].row
        head = next(
            c for r in page.iter_rows(max_row=9) for c in r if c.value == heading
        )
        page.cell(row, head.column).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


GOOD = [
    ("Kế hoạch", "Ia Đal", "NSTW – đầu tư phát triển", 5),
    ("Nợ đọng", "Ia Đal", "Không chia nguồn", 2.5),
]


def upload(client, data, **more):
    file = SimpleUploadedFile("von.xlsx", data)
    return client.post(
        "/von/nhap/", {"file": file, "period": QUARTER, "on": "19/03/2021", **more}
    )


def run():
    return CapitalImport.objects.get()


def apply(client):
    address = f"/von/nhap/{run().pk}/"
    mark = client.get(address).context["read"].stands_on
    return client.post(f"{address}ghi/", {"moc": mark})


def test_who_only_reads_does_not_find_the_imports(reader):
    assert reader.get("/von/nhap/").status_code == 404


def test_a_file_of_the_office_is_not_there_for_a_district(office, client):
    upload(office, filled(office, GOOD))
    client.force_login(officer())
    for below in ("", "tep/"):
        assert client.get(f"/von/nhap/{run().pk}/{below}").status_code == 404
    assert client.post(f"/von/nhap/{run().pk}/ghi/").status_code == 404


def test_a_file_of_the_office_becomes_approved_revisions(office):
    answer = upload(office, filled(office, GOOD))
    assert CapitalRevision.objects.count() == 0
    assert "<dd>2</dd>" in text(office.get(answer.url))
    apply(office)
    assert in_force() == {CELL: "5.000", OTHER: "2.500"}
    assert str(CapitalRevision.objects.get().approved_on) == "2021-03-19"
    assert CapitalReport.objects.get().state == CapitalState.APPROVED


def test_what_is_exported_comes_back_unchanged(office):
    approved_capital({CELL: "1234.567", OTHER: "0"})
    answer = upload(office, exported(office))
    page = office.get(answer.url).context["read"]
    assert (page.errors, page.changed_count, page.read_count) == ((), 0, 2)
    assert "không làm thay đổi số nào" in text(office.get(answer.url))
    assert apply(office).status_code == 409


def test_one_bad_cell_and_nothing_is_written(office):
    bad = [*GOOD, ("Phân bổ", "Ia Dom", "Ngân sách tỉnh", "nhiều")]
    html = text(office.get(upload(office, filled(office, bad)).url))
    assert "1 lỗi: chưa ghi ô nào" in html
    assert "Phân bổ" in html
    assert apply(office).status_code == 409
    assert CapitalRevision.objects.count() == 0


def test_a_refused_file_comes_back_marked_and_is_taken_once_corrected(office):
    bad = [*GOOD, ("Phân bổ", "Ia Dom", "Ngân sách tỉnh", "nhiều")]
    page = upload(office, filled(office, bad)).url
    assert f'href="{page}danh-dau/"' in text(office.get(page))
    answer = office.get(f"{page}danh-dau/")
    assert "đánh dấu lỗi.xlsx" in unquote(answer["Content-Disposition"])
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    (cell,) = [c for row in book["Phân bổ"].iter_rows() for c in row if c.comment]
    assert cell.value == "nhiều"
    assert "Không đọc được" in cell.comment.text
    assert cell.fill.fill_type == "solid"
    cell.value = 7
    stream = io.BytesIO()
    book.save(stream)
    run().delete()
    upload(office, stream.getvalue())
    apply(office)
    assert in_force()[FIRST, "whole", "debt"] == "2.500"
    assert in_force()[SECOND, "province", "allocated"] == "7.000"


def test_a_file_without_faults_or_of_another_has_no_marked_copy(office, client):
    page = upload(office, filled(office, GOOD)).url
    answer = office.get(f"{page}danh-dau/")
    assert answer.status_code == 409
    assert "không có lỗi nào để đánh dấu" in text(answer)
    upload(office, b"khong phai bang tinh")
    broken = f"/von/nhap/{CapitalImport.objects.latest('pk').pk}/"
    assert "danh-dau" not in text(office.get(broken))
    assert office.get(f"{broken}danh-dau/").status_code == 409
    client.force_login(officer())
    assert client.get(f"{page}danh-dau/").status_code == 404


def test_the_same_file_is_not_written_over_somebodys_work(office):
    sent({CELL: "9"})
    upload(office, filled(office, GOOD))
    assert "không nhập đè được" in text(apply(office))
    assert run().state == ImportState.PREVIEW


def test_what_moved_since_the_preview_is_looked_at_again(office):
    upload(office, filled(office, GOOD))
    mark = office.get(f"/von/nhap/{run().pk}/").context["read"].stands_on
    approved_capital({CELL: "1"})
    answer = office.post(f"/von/nhap/{run().pk}/ghi/", {"moc": mark})
    assert "đã đổi sau khi trang này mở" in text(answer)


def test_an_import_is_undone_with_a_reason_and_what_stood_holds_again(office):
    approved_capital({CELL: "1"})
    upload(office, filled(office, GOOD))
    apply(office)
    undo = f"/von/nhap/{run().pk}/hoan-tac/"
    assert office.post(undo, {"reason": ""}).status_code == 422
    office.post(undo, {"reason": "Nhầm tệp"})
    assert in_force() == {CELL: "1.000"}
    assert (run().state, run().undo_reason) == (ImportState.UNDONE, "Nhầm tệp")
    assert office.post(undo, {"reason": "Lần nữa"}).status_code == 409


def test_a_later_revision_keeps_an_import_from_being_undone(office):
    upload(office, filled(office, GOOD))
    apply(office)
    approved_capital({CELL: "7"})
    answer = office.post(f"/von/nhap/{run().pk}/hoan-tac/", {"reason": "Nhầm"})
    assert "đã có bản vốn sau lần nhập này" in text(answer)


def test_after_the_only_revision_is_taken_back_the_sheet_is_a_draft_again(office):
    upload(office, filled(office, GOOD))
    apply(office)
    office.post(f"/von/nhap/{run().pk}/hoan-tac/", {"reason": "Nhầm"})
    assert CapitalReport.objects.get().state == CapitalState.DRAFT


def test_a_districts_file_fills_its_own_sheet_and_approves_nothing(district):
    typed({CELL: ("1", None)})
    query = f"?huyen={SMALL}"
    upload(district, filled(district, GOOD, query))
    apply(district)
    assert stored() == {CELL: "5.000", OTHER: "2.500"}
    assert CapitalRevision.objects.count() == 0
    district.post(f"/von/nhap/{run().pk}/hoan-tac/", {"reason": "Nhầm"})
    assert stored() == {CELL: "1.000"}


def test_a_cell_that_moved_since_keeps_a_districts_file_from_being_undone(district):
    upload(district, filled(district, GOOD, f"?huyen={SMALL}"))
    apply(district)
    typed({CELL: ("8", "5")})
    answer = district.post(f"/von/nhap/{run().pk}/hoan-tac/", {"reason": "Nhầm"})
    assert "đã được sửa sau đó" in text(answer)
    assert stored() == {CELL: "8.000", OTHER: "2.500"}


def test_a_reader_gets_what_is_approved_and_no_draft(reader):
    approved_capital({CELL: "4"})
    typed_book = load_workbook(io.BytesIO(exported(reader, f"?huyen={SMALL}")))
    values = {c.value for row in typed_book["Kế hoạch"].iter_rows() for c in row}
    assert 4 in values
    assert reader.get(f"{TABLE}?huyen=999").status_code == 404


def test_a_file_is_asked_for_and_days_to_come_are_refused(office):
    html = text(office.post("/von/nhap/", {"period": "x", "on": "20/03/2031"}))
    for words in ("Hãy chọn tệp cần nhập.", "Không có kỳ này.", "không được sau"):
        assert words in html


def test_a_day_before_the_quarter_began_is_refused(office):
    answer = upload(office, filled(office, GOOD), on="31/12/2020")
    assert answer.status_code == 422
    assert "trước khi Quý I/2021 bắt đầu (01/01/2021)" in text(answer)
    assert not CapitalImport.objects.exists()


def test_the_file_is_given_back_byte_for_byte(office):
    data = filled(office, GOOD)
    upload(office, data)
    answer = office.get(f"/von/nhap/{run().pk}/tep/")
    assert b"".join(answer.streaming_content) == data


def test_the_number_of_queries_is_fixed(office, django_assert_num_queries):
    address = upload(office, filled(office, GOOD)).url
    with django_assert_num_queries(13):
        office.get(address)
    with django_assert_num_queries(7):
        office.get("/von/nhap/")
