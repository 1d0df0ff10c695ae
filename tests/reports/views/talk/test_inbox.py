"""The page of the inbox, and the count that leads to it."""

import datetime as dt

import pytest
from django.test import Client

from reports.models import Report
from tests.reports.evidence_world import department
from tests.reports.review_world import AT, LARGE, officer, reviewer
from tests.reports.talk_world import (
    INBOX,
    PAGE,
    READ,
    REPORT_TALK,
    give_back,
    leader,
    minutes,
    say,
)
from tests.reports.views.cell.addresses import words


@pytest.fixture
def district(client: Client) -> Client:
    client.force_login(officer())
    return client


def test_a_leader_has_no_inbox(client: Client) -> None:
    client.force_login(leader())
    assert client.get(INBOX).status_code == 404
    assert client.post(READ).status_code == 404
    assert f'href="{INBOX}"' not in client.get("/tieu-chi/").content.decode()


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(INBOX).headers["Location"].startswith("/dang-nhap/")


def test_another_district_reads_nothing_of_it(client: Client) -> None:
    say("Xin xem lại.")
    client.force_login(officer(LARGE))
    said = words(client.get(INBOX))
    assert "Xin xem lại." not in said
    assert "Hộp thư trống" in said


def test_every_line_leads_to_its_place(district: Client) -> None:
    of_cell, whole = say("về ô"), say("cả báo cáo", whole=True)
    give_back()
    html = district.get(INBOX).content.decode()
    assert f'href="{PAGE}#td-{of_cell.pk}"' in html
    assert f'href="{REPORT_TALK}#td-{whole.pk}"' in html
    assert f'href="{PAGE}#tra-loi"' in html
    assert "trả lời trước ngày 25/03/2021" in html


def test_the_top_of_every_page_counts_what_is_unread(district: Client) -> None:
    say("một")
    say("hai")
    assert "2 tin chưa đọc" in words(district.get("/tieu-chi/"))
    district.post(READ, {"drawn_at": minutes(1).isoformat()})
    assert "tin chưa đọc" not in words(district.get("/tieu-chi/"))


def test_what_comes_in_after_the_page_was_drawn_stays_unread(district: Client) -> None:
    say("đã hiện")
    say("đến sau", at=minutes(5))
    drawn_at = minutes(2).isoformat()
    answer = district.post(READ, {"drawn_at": drawn_at}, follow=True)
    assert answer.redirect_chain == [(INBOX, 302)]
    assert [line.is_unread for line in answer.context["lines"]] == [True, False]


def test_what_was_stored_while_the_page_was_drawn_stays_unread(
    district: Client,
) -> None:
    say("lưu sau khi trang đã hiện")
    drawn_at = (AT + dt.timedelta(seconds=5)).isoformat()
    answer = district.post(READ, {"drawn_at": drawn_at}, follow=True)
    assert [line.is_unread for line in answer.context["lines"]] == [True]


def test_nothing_to_come_is_read_beforehand(district: Client) -> None:
    district.post(READ, {"drawn_at": "2031-01-01T00:00:00+07:00"})
    user = officer()
    assert user.inbox_seen_at is not None
    assert user.inbox_seen_at.year == 2021


@pytest.mark.parametrize("posted", [{}, {"drawn_at": "hôm qua"}])
def test_an_old_page_marks_nothing(district: Client, posted: dict[str, str]) -> None:
    answer = district.post(READ, posted, follow=True)
    assert "Trang này đã cũ" in words(answer)
    assert officer().inbox_seen_at is None


def test_it_is_marked_by_post_only(district: Client) -> None:
    assert district.get(READ).status_code == 405


@pytest.mark.parametrize(
    ("chip", "shown"),
    [
        ("", ["theo dõi", "@huyen.618", "đã đọc"]),
        ("chua-doc", ["theo dõi", "@huyen.618"]),
        ("nhac-den-toi", ["@huyen.618"]),
        ("can-theo-doi", ["theo dõi"]),
        ("khong-co", ["theo dõi", "@huyen.618", "đã đọc"]),
    ],
)
def test_chips_narrow_the_list(district: Client, chip: str, shown: list[str]) -> None:
    user = officer()
    user.inbox_seen_at = minutes(1)
    user.save()
    say("đã đọc")
    say("@huyen.618", at=minutes(2))
    say("theo dõi", at=minutes(3), needs_follow_up=True)
    answer = district.get(INBOX, {"loc": chip})
    assert [line.text for line in answer.context["lines"]] == shown


def test_a_long_inbox_has_pages_that_keep_the_filter(district: Client) -> None:
    for count in range(41):
        say(f"số {count}", at=minutes(count))
    answer = district.get(INBOX, {"loc": "chua-doc", "trang": "2"})
    assert [line.text for line in answer.context["lines"]] == ["số 0"]
    assert "loc=chua-doc" in answer.content.decode()


def test_the_queries_of_the_inbox_are_fixed(
    client: Client, report: Report, django_assert_num_queries: object
) -> None:
    reviewer()
    for count in range(5):
        say(f"@vpdp {count}", by=officer())
        say(f"@huyen.618 {count}")
    for user, queries in (
        (reviewer(), 11),
        (officer(), 12),
        (department(leads=True), 14),
    ):
        client.force_login(user)
        with django_assert_num_queries(queries):
            client.get(INBOX)
