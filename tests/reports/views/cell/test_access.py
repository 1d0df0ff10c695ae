"""Whose page of a cell it is: to everybody else it does not exist."""

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from criteria.analytics.assignments import ledger_on
from criteria.models import Agency, Criterion
from ntm_portal.lib.periods import Quarter
from reports.choices import ReportState, ResultState
from reports.models import DraftRemark, Evidence, Report, ResultChange
from reports.views.cell import scope
from tests.reports.review_world import (
    AT,
    BEFORE,
    FIRST,
    QUARTER,
    SMALL,
    officer,
    reviewer,
)
from tests.reports.views.cell.addresses import ACTS, PAGE, REPORT, words

SHOWN = {ReportState.SUBMITTED, ReportState.APPROVED}


def sign_in_as_agency(client: Client, *, leads: bool) -> None:
    """Sign in for an agency that leads criterion 1, or for one that does not."""
    ledger = ledger_on(Quarter.parse(QUARTER).last_day)
    leading = ledger.leads(Criterion.objects.get(number=1).pk)
    others = Agency.objects.exclude(pk__in=[each.pk for each in leading])
    agency = leading[0] if leads else others.first()
    client.force_login(
        User.objects.create_user("so", role=Role.DEPARTMENT, agency=agency)
    )


def put(state: ReportState) -> None:
    Report.objects.update(state=state, submitted_at=AT)


@pytest.mark.parametrize("address", [PAGE, *ACTS])
def test_a_stranger_is_sent_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("address", [PAGE, *ACTS])
def test_another_district_finds_nothing(client: Client, address: str) -> None:
    client.force_login(officer("610"))
    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code in (404, 405)


@pytest.mark.parametrize("address", [PAGE, *ACTS])
def test_a_leader_finds_nothing(fallen: Client, client: Client, address: str) -> None:
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    assert client.get(address).status_code == 404


def test_the_office_sees_every_cell(fallen: Client, client: Client) -> None:
    client.force_login(reviewer())
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        f"{REPORT}o/99999/1/",
        f"{REPORT}o/23344/1/",
        f"{REPORT}o/{FIRST}/20/",
        f"/bao-cao/{QUARTER}/999/o/{FIRST}/1/",
        f"/bao-cao/2010Q1/{SMALL}/o/{FIRST}/1/",
        f"/bao-cao/2021Q3/{SMALL}/o/{FIRST}/1/",
    ],
    ids=["commune", "other district's", "criterion", "district", "law", "to come"],
)
def test_a_cell_that_is_none_is_not_found(
    fallen: Client, client: Client, address: str
) -> None:
    client.force_login(reviewer())
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ACTS)
def test_an_act_asked_by_get_leads_back(fallen: Client, address: str) -> None:
    assert fallen.get(address).headers["Location"].split("#")[0] == PAGE


def test_the_page_itself_takes_no_post(fallen: Client) -> None:
    assert fallen.post(PAGE, {}).status_code == 405


@pytest.mark.parametrize("state", sorted(SHOWN))
def test_the_agency_that_leads_sees_what_was_submitted(
    fallen: Client, client: Client, state: ReportState
) -> None:
    put(state)
    sign_in_as_agency(client, leads=True)
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("state", sorted(set(ReportState) - SHOWN))
def test_the_agency_that_leads_sees_no_draft(
    fallen: Client, client: Client, state: ReportState
) -> None:
    put(state)
    sign_in_as_agency(client, leads=True)
    assert client.get(PAGE).status_code == 404


def typed_before(state: ReportState) -> None:
    """Give the cell a change and a file in a report of the quarter before."""
    report = Report.objects.create(
        district_id=SMALL, quarter_id=BEFORE, state=state, submitted_at=AT
    )
    number_one = Criterion.objects.get(number=1)
    row = {"report": report, "commune_id": FIRST, "criterion": number_one}
    by = officer()
    ResultChange.objects.create(
        **row, before=ResultState.MET, after=ResultState.UNKNOWN, at=AT, by=by
    )
    Evidence.objects.create(
        **row, file="nhap.pdf", name="nhap.pdf", size=1, sha256="0" * 64, at=AT, by=by
    )


def read_before(client: Client) -> tuple[bool, bool]:
    """Return whether the page shows the change and the file of the quarter before."""
    page = client.get(PAGE)
    turns = {(each.before, each.after) for each in page.context["history"].changes}
    return (ResultState.MET, ResultState.UNKNOWN) in turns, "nhap.pdf" in words(page)


def test_an_agency_reads_nothing_of_another_report_that_is_typed_again(
    fallen: Client, client: Client
) -> None:
    put(ReportState.SUBMITTED)
    typed_before(ReportState.REOPENED)
    sign_in_as_agency(client, leads=True)
    assert read_before(client) == (False, False)


def test_the_office_reads_of_a_report_that_is_typed_again(
    fallen: Client, client: Client
) -> None:
    typed_before(ReportState.REOPENED)
    client.force_login(reviewer())
    assert read_before(client) == (True, True)


@pytest.mark.parametrize("first", [BEFORE, QUARTER])
def test_an_agency_is_offered_earlier_files_that_it_may_open(
    fallen: Client, client: Client, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    put(ReportState.SUBMITTED)
    typed_before(ReportState.APPROVED)
    sign_in_as_agency(client, leads=True)
    since = Quarter.parse(first).last_day
    monkeypatch.setattr(
        scope, "ledger_on", lambda on: ledger_on(on) if on >= since else None
    )
    assert read_before(client) == (True, first == BEFORE)


def test_another_agency_finds_nothing(fallen: Client, client: Client) -> None:
    put(ReportState.SUBMITTED)
    sign_in_as_agency(client, leads=False)
    assert client.get(PAGE).status_code == 404


def test_an_agency_changes_nothing(fallen: Client, client: Client) -> None:
    put(ReportState.SUBMITTED)
    sign_in_as_agency(client, leads=True)
    for act in ACTS:
        client.post(act, {"state": "met", "seen": "unmet", "version": 0, "note": "a"})
    assert not DraftRemark.objects.exists()
    assert ResultChange.objects.count() == 2
