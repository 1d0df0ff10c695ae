"""Comments: who may write, whom they may name, and what comes after."""

import pytest

from accounts.models import User
from reports.choices import ReportState
from reports.models import Comment, Quarter, Report
from reports.services.comment_people import UnknownMention, people_who_see
from reports.services.comments import (
    CommentRefused,
    FollowUpMoved,
    ask_follow_up,
    finish_follow_up,
    mark_inbox_read,
)
from reports.services.guard import NotOpened, OutOfScope
from tests.reports.evidence_world import department
from tests.reports.review_world import (
    AT,
    LARGE,
    QUARTER,
    SMALL,
    approved_before,
    officer,
    open_quarter,
    reviewer,
)
from tests.reports.talk_world import criterion, in_state, leader, minutes, say
from tests.world import approve

pytestmark = pytest.mark.django_db
DRAFT = ReportState.DRAFT


@pytest.fixture
def draft(db: None) -> Report:
    open_quarter()
    officer()
    officer(LARGE)
    return in_state(DRAFT)


def named(comment: Comment) -> set[str]:
    return set(comment.mentions.values_list("username", flat=True))


@pytest.mark.parametrize("state", ReportState)
def test_one_may_write_in_any_state_of_the_report(
    draft: Report, state: ReportState
) -> None:
    in_state(state)
    say(by=officer())
    comment = Comment.objects.get()
    assert (comment.by, comment.at, comment.text) == (officer(), AT, "Xin xem lại.")


def test_a_text_is_stored_composed_and_without_blanks(draft: Report) -> None:
    assert say("  xã na\u0306m 2020 ").text == "xã năm 2020"


@pytest.mark.parametrize("text", [" \n ", "a" * 2001], ids=["nothing", "too long"])
def test_a_text_that_cannot_be_stored_is_refused(draft: Report, text: str) -> None:
    with pytest.raises(CommentRefused):
        say(text)


@pytest.mark.parametrize("who", ["other district", "leader", "department"])
def test_whoever_does_not_see_the_cell_writes_nothing(draft: Report, who: str) -> None:
    people = {
        "other district": lambda: officer(LARGE),
        "leader": leader,
        "department": lambda: department(leads=True),
    }
    with pytest.raises(OutOfScope):
        say(by=people[who]())
    assert not Comment.objects.exists()


def test_the_agency_that_leads_writes_once_the_report_is_sent(draft: Report) -> None:
    in_state(ReportState.SUBMITTED)
    assert say(by=department(leads=True)).pk


def test_an_agency_does_not_write_into_a_report_returned_meanwhile(
    draft: Report,
) -> None:
    read_earlier = in_state(ReportState.SUBMITTED)
    in_state(ReportState.RETURNED)
    with pytest.raises(OutOfScope):
        say(by=department(leads=True), report=read_earlier)
    assert not Comment.objects.exists()


def test_another_agency_does_not_write_after_that_either(draft: Report) -> None:
    in_state(ReportState.SUBMITTED)
    with pytest.raises(OutOfScope):
        say(by=department(leads=False))


@pytest.mark.parametrize(
    "text",
    [
        "@huyen.618 xem nhé",
        "Nhờ @huyen.618.",
        "(@huyen.618)",
        "@HUYEN.618 và @huyen.618",
    ],
)
def test_a_name_after_the_sign_is_a_mention(draft: Report, text: str) -> None:
    assert named(say(text)) == {"huyen.618"}


@pytest.mark.parametrize("text", ["gửi a@huyen.618", "lúc @ 7 giờ", "không ai"])
def test_no_mention_is_read_into_other_text(draft: Report, text: str) -> None:
    assert named(say(text)) == set()


def test_people_are_picked_beside_the_text(draft: Report) -> None:
    assert named(say("Xin xem.", picked=("huyen.618",))) == {"huyen.618"}


def test_nobody_is_told_of_a_mention_of_oneself(draft: Report) -> None:
    assert named(say("@vpdp @huyen.618")) == {"huyen.618"}


@pytest.mark.parametrize("name", ["@huyen.610", "@so", "@lanhdao", "@khongco"])
def test_who_may_not_see_the_cell_is_refused_in_the_words_for_a_name_that_is_none(
    draft: Report, name: str
) -> None:
    department(leads=True)
    leader()
    with pytest.raises(UnknownMention) as refused:
        say(f"@huyen.618 và {name}, xin xem.")
    assert str(refused.value) == (
        f"{name} không có hoặc không xem được nội dung này; hãy chọn người trong "
        "danh sách."
    )
    assert not Comment.objects.exists()


def test_a_closed_account_cannot_be_named(draft: Report) -> None:
    User.objects.filter(username="huyen.618").update(is_active=False)
    with pytest.raises(UnknownMention):
        say("@huyen.618")


def test_the_agency_that_leads_is_named_once_the_report_is_sent(draft: Report) -> None:
    agency = department(leads=True)
    in_state(ReportState.APPROVED)
    assert named(say(f"@{agency.username}")) == {"so"}


def test_agencies_are_not_named_about_a_whole_report(draft: Report) -> None:
    department(leads=True)
    in_state(ReportState.APPROVED)
    with pytest.raises(UnknownMention):
        say("@so", whole=True)


def test_who_sees_a_cell_costs_a_fixed_number_of_queries(
    draft: Report, django_assert_num_queries: object
) -> None:
    number = criterion().pk
    with django_assert_num_queries(1):
        people_who_see(draft, number)
    sent = Report.objects.select_related("quarter").get(
        pk=in_state(ReportState.SUBMITTED).pk
    )
    with django_assert_num_queries(3):
        people_who_see(sent, number)


def unbegun(quarter: str = QUARTER) -> Report:
    return Report(quarter=Quarter.objects.get(pk=quarter), district_id=SMALL)


def test_a_comment_begins_a_report_that_was_not_begun() -> None:
    open_quarter()
    assert say(report=unbegun()).report.state == DRAFT


def test_a_comment_on_figures_from_a_file_leaves_them_approved() -> None:
    approved_before()
    assert say(report=unbegun("2020Q4")).report.state == ReportState.APPROVED


def test_a_comment_opens_no_quarter_that_is_not_open() -> None:
    approve(SMALL, "2020Q3")
    Quarter.objects.create(code=QUARTER)
    with pytest.raises(NotOpened):
        say(report=unbegun())
    assert not Report.objects.exists()


def test_a_follow_up_is_asked_for_later_and_done_by_somebody(draft: Report) -> None:
    comment = say()
    ask_follow_up(comment)
    ask_follow_up(comment)
    finish_follow_up(comment, by=officer(), at=minutes(5))
    comment.refresh_from_db()
    assert comment.needs_follow_up
    assert (comment.done_by, comment.done_at) == (officer(), minutes(5))


def test_what_is_done_stays_done_by_the_first(draft: Report) -> None:
    comment = say(needs_follow_up=True)
    finish_follow_up(comment, by=officer(), at=minutes(5))
    with pytest.raises(FollowUpMoved, match="đã đánh dấu xong trước đó"):
        finish_follow_up(comment, by=reviewer(), at=minutes(6))
    with pytest.raises(FollowUpMoved):
        ask_follow_up(comment)
    comment.refresh_from_db()
    assert comment.done_by == officer()


def test_what_needs_no_follow_up_is_not_done(draft: Report) -> None:
    with pytest.raises(FollowUpMoved, match="không cần theo dõi"):
        finish_follow_up(say(), by=officer(), at=AT)


def test_an_inbox_that_was_read_does_not_become_less_so(draft: Report) -> None:
    user = officer()
    for upto in (minutes(5), AT):
        mark_inbox_read(user, upto=upto)
    user.refresh_from_db()
    assert user.inbox_seen_at == minutes(5)
