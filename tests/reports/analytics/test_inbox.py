"""The inbox: what stands in it for whom, what is unread, in how many queries."""

import datetime as dt
from typing import Any

import pytest

from accounts.models import User
from criteria.models import Assignment, AssignmentList
from reports.analytics.inbox import (
    InboxLine,
    counts,
    inbox_parts,
    keys,
    narrowed,
    read_lines,
    read_news,
    unread_count,
)
from reports.choices import InboxFilter, OpinionVerdict, ReportState, ResultState
from reports.models import DraftResult, Opinion, Report
from reports.services.comments import finish_follow_up
from tests.reports.evidence_world import CELL, department
from tests.reports.review_world import AT, LARGE, officer, open_quarter, reviewer
from tests.reports.talk_world import criterion, give_back, in_state, minutes, say

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def report(db: None) -> Report:
    open_quarter()
    officer()
    return in_state(ReportState.SUBMITTED)


def lines(user: User, chosen: InboxFilter = InboxFilter.ALL) -> list[InboxLine]:
    parts = narrowed(inbox_parts(user), chosen)
    return list(read_lines(list(keys(parts)), parts))


def texts(user: User, chosen: InboxFilter = InboxFilter.ALL) -> list[str]:
    return [line.text for line in lines(user, chosen)]


def unread(user: User) -> int:
    row = User.objects.annotate(unread=unread_count(inbox_parts(user)))
    return int(row.values_list("unread", flat=True).get(pk=user.pk))


def saw(user: User, at: dt.datetime) -> User:
    user.inbox_seen_at = at
    user.save()
    return user


def disputed(
    agency: User,
    at: dt.datetime = AT,
    verdict: OpinionVerdict = OpinionVerdict.DISPUTED,
    note: str = "Chưa nghiệm thu.",
    seen: ResultState = ResultState.UNKNOWN,
) -> None:
    Opinion.objects.create(
        report=Report.objects.get(),
        commune_id=CELL[0],
        criterion=criterion(),
        agency=agency.agency,
        verdict=verdict,
        state_seen=seen,
        note=note,
        at=at,
        by=agency,
    )


def test_what_others_say_is_listed_latest_first_and_unread() -> None:
    say("một")
    say("hai", at=minutes(1), whole=True)
    say("của huyện", by=officer(), at=minutes(2))
    found = lines(officer())
    assert [line.text for line in found] == ["hai", "một"]
    assert all(line.is_unread for line in found)
    assert found[0].criterion is None
    assert (found[1].commune.code, found[1].criterion.number) == CELL
    assert unread(officer()) == 2


def test_what_came_in_before_the_last_look_is_read() -> None:
    say("cũ")
    say("mới", at=minutes(2))
    user = saw(officer(), minutes(1))
    assert [line.is_unread for line in lines(user)] == [True, False]
    assert texts(user, InboxFilter.UNREAD) == ["mới"]
    assert unread(user) == 1


def test_another_districts_talk_is_not_listed() -> None:
    say()
    assert texts(officer(LARGE)) == []
    assert unread(officer(LARGE)) == 0


def test_mentions_are_found_by_themselves() -> None:
    say("không ai")
    say("@huyen.618 xem")
    assert texts(officer(), InboxFilter.MENTIONS) == ["@huyen.618 xem"]
    assert {line.text: line.names_me for line in lines(officer())} == {
        "không ai": False,
        "@huyen.618 xem": True,
    }


def test_follow_ups_stay_until_they_are_done_ones_own_as_well() -> None:
    mine = say("của tôi", by=officer(), needs_follow_up=True)
    say("của tỉnh", at=minutes(1), needs_follow_up=True)
    assert texts(officer(), InboxFilter.FOLLOW_UP) == ["của tỉnh", "của tôi"]
    assert [line.is_unread for line in lines(officer())] == [True, False]
    finish_follow_up(mine, by=reviewer(), at=minutes(2))
    assert texts(officer()) == ["của tỉnh"]


def test_chips_count_mentions_and_open_follow_ups() -> None:
    say("@huyen.618", needs_follow_up=True)
    say("@huyen.618 nữa")
    assert counts(inbox_parts(officer())) == {
        InboxFilter.MENTIONS: 2,
        InboxFilter.FOLLOW_UP: 1,
    }


def test_a_returned_cell_waits_for_the_district_until_it_is_answered() -> None:
    cell = give_back()
    (line,) = lines(officer())
    assert (line.text, line.answer_by) == ("Thiếu biên bản.", dt.date(2021, 3, 25))
    assert texts(officer(LARGE)) == []
    assert texts(reviewer()) == []
    cell.answer, cell.answered_at, cell.answered_by = "Đã bổ sung.", AT, officer()
    cell.save()
    assert texts(officer()) == []


def test_the_office_reads_the_answer_to_its_own_return_until_it_is_settled() -> None:
    cell = give_back()
    cell.answer, cell.answered_at, cell.answered_by = "Đã bổ sung.", AT, officer()
    cell.save()
    other = User.objects.create_user("vpdp2", role=reviewer().role)
    assert (texts(reviewer()), texts(other)) == (["Đã bổ sung."], [])
    cell.settled_at = minutes(1)
    cell.save()
    assert texts(reviewer()) == []


def test_the_office_reads_a_dispute_and_nobody_else() -> None:
    agency = department(leads=True)
    disputed(agency)
    (line,) = lines(reviewer())
    assert (line.person, line.text) == (agency.agency.short_name, "Chưa nghiệm thu.")
    assert texts(officer()) == texts(agency) == []


def test_a_dispute_that_was_taken_back_is_gone() -> None:
    agency = department(leads=True)
    disputed(agency)
    disputed(agency, minutes(1), OpinionVerdict.CONFIRMED, note="")
    assert texts(reviewer()) == []


def test_a_dispute_of_a_result_that_has_changed_since_is_gone() -> None:
    disputed(department(leads=True))
    DraftResult.objects.create(
        report=Report.objects.get(),
        commune_id=CELL[0],
        criterion=criterion(),
        state=ResultState.UNMET,
        changed_at=AT,
        changed_by=officer(),
    )
    assert texts(reviewer()) == []


def test_a_dispute_is_gone_with_the_decision() -> None:
    disputed(department(leads=True))
    in_state(ReportState.APPROVED)
    assert texts(reviewer()) == []


@pytest.mark.parametrize(
    ("state", "seen"),
    [(ReportState.SUBMITTED, 1), (ReportState.APPROVED, 1), (ReportState.DRAFT, 0)],
)
def test_the_agency_that_leads_reads_of_what_was_sent(
    state: ReportState, seen: int
) -> None:
    agency = department(leads=True)
    say("về ô")
    say("về cả báo cáo", whole=True)
    in_state(state)
    assert texts(agency) == ["về ô"][:seen]
    assert unread(agency) == seen


def test_another_agency_reads_nothing() -> None:
    say()
    assert texts(department(leads=False)) == []


def later_list(since: dt.date) -> AssignmentList:
    """Add a list of assignments in which nobody leads anything."""
    now = AssignmentList.objects.order_by("effective_from", "number").last()
    return AssignmentList.objects.create(
        criteria_set=now.criteria_set,
        number=now.number + 1,
        document="Phụ lục 02 mới",
        effective_from=since,
        recorded_at=AT,
    )


@pytest.mark.parametrize(
    ("since", "read"),
    [(dt.date(2021, 3, 31), 0), (dt.date(2021, 4, 1), 1)],
    ids=["in force at the end of the quarter", "in force from the next one on"],
)
def test_an_agency_reads_by_the_list_of_the_quarter(since: dt.date, read: int) -> None:
    agency = department(leads=True)
    say()
    new = later_list(since)
    assert len(texts(agency)) == read
    new.withdrawn_at = AT
    new.save()
    assert len(texts(agency)) == 1


def test_an_agency_that_leads_by_the_new_list_only_reads_from_then_on() -> None:
    agency = department(leads=False)
    say()
    Assignment.objects.create(
        assignment_list=later_list(dt.date(2021, 3, 1)),
        agency=agency.agency,
        role="lead",
        criterion=criterion(),
        source="bản in",
    )
    assert len(texts(agency)) == 1


def test_news_are_unread_and_not_told_before() -> None:
    say("đã đọc")
    say("đã gửi thư", at=minutes(2))
    say("mới", at=minutes(4))
    say("vừa đến", at=minutes(5))
    user = saw(officer(), minutes(1))
    assert [line.text for line in read_news(user, upto=minutes(4))] == [
        "đã gửi thư",
        "mới",
    ]
    user.digest_sent_at = minutes(3)
    assert [line.text for line in read_news(user, upto=minutes(4))] == ["mới"]


def test_an_inbox_costs_a_query_for_its_keys_and_one_for_each_kind(
    django_assert_num_queries: Any,
) -> None:
    disputed(department(leads=True))
    cell = give_back()
    cell.answer, cell.answered_at, cell.answered_by = "Đã bổ sung.", AT, officer()
    cell.save()
    for count in range(4):
        say(f"@huyen.618 {count}", by=officer())
    user = reviewer()
    with django_assert_num_queries(4):
        assert len(lines(user)) == 6
    with django_assert_num_queries(1):
        assert unread(user) == 6
    agency = User.objects.get(username="so")
    with django_assert_num_queries(3):
        assert len(lines(agency)) == 4
