"""The upload form, and what it does not take."""

import io

import pytest
import xlwt
from django.test import Client, override_settings

from reports.models import ImportRun
from tests.reports.importing.files import three, workbook
from tests.reports.views.imports.acts import LIST, preview, text, upload


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"file": ""}, "Hãy chọn tệp cần nhập."),
        ({"kind": "khac"}, "Không có loại bảng này."),
        ({"period": "2021Q4"}, "Không có kỳ này."),
        ({"on": "16/04/2021"}, "Ngày không được sau hôm nay, 15/04/2021."),
        ({"on": "hôm qua"}, "Hãy ghi một ngày có thật, theo dạng 31/12/2020."),
        ({"on": ""}, "Hãy chọn ngày."),
        ({"sheet": "x" * 61}, "Tên trang tính dài quá 60 ký tự."),
    ],
)
def test_a_wrong_form_is_explained(
    office: Client, said: dict[str, str], word: str
) -> None:
    response = upload(office, workbook(three()), **said)
    assert response.status_code == 422
    assert word in text(response)
    assert not ImportRun.objects.exists()


@override_settings(UPLOAD_MAX_BYTES=1024 * 1024)
def test_a_file_that_is_too_large_is_not_kept(office: Client) -> None:
    response = upload(office, b"x" * (1024 * 1024 + 1))
    assert "Tệp lớn hơn 1 MB." in text(response)
    assert not ImportRun.objects.exists()


def test_a_file_that_is_no_workbook_is_explained(office: Client) -> None:
    response = upload(office, b"khong phai so tinh")
    assert response.status_code == 200
    assert "không phải là sổ tính Excel" in text(response)


def test_a_file_that_could_not_be_read_claims_no_encoding(office: Client) -> None:
    page = text(upload(office, b"khong phai so tinh"))
    assert "Ngày duyệt" in page
    assert "Bảng mã" not in page


def test_the_chosen_quarter_is_held_against_the_title(office: Client) -> None:
    assert "khác kỳ được chọn" in text(
        upload(office, workbook(three()), period="2020Q4")
    )


def test_illustrations_are_marked_only_while_developing(office: Client) -> None:
    assert 'name="is_demo"' not in text(office.get(LIST))
    with override_settings(DEBUG=True):
        assert 'name="is_demo"' in text(office.get(LIST))
        run = preview(office, workbook(three()), is_demo="on")
    assert run.is_demo


def test_characters_that_no_database_takes_are_no_failure(office: Client) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu")
    sheet.write(0, 0, "Kết quả Quý I năm 2021")
    sheet.write(1, 1, "x\0")
    stream = io.BytesIO()
    book.save(stream)
    assert upload(office, stream.getvalue()).status_code == 200
    assert ImportRun.objects.count() == 1
