"""The Word report as a download: before and after sending, for its own people."""

import io
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings
from django.test import Client

from tests.reports.review_world import FIRST, MET, officer, submitted
from tests.reports.views.entry.addresses import said
from tests.reports.views.words.acts import DOCX, WORDS, save

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_the_report_is_there_before_and_after_it_is_sent(district: Client) -> None:
    save(district, highlights="Xong cầu treo")
    for word in ("Bản nháp – chưa gửi", "Đã gửi ngày 20/03/2021, chưa duyệt"):
        response = district.get(DOCX)
        assert response["Content-Type"] == TYPE
        assert response["Content-Disposition"] == (
            'attachment; filename="bao-cao-618-2021Q1.docx"'
        )
        paper = docx.Document(io.BytesIO(b"".join(response.streaming_content)))
        found = [paragraph.text for paragraph in paper.paragraphs]
        assert word in found
        assert "Xong cầu treo" in found
        if word.startswith("Bản nháp"):
            submitted({(FIRST, 2): MET})


def test_a_template_that_cannot_be_used_leads_back_with_the_reason(
    district: Client, settings: LazySettings, tmp_path: Path
) -> None:
    settings.REPORT_TEMPLATE = tmp_path / "khong-co.docx"
    response = district.get(DOCX, follow=True)
    assert response.redirect_chain == [(WORDS, 302)]
    assert "khong-co.docx" in said(response)[0]


@pytest.mark.parametrize("district_code", ["610"])
def test_another_district_finds_no_report(client: Client, district_code: str) -> None:
    client.force_login(officer(district_code))
    assert client.get(DOCX).status_code == 404


def test_the_report_takes_a_fixed_number_of_queries(
    district: Client, django_assert_num_queries: object
) -> None:
    save(district, highlights="Một")
    with django_assert_num_queries(31):
        district.get(DOCX)
