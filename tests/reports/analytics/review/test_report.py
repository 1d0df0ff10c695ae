"""What the review of one report reads."""

import datetime as dt

import pytest

from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import NoLaw, figures_at
from reports.analytics.review.changes import Turn
from reports.analytics.review.report import review_of
from reports.choices import ReportState
from reports.models import Report
from reports.services.workflow import (
    Seen,
    approve_report,
    reopen_report,
    return_report,
)
from tests.reports import review_world as world
from tests.reports.review_world import (
    FIRST,
    LARGE,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    THIRD,
    UNKNOWN,
    UNMET,
)
from tests.world import approve

pytestmark = pytest.mark.django_db

ALL = range(1, 20)


def fresh(district=SMALL, quarter=QUARTER):
    reports = Report.objects.select_related("quarter", "base")
    return reports.get(district_id=district, quarter_id=quarter)


def review(district=SMALL, quarter=QUARTER):
    return review_of(fresh(district, quarter))


def approved(district=SMALL):
    found = review(district)
    approve_report(
        district_code=district,
        quarter_code=QUARTER,
        by=world.reviewer(),
        on=dt.date(2021, 3, 22),
        at=world.AT,
        seen=Seen(found.base.pk if found.base else None),
    )


def turns(found):
    return {turn: len(changes) for turn, changes in found.by_turn.items() if changes}


def test_a_report_is_compared_with_the_revision_in_force():
    world.approved_before({FIRST: [1, 2]})
    world.submitted({(FIRST, 2): UNMET, (SECOND, 1): MET, (THIRD, 5): UNKNOWN})
    found = review()
    assert found.base.quarter_id == "2020Q4"
    assert turns(found) == {Turn.FALLEN: 1, Turn.ATTAINED: 1, Turn.UNKNOWN: 1}


def test_the_sums_add_up():
    world.approved_before({FIRST: [1, 2]})
    world.submitted({(FIRST, 2): UNMET, (SECOND, 1): MET, (SECOND, 2): MET})
    found = review()
    assert (found.cell_count, len(found.changes), found.unchanged_count) == (57, 3, 54)
    assert (found.met_before, found.met_after) == (2, 3)


def test_cells_left_unknown_are_counted():
    world.approved_before()
    world.submitted({(THIRD, 5): UNKNOWN, (THIRD, 6): UNKNOWN})
    assert review().unknown_after == 2


def test_an_unchanged_report_changes_nothing():
    world.approved_before({FIRST: ALL})
    world.submitted({})
    found = review()
    assert found.changes == ()
    assert found.before.groups == found.after.groups


def test_without_an_earlier_revision_every_assessed_cell_is_a_change():
    world.submitted({(FIRST, 1): MET, (FIRST, 2): UNMET})
    found = review()
    assert found.base is None
    assert turns(found) == {Turn.ATTAINED: 1, Turn.ASSESSED: 1}


def test_the_impact_counts_the_whole_province():
    approve(LARGE, "2020Q4", {"23344": [18, 19]})
    world.approved_before({FIRST: [18]})
    world.submitted({(FIRST, 19): MET})
    impact = review().impacts[-1]
    assert (impact.group.code, impact.before.attained, impact.after.attained) == (
        "V",
        1,
        2,
    )
    assert (impact.difference, impact.after.needed, impact.after.short) == (1, 85, 83)


def test_the_impact_equals_the_figures_after_approval():
    world.approved_before({FIRST: [10, 11, 12], SECOND: ALL})
    world.submitted({(FIRST, 13): MET, (SECOND, 4): UNMET})
    foretold = review().after
    approved()
    real = figures_at(Quarter.parse(QUARTER))
    assert foretold.groups == real.groups
    assert foretold.criteria_met_total == real.criteria_met_total


def test_cells_held_back_count_as_they_were():
    world.approved_before({FIRST: [18], SECOND: ALL})
    world.submitted({(FIRST, 19): MET, (SECOND, 4): UNMET})
    found = review()
    held = found.after_holding({(FIRST, 19)})
    assert held.criteria_met_total == found.after.criteria_met_total - 1
    assert found.after_holding(set()).groups == found.after.groups
    everything = found.after_holding({(FIRST, 19), (SECOND, 4)})
    assert everything.groups == found.before.groups


def test_an_approved_report_shows_what_was_approved():
    world.approved_before({FIRST: [18]})
    world.submitted({(FIRST, 19): MET})
    approved()
    found = review()
    assert found.base.quarter_id == "2020Q4"
    assert turns(found) == {Turn.ATTAINED: 1}
    assert (found.impacts[-1].before.attained, found.impacts[-1].after.attained) == (
        0,
        1,
    )


def test_a_correction_is_compared_with_the_revision_of_its_own_quarter():
    world.approved_before()
    world.submitted({(FIRST, 1): MET})
    approved()
    reopen_report(
        district_code=SMALL,
        quarter_code=QUARTER,
        by=world.reviewer(),
        at=world.AT,
        reason="Sót một xã",
    )
    world.submitted({(SECOND, 1): MET})
    found = review()
    assert (found.base.quarter_id, found.base.number) == (QUARTER, 1)
    assert [change.cell.place.code for change in found.changes] == [SECOND]


def test_cells_that_followed_a_changed_base_are_named():
    world.approved_before({FIRST: [1]})
    world.submitted({(SECOND, 1): MET})
    world.approved_before({FIRST: [1, 2]})
    followed = review().followed
    assert [
        (c.place.code, c.criterion.number, c.before, c.after) for c in followed
    ] == [(FIRST, 2, UNMET, MET)]


def test_a_changed_cell_that_its_new_base_agrees_with_is_no_change_any_more():
    world.approved_before()
    world.submitted({(FIRST, 1): MET})
    world.approved_before({FIRST: [1]})
    found = review()
    assert found.changes == ()


def test_a_changed_cell_does_not_follow_its_base():
    world.approved_before({FIRST: [1]})
    world.submitted({(FIRST, 1): UNKNOWN})
    world.approved_before()
    found = review()
    assert found.followed == ()
    assert [change.cell.after for change in found.changes] == [UNKNOWN]


def test_a_typed_cell_that_the_base_now_agrees_with_did_not_follow():
    world.approved_before()
    world.submitted({(FIRST, 2): MET})
    approve(SMALL, "2020Q4", {FIRST: [2]})
    assert review().followed == ()


def test_a_first_base_is_followed_by_every_untouched_cell():
    world.submitted({(FIRST, 1): MET})
    world.approved_before()
    assert len(review().followed) == 56


def test_a_commune_that_left_the_programme_is_in_no_row():
    approve("613", "2019Q2", {"23473": [1]})
    world.submitted({("23476", 1): MET}, district="613", quarter="2019Q3")
    found = review("613", "2019Q3")
    assert "23473" not in {row.place.code for row in found.rows}
    assert found.cell_count == 8 * 19


def test_events_are_told_from_the_last():
    world.approved_before()
    world.submitted({(FIRST, 1): MET})
    return_report(
        district_code=SMALL,
        quarter_code=QUARTER,
        by=world.reviewer(),
        at=world.AT,
        reason="Thiếu hồ sơ",
    )
    world.submitted({(SECOND, 1): MET}, at=world.AT + dt.timedelta(minutes=5))
    found = review()
    assert [event.at.minute for event in found.events] == [45, 40, 40]
    assert [event.kind for event in found.events] == [
        "submitted",
        "returned",
        "submitted",
    ]
    assert found.submissions == 2


def test_a_quarter_before_the_first_law_cannot_be_reviewed():
    world.open_quarter("2015Q4", None)
    report = Report.objects.create(district_id=SMALL, quarter_id="2015Q4")
    with pytest.raises(NoLaw):
        review_of(report)


@pytest.mark.parametrize("state", [ReportState.SUBMITTED, ReportState.APPROVED])
@pytest.mark.parametrize(("district", "commune"), [(SMALL, FIRST), (LARGE, "23344")])
def test_a_review_takes_nine_queries_whatever_the_district(
    state, district, commune, django_assert_num_queries
):
    world.approved_before(district=district)
    world.submitted({(commune, 1): MET}, district=district)
    if state == ReportState.APPROVED:
        approved(district=district)
    report = fresh(district)
    with django_assert_num_queries(9):
        review_of(report)
