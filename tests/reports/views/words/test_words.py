"""The page of the four texts: drawn, saved by script and without one."""

import pytest
from django.test import Client

from reports.models import Report, ReportWords, Revision
from tests.reports.review_world import approved_before, officer, reviewer, submitted
from tests.reports.views.entry.addresses import said, text
from tests.reports.views.words.acts import (
    WORDS,
    approved_words,
    kept,
    save,
    save_plain,
)


@pytest.fixture
def office(client_class: type[Client] = Client) -> Client:
    """The office is signed in, in another browser."""
    browser = Client()
    browser.force_login(reviewer())
    return browser


def test_looking_at_the_page_writes_nothing(district: Client) -> None:
    assert "Chưa viết" in text(district.get(WORDS))
    assert not Report.objects.exists()


def test_the_page_starts_from_the_texts_of_the_quarter_before(
    district: Client,
) -> None:
    approved_words(Revision.objects.get(), highlights="Xong 3 km đường")
    page = text(district.get(WORDS))
    assert "Xong 3 km đường</textarea>" in page
    assert "lấy từ Quý IV/2020, sửa lại cho quý này" in page
    assert "Đang hiện phần lời của Quý IV/2020; chưa lưu cho quý này" in page
    assert not ReportWords.objects.exists()


def test_the_script_saves_a_text_and_is_told_the_version(district: Client) -> None:
    response = save(district, highlights="Xã đạt")
    assert response.json() == {"version": 1, "saved_at": "09:40"}
    assert kept().highlights == "Xã đạt"


def test_the_script_is_shown_what_somebody_else_wrote(
    district: Client, office: Client
) -> None:
    save(district, highlights="Gốc")
    save(office, 1, highlights="Văn phòng")
    response = save(district, 1, highlights="Huyện", truoc_highlights="Gốc")
    assert response.status_code == 409
    conflict = response.json()["conflict"]
    assert conflict["texts"] == {"highlights": "Văn phòng"}
    assert (conflict["version"], conflict["at"]) == (2, "09:40 ngày 20/03/2021")
    assert kept().highlights == "Văn phòng"


def test_the_plain_form_begins_all_texts(district: Client) -> None:
    response = save_plain(district, highlights="Một", truoc_highlights="Một")
    assert response.headers["Location"] == WORDS
    assert kept().highlights == "Một"


def test_the_plain_form_leaves_what_the_person_did_not_change(
    district: Client, office: Client
) -> None:
    save(district, highlights="Gốc", proposals="Gốc")
    save(office, 1, highlights="Văn phòng")
    save_plain(
        district,
        1,
        highlights="Gốc",
        truoc_highlights="Gốc",
        proposals="Huyện",
        truoc_proposals="Gốc",
    )
    assert (kept().highlights, kept().proposals) == ("Văn phòng", "Huyện")


def test_the_plain_page_comes_back_with_both_texts(
    district: Client, office: Client
) -> None:
    save(district, highlights="Gốc")
    save(office, 1, highlights="Của <Văn phòng>")
    response = save_plain(district, 1, highlights="Của huyện", truoc_highlights="Gốc")
    page = text(response)
    assert response.status_code == 409
    assert "Của &lt;Văn phòng&gt;</div>" in page
    assert "Của huyện</textarea>" in page
    assert 'name="version" value="2"' in page
    assert kept().highlights == "Của <Văn phòng>"


@pytest.mark.parametrize(
    ("choice", "result"),
    [
        ({}, "Của huyện"),
        ({"lay": "highlights"}, "Văn phòng"),
        ({"ghep": "highlights"}, "Văn phòng\n\nCủa huyện"),
    ],
)
def test_the_plain_page_lets_the_person_choose_or_merge(
    district: Client, office: Client, choice: dict[str, str], result: str
) -> None:
    save(district, highlights="Gốc")
    save(office, 1, highlights="Văn phòng")
    save_plain(
        district,
        2,
        highlights="Của huyện",
        truoc_highlights="Văn phòng",
        **choice,
    )
    assert kept().highlights == result


@pytest.mark.parametrize("length", [20_001, 90_000])
def test_a_text_that_is_too_long_comes_back_whole(
    district: Client, length: int
) -> None:
    response = save_plain(district, highlights="x" * length)
    assert response.status_code == 422
    assert "x" * length in response.content.decode()
    assert "tối đa 20.000" in said(response)[0]
    assert not ReportWords.objects.exists()


def test_a_locked_report_says_why_and_gives_the_text_back(district: Client) -> None:
    submitted({})
    response = save_plain(district, highlights="Muộn rồi")
    page = text(response)
    assert response.status_code == 409
    assert "Khóa vì đã gửi" in page
    assert "Muộn rồi</textarea>" in page
    assert 'id="loi"' not in page
    refused = save(district, highlights="Muộn rồi")
    assert (refused.status_code, list(refused.json())) == (409, ["message"])


def test_a_forged_form_changes_nothing(district: Client) -> None:
    assert save(district, -1, highlights="x").status_code == 400
    assert district.post(WORDS, {"highlights": "x"}).status_code == 400
    assert not ReportWords.objects.exists()


def test_texts_typed_by_somebody_else_are_not_saved(district: Client) -> None:
    response = save(district, highlights="x", person=str(reviewer().pk))
    assert "tài khoản khác" in response.json()["message"]
    assert not ReportWords.objects.exists()


def test_a_script_whose_session_ended_is_told_where_to_sign_in(db: None) -> None:
    response = save(Client(), highlights="x")
    assert response.status_code == 401
    assert response.json()["login"] == f"/dang-nhap/?next={WORDS}"


def test_a_plain_form_whose_session_ended_gives_the_text_back(db: None) -> None:
    response = save_plain(Client(), highlights="Chữ <dài>")
    assert response.status_code == 401
    assert "Chữ &lt;dài&gt;</textarea>" in text(response)
    assert Client().get(WORDS).headers["Location"] == f"/dang-nhap/?next={WORDS}"


def test_the_page_takes_a_fixed_number_of_queries(
    district: Client, django_assert_num_queries: object
) -> None:
    approved_words(Revision.objects.get(), highlights="x")
    save(district, highlights="Một")
    with django_assert_num_queries(30):
        district.get(WORDS)


def test_another_district_finds_no_page(client: Client) -> None:
    approved_before()
    client.force_login(officer("610"))
    assert client.get(WORDS).status_code == 404
    assert save(client, highlights="x").status_code == 404
    assert not ReportWords.objects.exists()
