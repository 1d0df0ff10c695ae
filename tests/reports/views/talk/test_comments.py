"""Talk on the page of a cell and on that of a report."""

import pytest
from django.test import Client

from accounts.models import User
from reports.choices import ReportState
from reports.models import Comment
from tests.reports.evidence_world import department
from tests.reports.review_world import LARGE, officer, reviewer
from tests.reports.talk_world import (
    PAGE,
    REPORT_TALK,
    WRITE,
    in_state,
    leader,
    minutes,
    say,
)
from tests.reports.views.cell.addresses import SCRIPT, words

OUTSIDERS = {
    "another district": lambda: officer(LARGE),
    "leader": leader,
    "another agency": lambda: department(leads=False),
}


@pytest.fixture
def district(client: Client) -> Client:
    client.force_login(officer())
    return client


def acts() -> list[str]:
    """Return the addresses that change a comment of the cell."""
    return [f"/trao-doi/{say().pk}/{act}/" for act in ("theo-doi", "xong")]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_finds_nothing(client: Client, who: str) -> None:
    client.force_login(OUTSIDERS[who]())
    for address in (WRITE, REPORT_TALK):
        assert client.get(address).status_code == 404
        assert client.post(address, {"text": "a"}).status_code == 404
    for address in acts():
        assert client.post(address).status_code == 404
    assert Comment.objects.count() == 2


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    for address in (WRITE, REPORT_TALK, *acts()):
        assert client.post(address).headers["Location"].startswith("/dang-nhap/")


def test_an_agency_finds_no_draft_and_no_talk_about_a_whole_report(
    client: Client,
) -> None:
    client.force_login(department(leads=True))
    assert client.get(REPORT_TALK).status_code == 404
    in_state(ReportState.DRAFT)
    assert client.post(WRITE, {"text": "a"}).status_code == 404


def test_the_agency_that_leads_writes_on_what_was_sent(client: Client) -> None:
    client.force_login(department(leads=True))
    client.post(WRITE, {"text": "Sở đã kiểm tra."})
    assert "Sở đã kiểm tra." in words(client.get(PAGE))


def test_a_comment_on_a_locked_cell_is_stored_and_shown(district: Client) -> None:
    written = {
        "text": "Đã bổ sung, nhờ @vpdp xem.",
        "needs_follow_up": "on",
    }
    reviewer()
    answer = district.post(WRITE, written, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}#trao-doi", 302)]
    said = words(answer)
    assert "Đã ghi trao đổi." in said
    assert "Đã bổ sung, nhờ @vpdp xem." in said
    assert "Nhắc đến vpdp" in said
    assert "1 việc cần theo dõi" in said


def test_asked_by_get_it_leads_back(district: Client) -> None:
    assert district.get(WRITE).headers["Location"] == f"{PAGE}#trao-doi"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"text": "Nhờ @huyen.610 xem."}, "@huyen.610 không có hoặc"),
        ({"text": "Nhờ @khongco xem."}, "@khongco không có hoặc"),
        ({"text": "Nhờ xem.", "picked": ["huyen.610"]}, "@huyen.610 không xem được"),
        ({"text": "x" * 2001}, "Dài quá 2000 ký tự."),
        ({"text": "  "}, "Hãy viết nội dung."),
    ],
    ids=["out of sight", "unknown", "picked", "too long", "nothing"],
)
@pytest.mark.parametrize("address", [WRITE, REPORT_TALK])
def test_what_is_refused_is_said_and_the_text_is_kept(
    district: Client, address: str, written: dict[str, str], said: str
) -> None:
    officer(LARGE)
    answer = district.post(address, written)
    assert answer.status_code == 422
    assert said in words(answer)
    assert written["text"].strip() in answer.content.decode()
    assert not Comment.objects.exists()


def test_the_list_offers_those_who_see_the_cell(district: Client) -> None:
    officer(LARGE)
    reviewer()
    agency = department(leads=True)
    html = district.get(PAGE).content.decode()
    offered = [
        user.username
        for user in User.objects.all()
        if f'name="picked" value="{user.username}"' in html
    ]
    assert sorted(offered) == ["huyen.618", agency.username, "vpdp"]


def test_somebody_is_picked_from_the_list(district: Client) -> None:
    reviewer()
    district.post(WRITE, {"text": "Xin xem.", "picked": ["vpdp"]})
    assert [user.username for user in Comment.objects.get().mentions.all()] == ["vpdp"]


def test_what_is_written_is_no_markup(district: Client) -> None:
    district.post(WRITE, {"text": "<b>đậm</b>"})
    assert "&lt;b&gt;đậm&lt;/b&gt;" in district.get(PAGE).content.decode()


def test_a_follow_up_is_asked_for_and_done_with_name_and_time(
    district: Client,
) -> None:
    comment = say()
    answer = district.post(f"/trao-doi/{comment.pk}/theo-doi/")
    assert answer.headers["Location"] == f"{PAGE}#td-{comment.pk}"
    assert "1 việc cần theo dõi" in words(district.get(PAGE))
    district.post(f"/trao-doi/{comment.pk}/xong/")
    done = words(district.get(PAGE))
    assert "Theo dõi xong: UBND huyện" in done
    assert "17:40 20/03/2021" in done


def test_a_follow_up_done_twice_says_who_was_first(district: Client) -> None:
    comment = say(needs_follow_up=True)
    for _turn in range(2):
        answer = district.post(f"/trao-doi/{comment.pk}/xong/", follow=True)
    assert "đã đánh dấu xong trước đó" in words(answer)


def test_the_grids_script_gets_the_part_anew(district: Client) -> None:
    written = district.post(WRITE, {"text": "Xin xem."}, headers=SCRIPT)
    done = district.post(
        f"/trao-doi/{Comment.objects.get().pk}/theo-doi/", headers=SCRIPT
    )
    for answer in (written, done):
        assert answer.status_code == 200
        assert answer.content.decode().lstrip().startswith("<article")
        assert "Xin xem." in words(answer)


def test_a_report_is_talked_about_as_a_whole(district: Client) -> None:
    answer = district.post(REPORT_TALK, {"text": "Gửi muộn vì lũ."}, follow=True)
    assert answer.redirect_chain == [(REPORT_TALK, 302)]
    assert "Gửi muộn vì lũ." in words(answer)
    comment = Comment.objects.get()
    assert comment.criterion is None
    answer = district.post(f"/trao-doi/{comment.pk}/theo-doi/")
    assert answer.headers["Location"] == f"{REPORT_TALK}#td-{comment.pk}"


def test_the_page_of_a_report_leads_to_the_talk_in_its_cells(district: Client) -> None:
    comment = say("Thiếu biên bản.")
    html = district.get(REPORT_TALK).content.decode()
    assert f'href="{PAGE}#td-{comment.pk}"' in html
    assert "Thiếu biên bản." in html


def test_the_queries_of_the_page_of_a_report_are_fixed(
    district: Client, django_assert_num_queries: object
) -> None:
    for count in range(3):
        say(f"@huyen.618 {count}", at=minutes(count), needs_follow_up=True)
        say("Cả báo cáo", by=officer(), whole=True)
    with django_assert_num_queries(7):
        district.get(REPORT_TALK)
