"""Evidence on the pages of a commune and of a criterion: only to whoever may see it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from accounts.models import User
from reports.models import Report
from reports.services.evidence import remove_evidence
from tests.reports.evidence_world import added, checked, department, one_file
from tests.reports.review_world import (
    AT,
    BEFORE,
    FIRST,
    QUARTER,
    SECOND,
    SMALL,
    approved_before,
    officer,
    open_for_now,
    open_quarter,
    reviewer,
)

COMMUNE, CRITERION = f"/xa/{FIRST}/", "/tieu-chi/5/"
LATER = AT + dt.timedelta(days=5)


@pytest.fixture(autouse=True)
def _quarter(db: None, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    approved_before({FIRST: [1]})
    open_quarter()


def page(client: Client, user: User, address: str, **query: str) -> str:
    client.force_login(user)
    response = client.get(address, {"ky": QUARTER, **query})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("who", [officer, reviewer])
def test_a_commune_shows_its_files_under_their_criteria(client, who):
    row = one_file("a.pdf")
    shown = page(client, who(), COMMUNE)
    assert f'href="/minh-chung/{row.pk}/">a.pdf</a>' in shown
    assert f'/bao-cao/{QUARTER}/{SMALL}/o/{FIRST}/5/#minh-chung"' in shown


@pytest.mark.parametrize("who", [officer, reviewer])
def test_a_criterion_counts_the_files_of_its_communes(client, who):
    added(checked("a.pdf"), checked("b.pdf"))
    added(checked("c.pdf"), cell=(SECOND, 5))
    shown = page(client, who(), CRITERION)
    assert "2 xã có tệp" in shown
    assert "2 tệp, Quý I/2021" in shown


@pytest.mark.parametrize("address", [COMMUNE, CRITERION])
def test_who_is_outside_of_the_scope_sees_none_of_it(client, address):
    one_file()
    leader = User.objects.create(username="lanhdao", role=Role.LEADER)
    for stranger in (leader, officer("610")):
        assert "minh-chung" not in page(client, stranger, address)


@pytest.mark.parametrize("address", [COMMUNE, CRITERION])
@pytest.mark.parametrize(
    ("state", "leads", "is_shown"),
    [("submitted", True, True), ("submitted", False, False), ("draft", True, False)],
)
def test_an_agency_sees_those_that_were_sent_of_its_criteria(
    client, address, state, leads, is_shown
):
    one_file()
    Report.objects.update(state=state, submitted_at=AT)
    shown = page(client, department(leads=leads), address)
    assert ("minh-chung" in shown) is is_shown


@pytest.mark.parametrize("address", [COMMUNE, CRITERION])
def test_the_last_quarter_with_files_stands_for_later_ones(client, address):
    with open_for_now(BEFORE):
        Report.objects.create(district_id=SMALL, quarter_id=BEFORE)
        added(checked("cu.pdf"), quarter=BEFORE)
    assert (
        "Quý IV/2020"
        in page(client, officer(), f"{address}").partition('id="minh-chung"')[2]
    )
    one_file("moi.pdf")
    after = page(client, officer(), address).partition('id="minh-chung"')[2]
    assert "Quý IV/2020" not in after
    assert "Quý I/2021" in after


@pytest.mark.parametrize("address", [COMMUNE, CRITERION])
def test_a_past_date_shows_what_stood_then(client, address):
    row = one_file()
    remove_evidence(evidence=row, by=officer(), at=LATER)
    asked = {"2021-03-19": False, "2021-03-20": True, "2021-03-25": False}
    for day, is_shown in asked.items():
        shown = page(client, officer(), address, **{"tai-ngay": day})
        assert ('id="minh-chung"' in shown) is is_shown
    assert 'id="minh-chung"' not in page(client, officer(), address)


@pytest.mark.parametrize("address", [COMMUNE, CRITERION])
def test_the_queries_do_not_grow_with_the_files(
    client, django_assert_num_queries, address
):
    one_file()
    page(client, officer(), address)
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"ky": QUARTER})
    added(*(checked(f"{n}.pdf") for n in range(9)))
    added(*(checked(f"{n}.pdf") for n in range(5)), cell=(SECOND, 5))
    added(checked("x.pdf"), cell=(FIRST, 6))
    with django_assert_num_queries(len(few)):
        client.get(address, {"ky": QUARTER})
