"""The texts of a report as they are written on and as they are reviewed."""

import datetime as dt

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from ntm_portal.lib import periods
from reports.analytics.entry.words import read_reviewed_words, read_words
from reports.models import Quarter, Report, ReportWords, RevisionWords
from reports.services.words import Typed, freeze_words, save_words
from tests.reports.review_world import (
    QUARTER,
    SMALL,
    officer,
    open_quarter,
    submitted,
)
from tests.world import approve

AT = dt.datetime(2021, 3, 20, 9, 40, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def approved(quarter: str, **texts: str) -> None:
    RevisionWords.objects.create(revision=approve(SMALL, quarter), **texts)


def written(**texts: str) -> Report:
    open_quarter()
    words = save_words(
        district_code=SMALL,
        quarter_code=QUARTER,
        typed=Typed(texts=texts, version=0),
        by=officer(),
        at=AT,
    )
    return words.report


def not_begun() -> Report:
    return Report(district_id=SMALL, quarter=Quarter(code=QUARTER))


def rendered(report: Report) -> str:
    context = {"words": read_reviewed_words(report), "report": report}
    return " ".join(render_to_string("reports/review/_words.html", context).split())


def test_a_report_starts_from_the_latest_earlier_texts_of_its_district() -> None:
    approved("2020Q2", highlights="Cũ")
    approved("2020Q3", highlights="Gần nhất")
    approve(SMALL, "2020Q4")
    RevisionWords.objects.create(revision=approve("610", "2020Q4"), highlights="Lạ")
    page = read_words(not_begun())
    assert page.before == "Quý III/2020"
    assert [text.value for text in page.texts] == ["Gần nhất", "", "", ""]
    assert [text.source for text in page.texts] == ["Quý III/2020", "", "", ""]
    assert (page.is_begun, page.is_blank) == (False, True)


def test_a_withdrawn_quarter_gives_no_texts() -> None:
    approved("2020Q4", highlights="Rút lại")
    revision = RevisionWords.objects.get().revision
    revision.withdrawn_on, revision.withdrawn_at = dt.date(2021, 3, 1), AT
    revision.save()
    assert read_words(not_begun()).before == ""


def test_a_text_left_as_it_was_still_says_where_it_comes_from() -> None:
    approved("2020Q4", highlights="Như cũ", proposals="Như cũ")
    page = read_words(written(highlights="Như cũ", proposals="Mới"))
    assert [text.source for text in page.texts] == ["Quý IV/2020", "", "", ""]
    assert page.version == 1


def test_a_reviewer_reads_which_paragraphs_are_new() -> None:
    approved("2020Q4", highlights="Một\nHai")
    report = written(highlights="Một\nBa <mới>", proposals="Kiến nghị đầu tiên")
    words = read_reviewed_words(report)
    text = words.texts[0]
    assert [each.is_new for each in text.paragraphs] == [False, True]
    assert (text.gone, text.old) == (("Hai",), ("Một", "Hai"))
    page = rendered(report)
    assert '<p class="is-moi"> <span class="nt-vh">Mới: </span>Ba &lt;mới&gt;' in page
    assert "Lời Quý IV/2020, 1 đoạn không còn" in page


def test_a_reviewer_is_told_of_texts_taken_over_unchanged() -> None:
    approved("2020Q4", highlights="Một")
    assert "giống hệt Quý IV/2020" in rendered(written(highlights="Một"))


def test_a_reviewer_is_told_when_there_are_no_texts() -> None:
    open_quarter()
    approve(SMALL, "2020Q4")
    page = rendered(submitted({}))
    assert "Huyện không ghi phần lời." in page
    assert "Chưa có bản quét báo cáo giấy." in page


def test_an_approved_report_is_compared_with_the_one_before_it() -> None:
    approved("2020Q4", highlights="Cũ")
    report = written(highlights="Mới")
    freeze_words(report=report, revision=approve(SMALL, QUARTER))
    Report.objects.update(state="approved")
    report.refresh_from_db()
    assert read_reviewed_words(report).before == "Quý IV/2020"
    assert read_reviewed_words(report).texts[0].is_changed


def test_a_reopened_report_is_compared_with_what_was_approved_of_it() -> None:
    report = written(highlights="Mới")
    freeze_words(report=report, revision=approve(SMALL, QUARTER))
    Report.objects.update(state="reopened")
    report.refresh_from_db()
    words = read_reviewed_words(report)
    assert words.before == periods.Quarter.parse(QUARTER).label
    assert not words.texts[0].is_changed


def test_texts_are_read_with_a_fixed_number_of_queries() -> None:
    approved("2020Q3", highlights="Cũ")
    approved("2020Q4", highlights="Cũ hơn")
    report = written(highlights="Mới")
    assert ReportWords.objects.exists()
    for read, count in ((read_words, 2), (read_reviewed_words, 3)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(report)
        assert len(queries) == count
