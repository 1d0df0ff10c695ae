"""Files of tables on their pages: previewed, taken, undone, given out."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from communes.models import Cooperative
from programme.models import (
    TableRun,
)
from tests.programme.register_world import (
    OTHER,
    cooperative,
    officer,
    signed_in,
)

pytestmark = pytest.mark.django_db
BOOK = (
    "Huyện;Xã;Tên hợp tác xã;Loại;Theo Luật HTX năm 2012\n"
    "Đắk Glei;23344;HTX Mới;Nông nghiệp;Có\n"
)


def upload(client, text=BOOK, where="/hop-tac-xa/nhap/", name="a.csv"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(where, {"file": file}, follow=True)


def test_a_file_is_previewed_taken_and_undone(client):
    signed_in(client, officer())
    shown = upload(client)
    assert "Tệp đọc được cả." in shown.content.decode()
    assert not Cooperative.objects.exists()
    run = TableRun.objects.get()
    taken = client.post(f"/hop-tac-xa/nhap/{run.pk}/ap-dung/", follow=True)
    assert "thêm 1, sửa 0, không đổi 0" in taken.content.decode()
    again = client.post(f"/hop-tac-xa/nhap/{run.pk}/ap-dung/", follow=True)
    assert "Tệp này đã nhập rồi." in again.content.decode()
    undone = client.post(f"/hop-tac-xa/nhap/{run.pk}/hoan-tac/", follow=True)
    assert "Đã hoàn tác" in undone.content.decode()
    assert not Cooperative.objects.exists()
    twice = client.post(f"/hop-tac-xa/nhap/{run.pk}/hoan-tac/", follow=True)
    assert "đã hoàn tác, hoặc chưa nhập" in twice.content.decode()


def test_a_file_with_a_bad_cell_names_it_and_cannot_be_taken(client):
    signed_in(client, officer())
    shown = upload(client, BOOK.replace("Nông nghiệp", "Gì đó"))
    html = shown.content.decode()
    assert "D2" in html
    assert "không có trong danh sách: Nông nghiệp, Phi nông nghiệp" in html
    run = TableRun.objects.get()
    client.post(f"/hop-tac-xa/nhap/{run.pk}/ap-dung/")
    assert not Cooperative.objects.exists()


def test_a_file_of_another_person_is_not_found(client):
    upload(signed_in(client, officer()))
    run = TableRun.objects.get()
    signed_in(client, officer(OTHER))
    for below in ("", "ap-dung/", "hoan-tac/"):
        where = f"/hop-tac-xa/nhap/{run.pk}/{below}"
        assert client.post(where).status_code in (404, 405)
    assert client.get(f"/hop-tac-xa/nhap/{run.pk}/").status_code == 404
    assert client.get(f"/thon/nhap/{run.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_file_that_is_no_workbook_is_named(client, name):
    signed_in(client, officer())
    shown = upload(client, "không phải bảng", name=name)
    assert "lỗi, chưa nhận được" in shown.content.decode()
    nothing = client.post("/hop-tac-xa/nhap/")
    assert "Hãy chọn một tệp." in nothing.content.decode()


def test_the_form_and_the_export_come_back(client):
    cooperative(founded_on=dt.date(2015, 5, 1))
    signed_in(client, officer())
    for file in ("mau", "xuat"):
        answer = client.get(f"/hop-tac-xa/{file}.xlsx")
        data = b"".join(answer.streaming_content)
        book = io.BytesIO(data)
        book.name = f"{file}.xlsx"
        page = client.post("/hop-tac-xa/nhap/", {"file": book}, follow=True)
        html = page.content.decode()
        assert ("Bảng không có hàng nào." in html) is (file == "mau")
    assert "<div><dt>không đổi</dt><dd>1</dd></div>" in html
