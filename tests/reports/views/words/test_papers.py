"""The signed paper: scans handed in, kept, and given to whoever may see the report."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from reports.models import Report, SignedPaper
from reports.services.workflow import close_quarter
from tests import handed_in
from tests.reports.review_world import (
    AT,
    QUARTER,
    officer,
    open_quarter,
    reviewer,
    submitted,
)
from tests.reports.views.entry.addresses import said, text
from tests.reports.views.words.acts import DOCX, PAPERS, WORDS, send_paper


def test_a_scan_is_kept_with_what_stands_on_the_paper(
    district: Client, media: Path
) -> None:
    response = send_paper(district, number=" 15 /BC-UBND ")
    paper = SignedPaper.objects.get()
    assert said(response) == ["Đã nhận bản quét báo cáo giấy."]
    assert (paper.number, paper.signer) == ("15 /BC-UBND", "Nguyễn Văn A")
    assert f"{paper.signed_on:%d/%m/%Y}" == "19/03/2021"
    assert media in Path(paper.file.path).parents


def test_the_last_scan_counts_and_the_ones_before_stay(district: Client) -> None:
    send_paper(district)
    page = text(send_paper(district, number="16/BC-UBND"))
    assert SignedPaper.objects.count() == 2
    assert page.index("16/BC-UBND") < page.index("bản được tính")
    assert page.index("bản được tính") < page.index("15/BC-UBND")


def test_a_scan_may_follow_after_the_report_was_sent(district: Client) -> None:
    submitted({})
    send_paper(district)
    assert SignedPaper.objects.exists()


def test_a_quarter_that_was_never_opened_takes_no_scan(
    district: Client, media: Path
) -> None:
    open_quarter(due_on=None)
    response = send_paper(district)
    assert said(response) == ["Quý I/2021 chưa mở nên chưa nhận báo cáo giấy."]
    assert not Report.objects.exists()
    assert list(media.rglob("*.pdf")) == []


def test_a_closed_quarter_takes_no_scan(district: Client, media: Path) -> None:
    close_quarter(quarter_code=QUARTER, by=reviewer(), at=AT)
    response = send_paper(district)
    assert "đã khóa kỳ" in said(response)[0]
    assert "Gửi bản quét" not in text(response)
    assert list(media.rglob("*.pdf")) == []


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"signed_on": "21/03/2021"}, "không được sau hôm nay, 20/03/2021"),
        ({"signed_on": "31/12/2020"}, "không được trước khi Quý I/2021 bắt đầu"),
        ({"signed_on": "30/02/2021"}, "một ngày có thật"),
        ({"number": "x" * 41}, "dài quá 40 ký tự"),
        ({"signer": " "}, "Hãy ghi tên người ký."),
        ({"upload": ""}, "Hãy chọn tệp bản quét."),
    ],
)
def test_what_is_wrong_with_the_paper_is_said_at_its_field(
    district: Client, changed: dict[str, str], word: str
) -> None:
    response = send_paper(district, **changed)
    assert response.status_code == 422
    assert word in text(response)
    assert not SignedPaper.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("bao-cao.pdf", handed_in.EXE, "là một chương trình"),
        ("a.docx", handed_in.docx_file(), "ở đây chỉ nhận .pdf, .jpg, .jpeg, .png"),
    ],
)
def test_a_file_that_is_no_scan_is_refused(
    district: Client, media: Path, name: str, data: bytes, word: str
) -> None:
    response = send_paper(district, upload=SimpleUploadedFile(name, data))
    assert response.status_code == 422
    assert word in text(response)
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_a_scan_that_is_too_large_is_refused(
    district: Client, settings: LazySettings
) -> None:
    settings.EVIDENCE_MAX_BYTES = 10
    assert "lớn hơn 0 MB" in text(send_paper(district))
    assert not SignedPaper.objects.exists()


def test_a_scan_is_given_out_as_a_file_and_nothing_else(district: Client) -> None:
    send_paper(district)
    response = district.get(f"{PAPERS}{SignedPaper.objects.get().pk}/")
    assert b"".join(response.streaming_content) == handed_in.PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_a_scan_lost_on_the_server_is_told(district: Client) -> None:
    send_paper(district)
    paper = SignedPaper.objects.get()
    Path(paper.file.path).unlink()
    answer = district.get(f"{PAPERS}{paper.pk}/", follow=True)
    assert "không còn trên máy chủ" in text(answer)


def test_to_everybody_else_there_is_no_scan(district: Client) -> None:
    send_paper(district)
    address = f"{PAPERS}{SignedPaper.objects.get().pk}/"
    agency = Agency.objects.first()
    strangers = [
        officer("610"),
        User.objects.create(username="ld", role=Role.LEADER),
        User.objects.create(username="so", role=Role.DEPARTMENT, agency=agency),
    ]
    for stranger in strangers:
        district.force_login(stranger)
        assert district.get(address).status_code == 404
        assert district.get(DOCX).status_code == 404
        assert send_paper(district).status_code == 404
    assert SignedPaper.objects.count() == 1


def test_a_scan_is_not_found_under_the_address_of_another_report(
    district: Client,
) -> None:
    send_paper(district)
    open_quarter("2020Q4")
    number = SignedPaper.objects.get().pk
    assert district.get(f"/bao-cao/2020Q4/618/loi/to-ky/{number}/").status_code == 404


def test_asked_by_get_the_address_leads_to_the_form(district: Client) -> None:
    assert district.get(PAPERS).headers["Location"] == f"{WORDS}#to-ky"
