"""Files given out: to whoever may see the cell, and never run by a browser."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from reports.models import Evidence, Report
from tests.handed_in import picture
from tests.reports.evidence_world import checked, department, one_file
from tests.reports.review_world import officer, reviewer
from tests.reports.views.entry.addresses import text


def address(row: Evidence, *, small: bool = False) -> str:
    return f"/minh-chung/{row.pk}/{'nho/' if small else ''}"


def photo() -> Evidence:
    return one_file("đường thôn 3.jpg", picture("JPEG", (800, 600)))


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)


def test_a_file_comes_back_byte_for_byte_to_be_saved(district):
    row = one_file("Quyết định số 1.pdf")
    response = district.get(address(row))
    sent = body(response)
    assert sent == checked("Quyết định số 1.pdf").data
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(sent))
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%20s%E1%BB"
        "%91%201.pdf"
    )


@pytest.mark.parametrize("small", [False, True])
def test_a_browser_neither_guesses_nor_runs_nor_shares_it(district, small):
    response = district.get(address(photo(), small=small))
    body(response)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-cache"


def test_the_small_picture_is_shown_in_the_page(district):
    response = district.get(address(photo(), small=True))
    assert body(response).startswith(b"\xff\xd8\xff")
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("small", [False, True])
def test_what_the_browser_has_is_not_sent_again(district, small):
    row = photo()
    first = district.get(address(row, small=small))
    body(first)
    again = district.get(
        address(row, small=small), headers={"If-None-Match": first["ETag"]}
    )
    assert again.status_code == 304
    assert again["Cache-Control"] == "private, no-cache"


def test_a_document_has_no_small_picture(district):
    assert district.get(address(one_file(), small=True)).status_code == 404


@pytest.mark.parametrize("small", [False, True])
def test_a_file_lost_on_disk_is_said_in_words(district, small):
    row = photo()
    lost = row.thumbnail if small else row.file
    (Path(django_settings.MEDIA_ROOT) / lost.name).unlink()
    response = district.get(address(row, small=small))
    assert response.status_code == 404
    assert "Không còn tệp này trên máy chủ" in text(response)
    assert row.name in text(response)


@pytest.mark.parametrize("small", [False, True])
def test_who_is_outside_of_the_scope_finds_no_file(client, small):
    where = address(photo(), small=small)
    leader = User.objects.create(username="lanhdao", role=Role.LEADER)
    for stranger in (officer("610"), leader):
        client.force_login(stranger)
        assert client.get(where).status_code == 404


def test_nobody_gets_a_file_without_signing_in(client):
    assert client.get(address(one_file())).status_code == 302


def test_there_is_no_file_of_another_number(district):
    assert district.get("/minh-chung/987654321/").status_code == 404


@pytest.mark.parametrize("state", ["draft", "signing", "returned", "reopened"])
def test_an_agency_waits_until_the_report_is_sent(client, state):
    assert asked_by_agency(client, state, leads=True) == 404


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_an_agency_opens_files_of_criteria_that_it_leads(client, state):
    assert asked_by_agency(client, state, leads=True) == 200
    assert asked_by_agency(client, state, leads=False) == 404


def asked_by_agency(client: Client, state: str, *, leads: bool) -> int:
    row = Evidence.objects.first() or one_file()
    Report.objects.update(state=state, submitted_at=row.at)
    User.objects.filter(username="so").delete()
    client.force_login(department(leads=leads))
    response = client.get(address(row))
    if response.status_code == 200:
        body(response)
    return int(response.status_code)


@pytest.mark.parametrize("who", ["district", "office", "agency"])
def test_a_file_costs_a_fixed_number_of_queries(
    client, django_assert_max_num_queries, who
):
    row = photo()
    Report.objects.update(state="submitted", submitted_at=row.at)
    people = {"district": officer, "office": reviewer}
    client.force_login(people[who]() if who in people else department(leads=True))
    with django_assert_max_num_queries(6):
        body(client.get(address(row, small=True)))
