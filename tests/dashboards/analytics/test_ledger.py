"""What the people of a body did last and left open; who answers for what."""

import datetime as dt

import pytest

from criteria.analytics.assignments import ledger_on
from criteria.models import Assignment
from dashboards.analytics.ledger.actions import (
    bodies_of_people,
    end_of,
    last_actions,
    open_disputes,
    unanswered,
)
from dashboards.analytics.ledger.criteria import uncovered
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from reports.choices import ReportState
from reports.services.comments import finish_follow_up
from tests.programme import task_world as tasks
from tests.reports import opinion_world as opinions
from tests.reports import talk_world as talk
from tests.reports.review_world import FIRST, SMALL, officer, open_quarter, reviewer
from tests.world import approve

pytestmark = pytest.mark.django_db
LATER = dt.date(2021, 6, 1)


def open_of(body, *, on=LATER):
    return unanswered(bodies_of_people(), until=end_of(on))[body]


@pytest.fixture
def _talk():
    open_quarter()
    talk.in_state(ReportState.SUBMITTED)
    officer()


def test_the_day_of_the_last_action_counts_until_the_day_asked():
    tasks.write()
    people = bodies_of_people()
    on = tasks.TODAY
    assert last_actions(people, until=end_of(on)) == {tasks.BODY: on}
    assert last_actions(people, until=end_of(on - dt.timedelta(days=1))) == {}


def test_an_opinion_is_an_action_and_a_dispute_is_open_on_both_sides():
    opinions.waiting()
    opinions.give({FIRST: opinions.said(opinions.DISPUTED, "Chưa đủ phòng học.")})
    assert open_disputes() == {opinions.LEAD: 1, f"UBND{SMALL}": 1}
    actions = last_actions(bodies_of_people(), until=end_of(LATER))
    assert actions[opinions.LEAD] == dt.date(2021, 3, 20)


@pytest.mark.usefixtures("_talk")
def test_a_comment_that_names_a_body_waits_for_its_answer():
    talk.say(f"@huyen.{SMALL} xin xem lại.")
    assert open_of(f"UBND{SMALL}") == 1
    talk.say("Đã xem.", by=officer(), at=talk.minutes(5))
    assert open_of(f"UBND{SMALL}") == 0


@pytest.mark.usefixtures("_talk")
def test_one_to_follow_up_waits_until_it_is_done():
    asked = talk.say(f"@huyen.{SMALL} xin xem lại.", needs_follow_up=True)
    talk.say("Đang xem.", by=officer(), at=talk.minutes(5))
    assert open_of(f"UBND{SMALL}") == 1
    finish_follow_up(asked, by=reviewer(), at=talk.minutes(9))
    assert open_of(f"UBND{SMALL}") == 0


@pytest.mark.usefixtures("_talk")
def test_before_it_was_said_nothing_waited():
    talk.say(f"@huyen.{SMALL} xin xem lại.")
    assert open_of(f"UBND{SMALL}", on=dt.date(2021, 3, 1)) == 0


def test_what_nobody_leads_is_listed():
    approve("618", "2019Q3")
    figures = figures_at(Quarter(2019, 3))
    day = Quarter(2019, 3).last_day
    assert not any(each.is_whole for each in uncovered(figures, ledger_on(day)))
    Assignment.objects.filter(criterion__number=5).delete()
    lost = uncovered(figures, ledger_on(day))
    assert [e.criterion.number for e in lost if e.is_whole] == [5]
    assert len(uncovered(figures, None)) == 19


def test_a_criterion_led_by_indicators_lists_those_without_a_lead():
    approve("618", "2019Q3")
    day = Quarter(2019, 3).last_day
    lead = Assignment.objects.filter(indicator__code="17.1", role="lead")
    lead.delete()
    found = {
        each.criterion.number: each
        for each in uncovered(figures_at(Quarter(2019, 3)), ledger_on(day))
    }
    assert "17.1" in found[17].indicators
    assert not found[17].is_whole
