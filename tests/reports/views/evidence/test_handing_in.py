"""Files handed in on a cell's page: taken, or refused in words with nothing left."""

import unicodedata

import pytest
from django.test import Client

from reports.models import Evidence, Report
from tests import handed_in
from tests.handed_in import docx_file, picture, with_parts, xlsx_file
from tests.reports.evidence_world import (
    ADD,
    CELL_PAGE,
    FRAGMENT,
    files_on_disk,
    one_file,
    upload,
)
from tests.reports.review_world import FIRST, MET, officer, submitted
from tests.reports.views.entry.addresses import said, text

LONG = "Biên bản " * 40 + ".pdf"


def names() -> list[str]:
    return list(Evidence.objects.current().values_list("name", flat=True))


def refused(client: Client, *files: object, status: int = 422) -> str:
    """Hand in files that are refused, and return the page that says so."""
    response = client.post(ADD, {"uploads": files})
    assert response.status_code == status
    assert not Evidence.objects.exists()
    assert not Report.objects.exists()
    assert files_on_disk() == []
    return text(response)


def test_several_files_of_every_kind_are_taken_at_once(district):
    files = [
        upload("quyet-dinh.pdf"),
        upload("bien-ban.docx", docx_file()),
        upload("ho-ngheo.xlsx", xlsx_file()),
        upload("duong.jpg", picture("JPEG")),
        upload("cau.png", picture("PNG")),
    ]
    response = district.post(ADD, {"uploads": files})
    assert response["Location"] == f"{CELL_PAGE}#minh-chung"
    assert names() == [file.name for file in files]
    assert said(district.get(CELL_PAGE)) == ["Đã lưu 5 tệp minh chứng."]


def test_the_script_gets_the_part_anew(district):
    response = district.post(ADD, {"uploads": upload("a.pdf")}, headers=FRAGMENT)
    assert response.status_code == 200
    assert "<html" not in text(response)
    assert "a.pdf" in text(response)


def test_a_link_to_the_act_leads_to_the_files(district):
    assert district.get(ADD)["Location"] == f"{CELL_PAGE}#minh-chung"


def test_the_same_file_again_is_said(district):
    one_file("a.pdf")
    district.post(ADD, {"uploads": upload("a.pdf")})
    assert names() == ["a.pdf"]
    assert said(district.get(CELL_PAGE)) == [
        "Tệp “a.pdf” giống hệt một tệp đã có ở ô này, không lưu thêm."
    ]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("bao-cao.pdf", handed_in.EXE, "là một chương trình"),
        ("rong.pdf", b"", "rỗng"),
        ("cut.jpg", picture("JPEG", (400, 300))[:-4000], "bị cắt cụt"),
        (
            "bom.docx",
            with_parts(docx_file(), {"word/x.xml": bytes(30 * 1024 * 1024)}),
            "giải nén ra lớn bất thường",
        ),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(district, name, data, why):
    page = refused(district, upload(name, data))
    assert f"Tệp “{name}” " in page
    assert why in page


def test_one_bad_file_keeps_the_others_out(district):
    page = refused(
        district,
        upload("tot.pdf"),
        upload("xau.pdf", handed_in.EXE),
        upload("rong.png", b""),
    )
    assert "Tệp “xau.pdf” " in page
    assert "Tệp “rong.png” " in page
    assert "“tot.pdf”" not in page
    assert "Các tệp còn lại không sao" in page


def test_a_large_file_is_refused_before_it_is_read(district, settings):
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    page = refused(district, upload("to.pdf", handed_in.PDF + bytes(1024 * 1024)))
    assert "Tệp “to.pdf” lớn hơn 1 MB" in page


def test_what_is_larger_than_any_form_is_not_read_at_all(district, settings):
    settings.REQUEST_MAX_BYTES = 1024
    response = district.post(ADD, {"uploads": upload("to.pdf", bytes(2048))})
    assert response.status_code == 413
    assert files_on_disk() == []


def test_more_files_than_a_cell_takes_are_counted(district, settings):
    settings.EVIDENCE_MAX_FILES = 2
    page = refused(district, *(upload(f"{n}.pdf") for n in range(3)))
    assert "nhiều nhất 2 tệp; đang chọn 3 tệp" in page


@pytest.mark.parametrize("sent", [{}, {"uploads": "a.pdf"}])
def test_sending_without_a_file_says_so(district, sent):
    response = district.post(ADD, sent)
    assert response.status_code == 422
    assert "Hãy chọn tệp trước khi gửi." in text(response)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/Quyết định.pdf", "Quyết định.pdf"),
        (unicodedata.normalize("NFD", "Nghiệm thu.pdf"), "Nghiệm thu.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
    ],
)
def test_a_name_is_kept_for_people_alone(district, given, kept):
    district.post(ADD, {"uploads": upload(given)})
    assert names() == [kept]
    stored = Evidence.objects.get().file.name
    assert stored.startswith("bao-cao/2021/03/")
    assert stored.isascii()


def test_a_very_long_name_is_cut_before_its_ending(district):
    district.post(ADD, {"uploads": upload(LONG)})
    (name,) = names()
    assert len(name) <= 200
    assert name.endswith(".pdf")


def test_a_report_that_was_sent_takes_no_file(district):
    submitted({(FIRST, 1): MET})
    response = district.post(ADD, {"uploads": upload()})
    assert response.status_code == 409
    assert "Khóa vì đã gửi" in text(response)
    assert files_on_disk() == []


def test_another_district_finds_no_cell(client):
    client.force_login(officer("610"))
    assert client.post(ADD, {"uploads": upload()}).status_code == 404
    assert files_on_disk() == []
