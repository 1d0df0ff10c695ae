"""What was said and sent about a cell is counted where its change is reviewed."""

import pytest

from accounts.models import User
from reports.models import Comment
from reports.services.comments import Said, add_comment, finish_follow_up
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, QUARTER, SMALL
from tests.reports.talk_world import criterion, minutes
from tests.reports.views.review.addresses import PAGE, text

CELL = f"/bao-cao/{QUARTER}/{SMALL}/o/{FIRST}/19/"


def say(report, *, by=None, at=world.AT, whole=False, **said) -> Comment:
    return add_comment(
        report=report,
        cell=None if whole else (FIRST, criterion(19).pk),
        said=Said("Xin xem lại.", **said),
        by=by or world.officer(),
        at=at,
    )


def look(at=world.AT) -> None:
    User.objects.filter(username="vpdp").update(inbox_seen_at=at)


def test_a_changed_cell_leads_to_what_was_said_about_it(office, waiting):
    say(waiting)
    say(waiting)
    page = text(office.get(PAGE))
    assert f'href="{CELL}#trao-doi"' in page
    assert "2 trao đổi, 2 chưa đọc</a>" in page


def test_what_the_reviewer_has_read_or_written_is_not_unread(office, waiting):
    say(waiting)
    say(waiting, by=world.reviewer(), at=minutes(2))
    look(minutes(1))
    assert "2 trao đổi</a>" in text(office.get(PAGE))


def test_what_came_in_since_is_unread(office, waiting):
    say(waiting)
    say(waiting, at=minutes(2))
    look(minutes(1))
    assert "2 trao đổi, 1 chưa đọc</a>" in text(office.get(PAGE))


def test_what_waits_for_a_follow_up_is_told_until_it_is_done(office, waiting):
    asked = say(waiting, needs_follow_up=True)
    assert "1 cần theo dõi" in text(office.get(PAGE))
    finish_follow_up(asked, by=world.reviewer(), at=minutes(1))
    assert "cần theo dõi" not in text(office.get(PAGE))


def test_a_cell_without_talk_says_nothing_of_it(office, waiting):
    assert "trao đổi" not in text(office.get(PAGE))


def test_talk_of_the_whole_report_is_counted_together(office, waiting):
    say(waiting)
    say(waiting, whole=True)
    page = text(office.get(PAGE))
    assert f'href="/bao-cao/{QUARTER}/{SMALL}/trao-doi/#trao-doi"' in page
    assert "2 trao đổi, 2 chưa đọc</a>" in page
    assert "1 trao đổi, 1 chưa đọc</a>" in page


@pytest.mark.parametrize("count", [0, 3])
def test_the_page_takes_as_many_queries_however_much_was_said(
    office, waiting, django_assert_num_queries, count
):
    for _ in range(count):
        say(waiting)
    with django_assert_num_queries(24):
        office.get(PAGE)
