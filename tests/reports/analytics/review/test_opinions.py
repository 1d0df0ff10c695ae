"""Opinions as the district reads them: beside a cell, and of the whole report."""

import pytest

from criteria.analytics.law import law_on
from ntm_portal.lib.periods import Quarter
from reports.analytics.review.opinions import (
    read_opinions,
    report_opinions,
    waiting_for,
)
from reports.analytics.review.sent_results import read_sent
from reports.choices import ReportState
from reports.models import Opinion, Report
from reports.services.decisions import Seen
from reports.services.workflow import approve_report
from tests.reports import opinion_world
from tests.reports.opinion_world import DISPUTED, LATER, LED, agency, give, put, said
from tests.reports.review_world import (
    AT,
    DUE,
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNMET,
    reviewer,
)

pytestmark = pytest.mark.django_db
LAW_DAY = Quarter.parse(QUARTER).last_day


@pytest.fixture
def waiting(db: None) -> Report:
    return opinion_world.waiting()


def test_the_last_word_of_an_agency_on_a_cell_is_read(
    waiting: Report, django_assert_num_queries: object
) -> None:
    give({FIRST: said()})
    first = Opinion.objects.get().pk
    give({FIRST: said(DISPUTED, "Sai", opinion=first)}, at=LATER)
    criterion = law_on(LAW_DAY).by_number[LED]
    with django_assert_num_queries(1):
        found = read_opinions(waiting, FIRST, criterion, state=MET)
        names = [each.row.by.display_name for each in found]
    assert [(each.row.note, each.is_outdated) for each in found] == [("Sai", False)]
    assert names == ["Sở GD&ĐT"]
    assert read_opinions(waiting, FIRST, criterion, state=UNMET)[0].is_outdated


def test_the_opinions_of_a_report_are_read_at_once(
    waiting: Report, django_assert_num_queries: object
) -> None:
    give({FIRST: said(), SECOND: said(DISPUTED, "Sai", state=UNMET)})
    states = {(FIRST, LED): MET, (SECOND, LED): MET}
    with django_assert_num_queries(1):
        found = report_opinions(waiting, states)
    assert {key: [x.is_outdated for x in said] for key, said in found.items()} == {
        (FIRST, LED): [False],
        (SECOND, LED): [True],
    }
    assert report_opinions(waiting, {}) == {}


def test_an_approved_report_is_compared_with_the_quarter_before(
    waiting: Report,
) -> None:
    approve_report(
        district_code=SMALL,
        quarter_code=QUARTER,
        by=reviewer(),
        on=DUE,
        at=AT,
        seen=Seen(waiting.latest_base().pk),
    )
    criterion = law_on(LAW_DAY).by_number[LED]
    found = read_sent(waiting.quarter, [criterion])
    assert {x.place.code: (x.before, x.state) for x in found if x.is_changed} == {
        FIRST: (UNMET, MET),
        SECOND: (MET, UNMET),
    }
    assert all(each.is_decided for each in found)


def test_nothing_waits_for_an_agency_that_leads_nothing(waiting: Report) -> None:
    assert waiting_for(agency("UBND610")) is None


def test_nothing_waits_before_anything_was_sent(waiting: Report) -> None:
    put(ReportState.DRAFT)
    assert waiting_for(agency()) is None
