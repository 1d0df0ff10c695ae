"""The log of a report: every change and step, narrowed as asked, page by page."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency, Criterion, Indicator
from reports.analytics.past.log_entries import LogEntry
from reports.choices import Door, EventKind, ImportKind, ImportState
from reports.models import ImportRun, Report, ReportEvent, ResultChange, ValueChange
from reports.services.drafts import set_cells
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNKNOWN,
    UNMET,
    drafted,
    officer,
    open_quarter,
    reviewer,
)
from tests.world import approve

pytestmark = pytest.mark.django_db
LOG = f"/bao-cao/{QUARTER}/{SMALL}/nhat-ky/"


@pytest.fixture
def report() -> Report:
    """Typed by the district, pasted by the office, a value, a step."""
    open_quarter()
    report = drafted({(FIRST, 1): MET, (SECOND, 2): MET})
    set_cells(
        district_code=SMALL,
        quarter_code=QUARTER,
        cells={(FIRST, 1): UNMET},
        by=reviewer(),
        at=AT + dt.timedelta(hours=1),
        door=Door.PASTE,
    )
    ValueChange.objects.create(
        report=report,
        commune_id=FIRST,
        indicator=Indicator.objects.get(code="2.1"),
        before="50 %",
        after="60 %",
        door=Door.PAGE,
        at=AT + dt.timedelta(hours=2),
        by=officer(),
    )
    ReportEvent.objects.create(
        report=report,
        kind=EventKind.RETURNED,
        at=AT + dt.timedelta(hours=3),
        by=reviewer(),
        reason="Thiếu biên bản.",
    )
    return report


@pytest.fixture
def office(client: Client, report: Report) -> Client:
    client.force_login(reviewer())
    return client


def entries(client: Client, asked: str = "") -> list[LogEntry]:
    return list(client.get(f"{LOG}{asked}").context["entries"])


def test_every_change_and_step_is_there_newest_first(office: Client) -> None:
    found = entries(office)
    assert [(each.commune, each.number, each.after) for each in found[:3]] == [
        ("", None, ""),
        (FIRST, 2, "60 %"),
        (FIRST, 1, UNMET),
    ]
    assert {(each.commune, each.number, each.after) for each in found[3:]} == {
        (FIRST, 1, MET),
        (SECOND, 2, MET),
    }


def test_a_line_says_who_and_by_which_way(office: Client) -> None:
    step, value, pasted = entries(office)[:3]
    assert (step.way, step.detail) == ("trả lại báo cáo", "Thiếu biên bản.")
    assert (value.subject, value.before) == ("chỉ tiêu 2.1", "50 %")
    assert (pasted.person, pasted.way) == (
        reviewer().display_name,
        "dán từ bảng tính",
    )
    assert (pasted.place, pasted.before) == ("Ia Đal", MET)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (f"?xa={FIRST}", 3),
        (f"?xa={SECOND}", 1),
        ("?tc=2", 2),
        (f"?xa={FIRST}&tc=2", 1),
        ("?cach=paste", 1),
        ("?cach=step", 1),
        ("?cach=import", 0),
        ("?cach=page&tc=1", 1),
    ],
)
def test_it_is_narrowed_as_asked(office: Client, asked: str, count: int) -> None:
    assert len(entries(office, asked)) == count


def test_it_is_narrowed_to_a_person(office: Client) -> None:
    assert len(entries(office, f"?nguoi={officer().pk}")) == 3
    assert len(entries(office, f"?nguoi={reviewer().pk}")) == 2


@pytest.mark.parametrize(
    "asked", ["?xa=99999", "?tc=20", "?nguoi=x", "?cach=fax", "?xa=%00"]
)
def test_a_value_that_is_not_on_offer_narrows_nothing_and_is_said(
    office: Client, asked: str
) -> None:
    answer = office.get(f"{LOG}{asked}")
    assert len(answer.context["entries"]) == 5
    assert "Bộ lọc bỏ qua giá trị ấy." in answer.content.decode()


def test_an_import_is_there_with_the_cells_that_it_changed(office: Client) -> None:
    run = ImportRun.objects.create(
        kind=ImportKind.RESULTS,
        state=ImportState.APPLIED,
        file_name="bieu.xlsx",
        content=b"",
        sha256="0",
        at=AT,
        by=reviewer(),
    )
    approve(SMALL, "2020Q4", {FIRST: [1]}, unknown={SECOND: [3]})
    approve(SMALL, QUARTER, {FIRST: [1, 5]}, import_run=run)
    found = entries(office, "?cach=import")
    assert {(each.commune, each.number, each.before, each.after) for each in found} == {
        (FIRST, 5, UNMET, MET),
        (SECOND, 3, UNKNOWN, UNMET),
    }
    assert {(each.person, each.detail) for each in found} == {
        (reviewer().display_name, "bieu.xlsx")
    }


def test_imports_of_other_quarters_are_not(office: Client) -> None:
    run = ImportRun.objects.create(
        kind=ImportKind.RESULTS,
        state=ImportState.APPLIED,
        file_name="cu.xlsx",
        content=b"",
        sha256="0",
        at=AT,
    )
    approve(SMALL, "2020Q4", {FIRST: [1]}, import_run=run)
    assert entries(office, "?cach=import") == []


def test_a_report_that_nobody_began_has_an_empty_log(client: Client) -> None:
    client.force_login(officer())
    answer = client.get(LOG)
    assert "Chưa ai sửa gì trong báo cáo này." in answer.content.decode()


def test_a_long_log_has_pages(office: Client, report: Report) -> None:
    long_log(report, 120)
    assert len(entries(office)) == 50
    assert len(entries(office, "?trang=3")) == 25
    assert 'rel="next"' in office.get(f"{LOG}?xa={FIRST}").content.decode()


@pytest.mark.parametrize("asked", ["0", "-1", "99", "x", "%00"])
def test_a_page_that_is_none_shows_one_that_is(office: Client, asked: str) -> None:
    assert entries(office, f"?trang={asked}")


def long_log(report: Report, count: int) -> None:
    ResultChange.objects.bulk_create(
        ResultChange(
            report=report,
            commune_id=FIRST,
            criterion=Criterion.objects.get(number=7),
            before=MET,
            after=UNMET,
            at=AT + dt.timedelta(minutes=minute),
            by=officer(),
        )
        for minute in range(count)
    )


def test_the_queries_do_not_grow_with_the_log(office: Client, report: Report) -> None:
    with CaptureQueriesContext(connection) as few:
        office.get(LOG)
    long_log(report, 30)
    with CaptureQueriesContext(connection) as many:
        office.get(LOG)
    assert len(many) == len(few) <= 23


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(LOG).headers["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPARTMENT])
def test_who_enters_nothing_finds_no_log(
    client: Client, report: Report, role: Role
) -> None:
    agency = Agency.objects.first() if role == Role.DEPARTMENT else None
    client.force_login(User.objects.create(username="ai", role=role, agency=agency))
    assert client.get(LOG).status_code == 404


def test_another_district_finds_no_log(client: Client, report: Report) -> None:
    client.force_login(officer("610"))
    assert client.get(LOG).status_code == 404


def test_a_quarter_without_law_has_no_log(office: Client) -> None:
    assert office.get(f"/bao-cao/2010Q1/{SMALL}/nhat-ky/").status_code == 404
