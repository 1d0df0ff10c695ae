"""To whom the review pages exist."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from reports.choices import ReportState
from reports.models import Quarter, Report
from tests.reports.review_world import QUARTER, SMALL
from tests.reports.views.review.addresses import (
    CLOSE,
    DECISIONS,
    EVERYTHING,
    MANY,
    PAGE,
    QUEUE,
    UNLOCK,
    state,
)

pytestmark = pytest.mark.django_db


def outsider(role):
    scope = {
        Role.DISTRICT: {"district_id": SMALL},
        Role.DEPARTMENT: {"agency": Agency.objects.first()},
        Role.LEADER: {},
    }
    return User.objects.create(username="outsider", role=role, **scope[role])


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.DEPARTMENT, Role.LEADER])
@pytest.mark.parametrize("address", EVERYTHING)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.usefixtures("waiting")
def test_to_other_roles_the_review_does_not_exist(client, role, address, method):
    client.force_login(outsider(role))
    data = {"reason": "x", "sure": "on"}
    assert getattr(client, method)(address, data).status_code == 404
    assert state() == ReportState.SUBMITTED
    assert not Quarter.objects.get(code=QUARTER).is_closed


@pytest.mark.parametrize("address", EVERYTHING)
@pytest.mark.usefixtures("waiting")
def test_a_stranger_is_asked_to_log_in(client, address):
    assert client.get(address).url == f"{reverse('login')}?next={address}"


@pytest.mark.parametrize("role", [Role.OFFICE, Role.ADMIN])
@pytest.mark.usefixtures("waiting")
def test_office_and_admin_see_queue_and_report(client, role):
    client.force_login(User.objects.create(username="reader", role=role))
    assert client.get(QUEUE).status_code == 200
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        f"/duyet/{QUARTER}/999/",
        f"/duyet/2019Q1/{SMALL}/",
        f"/duyet/2019Q9/{SMALL}/",
        f"/duyet/2019Q9/{SMALL}/duyet/",
        "/duyet/2019Q1/khoa-ky/",
    ],
)
@pytest.mark.usefixtures("waiting")
def test_a_report_or_quarter_that_is_not_there_answers_404(office, address):
    assert office.get(address).status_code == 404
    assert office.post(address).status_code == 404


def test_a_report_of_a_quarter_without_criteria_answers_404(office):
    Quarter.objects.create(code="2015Q4")
    Report.objects.create(district_id=SMALL, quarter_id="2015Q4")
    assert office.get(f"/duyet/2015Q4/{SMALL}/").status_code == 404


@pytest.mark.parametrize("address", DECISIONS)
@pytest.mark.usefixtures("waiting")
def test_a_decision_opened_as_a_page_leads_back(office, address):
    back = QUEUE if address in (CLOSE, UNLOCK, MANY) else PAGE
    assert office.get(address).url == back
    assert state() == ReportState.SUBMITTED
