"""How far agencies have looked at what was sent in."""

import pytest
from django.test import Client
from django.utils import timezone

from reports.choices import ReportState
from reports.models import Quarter, Report
from tests.reports.opinion_world import DISPUTED, give, put, said
from tests.reports.review_world import FIRST, QUARTER, SECOND, UNMET, reviewer
from tests.reports.views.opinions.addresses import LIST, text


def tallies(client: Client, address: str = LIST) -> dict:
    progress = client.get(address).context["progress"]
    return {
        (each.agency.code, line.criterion.number): line.tally
        for each in progress
        for line in each.lines
    }


def test_an_agency_sees_the_criteria_it_leads_with_their_counts(lead: Client) -> None:
    give({FIRST: said(), SECOND: said(DISPUTED, "Sai", state=UNMET)})
    found = tallies(lead)
    assert found.keys() == {("SGDDT", 5), ("SGDDT", 14)}
    tally = found["SGDDT", 5]
    assert (tally.sent, tally.unseen, tally.confirmed, tally.disputed) == (3, 1, 1, 1)
    assert (tally.changed, tally.waiting, tally.decided) == (0, 1, 0)


def test_what_changed_is_counted_among_what_was_not_looked_at(lead: Client) -> None:
    assert tallies(lead)["SGDDT", 5].changed == 2
    assert "2 thay đổi" in text(lead.get(LIST))


def test_an_opinion_on_another_result_is_out_of_date(
    lead: Client, waiting: Report
) -> None:
    give({FIRST: said()})
    waiting.changes.filter(commune=FIRST).update(state=UNMET)
    tally = tallies(lead)["SGDDT", 5]
    assert (tally.outdated, tally.confirmed, tally.waiting) == (1, 0, 3)


def test_approved_results_are_counted_apart(lead: Client) -> None:
    put(ReportState.APPROVED)
    tally = tallies(lead)["SGDDT", 5]
    assert (tally.sent, tally.decided) == (0, 3)


def test_the_office_sees_which_agency_has_said_nothing(
    client: Client, waiting: Report
) -> None:
    give({FIRST: said()})
    client.force_login(reviewer())
    page = client.get(LIST)
    silent = {each.code for each in page.context["silent"]}
    assert "SYT" in silent
    assert "SGDDT" not in silent
    assert ("SYT", 15) in tallies(client)
    assert f"{len(silent)} đơn vị chưa có ý kiến nào" in text(page)


def test_the_quarter_in_which_something_waits_comes_first(lead: Client) -> None:
    Quarter.objects.create(code="2021Q2")
    Report.objects.create(
        district_id="610", quarter_id="2021Q2", state=ReportState.APPROVED
    )
    assert lead.get(LIST).context["quarter"].code == QUARTER
    assert lead.get(f"{LIST}?ky=2021Q2").context["quarter"].code == "2021Q2"
    assert lead.get(f"{LIST}?ky=xyz").context["quarter"].code == QUARTER


def test_before_anything_was_sent_the_page_says_so(
    client: Client, waiting: Report
) -> None:
    put(ReportState.DRAFT)
    client.force_login(reviewer())
    assert "Chưa có huyện nào gửi báo cáo" in text(client.get(LIST))


def test_a_closed_quarter_is_said_to_be_closed(lead: Client) -> None:
    Quarter.objects.filter(pk=QUARTER).update(closed_at=timezone.now())
    assert "đã khóa kỳ, chỉ xem" in text(lead.get(LIST))


@pytest.mark.parametrize(
    ("opinions", "words"),
    [
        ({}, "6 kết quả Quý I/2021 chờ đơn vị xem"),
        ({FIRST: said()}, "5 kết quả Quý I/2021 chờ đơn vị xem"),
    ],
)
def test_the_page_of_the_agency_tells_its_people_how_many_wait(
    lead: Client, opinions: dict, words: str
) -> None:
    give(opinions)
    page = text(lead.get("/don-vi/SGDDT/"))
    assert words in page
    assert f'href="{LIST}?ky={QUARTER}"' in page


def test_the_page_of_another_agency_does_not(lead: Client) -> None:
    assert "chờ đơn vị xem" not in text(lead.get("/don-vi/SYT/"))
