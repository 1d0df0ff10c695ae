"""Who may bring a workbook into a draft, and when: as for typed cells."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from reports.models import Quarter, Report
from tests.reports.importing.files import three, workbook
from tests.reports.review_world import (
    FIRST,
    LARGE,
    MET,
    QUARTER,
    SMALL,
    approved_before,
    open_quarter,
    reviewer,
    submitted,
)
from tests.reports.views.entry.addresses import PAGE, said, stored, text
from tests.reports.views.entry.draft_acts import (
    EXCEL,
    FILE,
    FILL,
    fill,
    posted_by,
    upload,
)


def test_another_person_in_the_same_browser_writes_nothing(district: Client) -> None:
    preview = upload(district, workbook(three()))
    district.force_login(reviewer())
    response = district.post(FILL, posted_by(preview), follow=True)
    assert "đăng nhập bằng tài khoản khác" in said(response)[0]
    assert stored() == set()


def test_a_forged_cell_of_another_district_is_refused_as_from_the_page(
    district: Client,
) -> None:
    forged = {"before": "c", "c-23344-5": "met"}
    response = district.post(FILL, forged, follow=True)
    assert said(response) == ["Báo cáo này không có ô xã 23344, tiêu chí 5."]
    assert stored() == set()


@pytest.mark.parametrize(
    "forged",
    [{}, {"before": "dx", "c-23535-1": "met"}, {"before": "dc", "c-23535-1": "met"}],
    ids=["nothing", "no letters", "too many"],
)
def test_a_form_that_is_none_of_ours_writes_nothing(
    district: Client, forged: dict[str, str]
) -> None:
    response = district.post(FILL, forged, follow=True)
    assert said(response)[0].startswith("Trang này đã cũ")
    assert stored() == set()


def close_quarter() -> None:
    Quarter.objects.filter(pk=QUARTER).update(closed_at=dt.datetime.now(dt.UTC))


def submit() -> None:
    submitted({(FIRST, 2): MET})


@pytest.mark.parametrize("lock", [close_quarter, submit])
def test_what_locks_the_page_locks_the_file_with_the_same_words(
    district: Client, lock: Any
) -> None:
    preview = upload(district, workbook(three(third=(9,))))
    lock()
    before = stored()
    typed = district.post(f"{PAGE}o/", {f"c-{FIRST}-3": "met"})
    words = said(typed)
    assert len(words) == 1
    for response in (
        district.get(FILE, follow=True),
        district.post(FILE, {"file": "x"}, follow=True),
        district.post(FILL, posted_by(preview), follow=True),
    ):
        assert said(response) == words
        assert response.redirect_chain == [(PAGE, 302)]
    assert stored() == before


def test_a_quarter_approved_from_a_file_is_locked(district: Client) -> None:
    approved_before()
    address = f"/bao-cao/2020Q4/{SMALL}/nap/"
    response = district.get(address, follow=True)
    assert "đã duyệt" in said(response)[0]


@pytest.mark.parametrize("address", [EXCEL, FILE, FILL])
@pytest.mark.parametrize("role", [Role.LEADER, Role.DISTRICT])
def test_an_outsider_finds_nothing(client: Client, role: Role, address: str) -> None:
    open_quarter()
    home = LARGE if role is Role.DISTRICT else None
    client.force_login(User.objects.create(username="ai", role=role, district_id=home))
    assert client.get(address).status_code == 404
    assert client.post(address, {f"c-{FIRST}-1": "met"}).status_code in (404, 405)
    assert not Report.objects.exists()


@pytest.mark.parametrize("address", [EXCEL, FILE, FILL])
def test_a_stranger_is_sent_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == f"/dang-nhap/?next={address}"


def test_asked_by_get_the_last_step_leads_back_to_the_grid(district: Client) -> None:
    assert district.get(FILL).headers["Location"] == PAGE


def test_the_office_fills_in_on_behalf_and_it_is_marked(client: Client) -> None:
    approved_before({FIRST: [1]})
    open_quarter()
    client.force_login(reviewer())
    data = workbook(three(first=(1, 2), second=(), third=()))
    assert "Nhập thay." in text(upload(client, data))
    fill(client, data)
    assert Report.objects.get().entered_on_behalf
    assert stored() == {(FIRST, 2, "met")}


def test_a_locked_grid_is_only_taken_away(district: Client) -> None:
    submitted({(FIRST, 2): MET})
    page = text(district.get(PAGE))
    assert f'action="{EXCEL}"' in page
    assert f'action="{FILE}"' not in page
