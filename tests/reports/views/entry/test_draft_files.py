"""A workbook brought into the draft of a report, through its preview."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from reports.choices import Door
from reports.models import Report, ResultChange, Revision
from tests.reports.importing.files import commune, three, workbook
from tests.reports.importing.files import district as rows_of
from tests.reports.review_world import FIRST, MET, SECOND, drafted, officer
from tests.reports.views.entry.addresses import PAGE, said, stored, text
from tests.reports.views.entry.draft_acts import FILE, FILL, fill, posted_by, upload


def test_a_file_fills_the_draft_and_approves_nothing(district: Client) -> None:
    response = fill(district, workbook(three(first=(1, 2), second=(), third=())))
    assert stored() == {(FIRST, 2, "met")}
    assert said(response) == [
        "Đã nạp 1 ô thay đổi từ tệp vào bản nháp; chưa gửi, chưa duyệt ô nào."
    ]
    assert response.redirect_chain == [(PAGE, 302)]
    assert Report.objects.get().state == "draft"
    assert Revision.objects.count() == 1


def test_a_quarter_begun_from_a_file_follows_the_quarter_before(
    district: Client,
) -> None:
    response = fill(district, workbook(three(first=(1, 2), second=(), third=())))
    assert response.context["grid"].moved == ()
    assert Report.objects.get().base == Revision.objects.get()


def test_every_filled_cell_is_in_the_log(district: Client) -> None:
    fill(district, workbook(three(first=(1, 2), second=(), third=())))
    change = ResultChange.objects.get()
    assert (change.before, change.after) == ("unmet", "met")
    assert change.by == officer()


def test_looking_at_a_file_writes_nothing(district: Client) -> None:
    response = upload(district, workbook(three(first=(2,))))
    assert response.status_code == 200
    assert not Report.objects.exists()


def test_the_preview_counts_blanks_and_names_what_they_erase(district: Client) -> None:
    page = text(upload(district, workbook(rows_of(commune("Ia Đal", (2,))))))
    assert "18</b> ô chưa đạt, trong đó 18 ô để trống" in page
    assert "1 ô đang đạt sẽ mất dấu đạt vì để trống:</b> Ia Đal 1 (C5)." in page
    assert "2 xã không có trong tệp, giữ nguyên bản nháp:</b> Ia Dom, Ia Tơi." in page


def test_one_bad_cell_refuses_the_whole_file(district: Client) -> None:
    row = commune("Ia Đal", (2,))
    row[6] = "2109"
    response = upload(district, workbook(rows_of(row)))
    page = text(response)
    assert response.status_code == 422
    assert "Chưa nạp ô nào: 1 lỗi." in page
    assert "5. Trường học" in page
    assert "<b>2109</b>" in page
    assert 'class="nt-act"' not in page


def test_a_file_that_changes_nothing_has_nothing_to_bring_in(district: Client) -> None:
    page = text(upload(district, workbook(three(first=(1,), second=(), third=()))))
    assert "Tệp giống hệt bản nháp: không có ô nào thay đổi." in page
    assert 'class="nt-act"' not in page


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (None, "Hãy chọn tệp cần nhập."),
        (b"", "Tệp rỗng, không có dữ liệu."),
        (b"khong phai so tinh", "không phải là sổ tính Excel"),
        (b"x" * 2048, "không phải là sổ tính Excel"),
    ],
)
def test_what_is_no_file_to_read_is_explained(
    district: Client, data: bytes | None, word: str
) -> None:
    drafted({(FIRST, 2): MET})
    file = SimpleUploadedFile("bieu.xlsx", data) if data is not None else ""
    response = district.post(FILE, {"file": file, "sheet": ""})
    assert response.status_code == 422
    assert word in text(response)
    assert stored() == {(FIRST, 2, "met")}


@override_settings(UPLOAD_MAX_BYTES=1024 * 1024)
def test_a_file_that_is_too_large_is_explained(district: Client) -> None:
    response = upload(district, b"x" * (1024 * 1024 + 1))
    assert response.status_code == 422
    assert "Tệp lớn hơn 1 MB." in text(response)


def test_the_log_says_that_a_change_came_from_a_file(district: Client) -> None:
    fill(district, workbook(three(first=(1, 2), second=(), third=())))
    assert ResultChange.objects.get().door == Door.FILE


def test_the_page_without_a_file_asks_for_one(district: Client) -> None:
    response = district.get(FILE)
    assert response.status_code == 200
    assert 'enctype="multipart/form-data"' in text(response)


def test_a_draft_that_changed_meanwhile_is_not_written_over(district: Client) -> None:
    preview = upload(district, workbook(three(first=(1, 2), second=(), third=())))
    drafted({(SECOND, 7): MET})
    response = district.post(FILL, posted_by(preview), follow=True)
    assert said(response) == [
        "Bản nháp vừa được sửa ở 1 ô sau khi xem trước tệp: chưa nạp ô nào. Hãy nạp "
        "lại tệp để xem lại."
    ]
    assert response.redirect_chain == [(FILE, 302)]
    assert stored() == {(SECOND, 7, "met")}


def test_a_change_of_a_commune_that_is_not_in_the_file_is_no_matter(
    district: Client,
) -> None:
    preview = upload(district, workbook(rows_of(commune("Ia Đal", (1, 2)))))
    drafted({(SECOND, 7): MET})
    district.post(FILL, posted_by(preview))
    assert stored() == {(FIRST, 2, "met"), (SECOND, 7, "met")}
