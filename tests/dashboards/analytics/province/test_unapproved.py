"""Submitted values laid over approved figures."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from criteria.models import Criterion
from dashboards.analytics.province.unapproved import (
    may_see_submitted,
    submitted_for,
    with_submitted,
)
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from reports.choices import ReportState, ResultState
from reports.models import DraftResult, Report
from reports.models import Quarter as QuarterRow
from tests.world import approve

pytestmark = pytest.mark.django_db

Q3 = Quarter(2019, 3)


@pytest.fixture
def office():
    return User.objects.create_user("vpdp", role=Role.OFFICE)


def officer(district):
    return User.objects.create_user(
        f"huyen.{district}", role=Role.DISTRICT, district_id=district
    )


def submit(district, quarter, cells, *, by, state=ReportState.SUBMITTED):
    row, _ = QuarterRow.objects.get_or_create(code=quarter)
    report = Report.objects.create(
        district_id=district, quarter=row, state=state, submitted_at=timezone.now()
    )
    for (commune, number), value in cells.items():
        DraftResult.objects.create(
            report=report,
            commune_id=commune,
            criterion=Criterion.objects.get(number=number),
            state=value,
            changed_at=timezone.now(),
            changed_by=by,
        )


def met(user, code, period=Q3):
    figures = with_submitted(figures_at(period), submitted_for(user, until=period))
    return next(each.met_count for each in figures.communes if each.place.code == code)


def test_changed_cells_stand_on_the_approved_quarter(office):
    approve("618", "2019Q2", {"23535": {1, 2}})
    submit(
        "618",
        "2019Q3",
        {("23535", 2): ResultState.UNMET, ("23535", 18): ResultState.MET}
        | {("23535", 19): ResultState.MET},
        by=office,
    )
    assert met(office, "23535") == 3


def test_a_cell_may_become_unknown(office):
    approve("618", "2019Q2", {"23535": {1}})
    submit("618", "2019Q3", {("23535", 1): ResultState.UNKNOWN}, by=office)
    figures = with_submitted(figures_at(Q3), submitted_for(office, until=Q3))
    commune = next(each for each in figures.communes if each.place.code == "23535")
    assert commune.is_unknown(figures.law.by_number[1])
    assert commune.from_quarter == "2019Q3"


def test_without_an_approved_quarter_untouched_cells_are_unknown(office):
    submit("618", "2019Q3", {("23535", 1): ResultState.MET}, by=office)
    figures = with_submitted(figures_at(Q3), submitted_for(office, until=Q3))
    commune = next(each for each in figures.communes if each.place.code == "23535")
    assert commune.masks.met == 1 << 1
    assert commune.masks.unknown.bit_count() == 18


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.RETURNED])
def test_only_submitted_reports_are_laid_over(office, state):
    approve("618", "2019Q2")
    submit("618", "2019Q3", {("23535", 1): ResultState.MET}, by=office, state=state)
    assert met(office, "23535") == 0


def test_a_report_of_a_later_quarter_does_not_count(office):
    approve("618", "2019Q2")
    submit("618", "2019Q4", {("23535", 1): ResultState.MET}, by=office)
    assert met(office, "23535") == 0


def test_a_correction_of_an_earlier_quarter_does_not_override_a_later_one(office):
    approve("618", "2019Q3")
    submit("618", "2019Q2", {("23535", 1): ResultState.MET}, by=office)
    assert met(office, "23535") == 0


def test_of_two_submitted_quarters_the_later_one_counts(office):
    approve("618", "2019Q1")
    submit("618", "2019Q3", {("23535", 1): ResultState.MET}, by=office)
    submit("618", "2019Q2", {("23535", 2): ResultState.MET}, by=office)
    figures = with_submitted(figures_at(Q3), submitted_for(office, until=Q3))
    commune = next(each for each in figures.communes if each.place.code == "23535")
    assert commune.masks.met == 1 << 1


def test_an_officer_sees_the_submitted_values_of_the_own_district_only(office):
    approve("618", "2019Q2")
    submit("618", "2019Q3", {("23535", 1): ResultState.MET}, by=office)
    assert met(officer("618"), "23535") == 1
    assert met(officer("610"), "23535") == 0


def test_leaders_see_no_submitted_values(office):
    leader = User.objects.create_user("lanhdao", role=Role.LEADER)
    approve("618", "2019Q2")
    submit("618", "2019Q3", {("23535", 1): ResultState.MET}, by=office)
    assert not may_see_submitted(leader)
    assert met(leader, "23535") == 0


def test_submitted_values_cost_three_queries(office, django_assert_num_queries):
    approve("618", "2019Q2", on=dt.date(2019, 7, 1))
    for district in ("618", "610", "611"):
        submit(district, "2019Q3", {("23535", 1): ResultState.MET}, by=office)
    with django_assert_num_queries(3):
        submitted_for(office, until=Q3)
