"""Evidence on the page of its cell, and all of a report on one page."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from accounts.models import User
from criteria.analytics.assignments import ledger_on
from criteria.models import Agency, Criterion
from ntm_portal.lib import periods
from reports.models import Evidence, Report
from reports.services.evidence import remove_evidence
from reports.views.evidence import files
from tests.handed_in import picture
from tests.reports.evidence_world import (
    CELL_PAGE,
    added,
    checked,
    department,
    one_file,
)
from tests.reports.review_world import (
    AT,
    BEFORE,
    FIRST,
    QUARTER,
    SECOND,
    SMALL,
    officer,
    open_for_now,
    reviewer,
)
from tests.reports.views.entry.addresses import PAGE, text

LIST = f"{PAGE}minh-chung/"


def test_an_empty_cell_says_what_counts(district):
    page = text(district.get(CELL_PAGE))
    assert "Chưa có minh chứng. Nên có giấy tờ" in page
    assert "mỗi tệp tối đa 20 MB, mỗi ô tối đa 20 tệp" in page


def test_a_file_stands_with_its_size_sender_and_time(district):
    row = one_file("a.jpg", picture("JPEG"))
    Evidence.objects.update(size=1_258_291)
    page = text(district.get(CELL_PAGE))
    assert f"1,2 MB, {row.by.display_name} gửi" in unescape(page)
    assert "16:40 20/03/2021" in page
    assert f'<img src="/minh-chung/{row.pk}/nho/" alt=""' in page


def test_a_locked_cell_offers_nothing_to_do(district):
    one_file()
    Report.objects.update(state="approved")
    page = text(district.get(CELL_PAGE))
    assert "quyet-dinh.pdf" in page
    assert 'name="uploads"' not in page
    assert "Gỡ tệp này" not in page


def test_files_of_the_last_quarter_that_has_any_are_shown_to_read(district):
    with open_for_now(BEFORE):
        Report.objects.create(district_id=SMALL, quarter_id=BEFORE, state="draft")
        added(checked("cu.pdf"), quarter=BEFORE)
    page = text(district.get(CELL_PAGE))
    assert "Minh chứng ở Quý IV/2020" in page
    assert "cu.pdf" in page
    assert "Thay tệp" not in page


def test_a_cell_costs_as_many_queries_with_many_files(
    district, django_assert_num_queries
):
    one_file("0.pdf")
    with CaptureQueriesContext(connection) as few:
        district.get(CELL_PAGE)
    added(*(checked(f"{n}.pdf") for n in range(1, 15)))
    with django_assert_num_queries(len(few)):
        district.get(CELL_PAGE)


def test_all_evidence_of_a_report_is_listed_by_commune(district):
    for cell in ((SECOND, 2), (FIRST, 5), (FIRST, 2)):
        added(checked(f"{cell[0]}-{cell[1]}.pdf"), cell=cell)
    page = text(district.get(LIST))
    assert in_order(page, f"{FIRST}-2.pdf", f"{FIRST}-5.pdf", f"{SECOND}-2.pdf")


def test_all_evidence_of_a_report_is_listed_by_criterion(district):
    for cell in ((SECOND, 2), (FIRST, 5), (FIRST, 2)):
        added(checked(f"{cell[0]}-{cell[1]}.pdf"), cell=cell)
    page = text(district.get(LIST, {"theo": "tieu-chi"}))
    assert in_order(page, f"{FIRST}-2.pdf", f"{SECOND}-2.pdf", f"{FIRST}-5.pdf")


@pytest.mark.parametrize("query", [{"theo": "x"}, {"trang": "9999"}, {"trang": "x"}])
def test_an_odd_question_is_answered_with_the_list(district, query):
    one_file()
    assert "quyet-dinh.pdf" in text(district.get(LIST, query))


def test_the_list_leaves_out_what_was_removed(district):
    remove_evidence(evidence=one_file(), by=officer(), at=AT)
    assert "chưa có minh chứng nào" in text(district.get(LIST))


def test_a_report_that_nobody_began_has_an_empty_list(district):
    assert "chưa có minh chứng nào" in text(district.get(LIST))
    assert not Report.objects.exists()


def test_a_long_list_has_pages_and_costs_as_many_queries(
    district, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(files, "FILES_ON_PAGE", 4)
    one_file("0.pdf")
    with CaptureQueriesContext(connection) as few:
        district.get(LIST)
    for number in range(6, 12):
        added(checked(f"{number}.pdf"), cell=(FIRST, number))
    with django_assert_num_queries(len(few)):
        page = text(district.get(LIST))
    assert "Trang sau" in page


def test_an_agency_sees_files_of_its_criteria_once_the_report_is_sent(client):
    one_file("cua-nganh.pdf")
    own = department(leads=True)
    day = periods.Quarter.parse(QUARTER).last_day
    led = ledger_on(day).led_by(own.agency.code)
    other = Criterion.objects.exclude(id__in=led).first()
    added(checked("nganh-khac.pdf"), cell=(FIRST, other.number))
    client.force_login(own)
    assert client.get(LIST).status_code == 404
    Report.objects.update(state="submitted", submitted_at=AT)
    page = text(client.get(LIST))
    assert "cua-nganh.pdf" in page
    assert "nganh-khac.pdf" not in page


def test_the_list_is_not_there_for_an_agency_that_leads_nothing(client):
    one_file()
    Report.objects.update(state="submitted", submitted_at=AT)
    ledger = ledger_on(periods.Quarter.parse(QUARTER).last_day)
    idle = next(each for each in Agency.objects.all() if not ledger.led_by(each.code))
    client.force_login(
        User.objects.create(username="so", role=Role.DEPARTMENT, agency=idle)
    )
    assert client.get(LIST).status_code == 404


def test_the_list_is_not_there_for_others(client):
    one_file()
    leader = User.objects.create(username="lanhdao", role=Role.LEADER)
    for stranger in (officer("610"), leader):
        client.force_login(stranger)
        assert client.get(LIST).status_code == 404


def test_the_office_sees_the_list_of_every_district(client):
    one_file()
    client.force_login(reviewer())
    assert "quyet-dinh.pdf" in text(client.get(LIST))


def in_order(page: str, *words: str) -> bool:
    places = [page.index(word) for word in words]
    return places == sorted(places)
