"""Which unit a name in a paper means, on a day."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from communes.analytics.matching import Found, NotFound, UnitMatcher
from communes.models import CommunePeriod

BEFORE, AFTER = dt.date(2019, 6, 30), dt.date(2019, 9, 30)

pytestmark = pytest.mark.usefixtures("reference")


def code(text: str, district: str | None, on: dt.date = AFTER) -> str | None:
    found = UnitMatcher(on).find_commune(text, district)
    return found.place.code if isinstance(found, Found) else None


def reason(text: str, district: str | None, on: dt.date = AFTER) -> str:
    found = UnitMatcher(on).find_commune(text, district)
    assert isinstance(found, NotFound)
    return found.reason


@pytest.mark.parametrize(
    ("text", "district", "expected"),
    [
        ("Đắk Blô", "610", "23344"),
        ("Đăk Plô", "610", "23344"),
        ("DAK BLO", "610", "23344"),
        ("Xã Đắk Blô", "610", "23344"),
        ("Măng Bút", "613", "23458"),
        ("Pờ Y", "611", "23395"),
        ("Ia Xiêr", "616", "23548"),
        ("Ialy", "616", "23554"),
        ("la Dom", "618", "23537"),
        ("la Chim", "608", "23326"),
        ("Đăk Hà", "617", "23425"),
    ],
)
def test_a_commune_is_found_by_name_or_listed_spelling(
    text: str, district: str, expected: str
) -> None:
    assert code(text, district) == expected


def test_a_name_that_repeats_is_found_within_its_district() -> None:
    assert code("Đăk Long", "610") == "23368"
    assert code("Đăk Long", "615") == "23504"
    assert code("Đăk Long", "613", BEFORE) == "23473"


def test_a_name_that_repeats_is_asked_about_without_a_district() -> None:
    asked = reason("Đăk Long", None)
    assert "huyện Đắk Glei" in asked
    assert "huyện Đắk Hà" in asked


def test_a_name_that_is_alone_needs_no_district() -> None:
    assert code("Măng Cành", None) == "23470"


def test_a_close_name_is_asked_about_and_never_taken() -> None:
    assert code("Đắk Nhong", "610") is None
    assert "Đắk Nhoong" in reason("Đắk Nhong", "610")


def test_a_spelling_that_nobody_listed_is_asked_about() -> None:
    assert "xã Ngọc Linh" in reason("Ngọk Linh", "610")


def test_a_name_of_another_district_is_asked_about() -> None:
    assert "huyện Đắk Hà" in reason("Đăk Mar", "610")


def test_a_commune_that_became_a_town_is_named_as_such() -> None:
    said = reason("Đăk Long", "613")
    assert "thị trấn Măng Đen" in said
    assert "30/09/2019" in said


def test_a_name_that_is_not_yet_in_use_is_named_as_such() -> None:
    assert "xã Đăk Long" in reason("Măng Đen", "613", BEFORE)


def test_a_unit_that_is_no_more_is_named_as_such() -> None:
    CommunePeriod.objects.filter(commune_id="23470").update(valid_to=BEFORE)
    assert reason("Măng Cành", "613") == "Ngày 30/09/2019 không có xã Măng Cành."


@pytest.mark.parametrize(
    ("text", "district"), [("Phường Quang Trung", "608"), ("Đăk Hà", "615")]
)
def test_a_ward_or_town_is_outside_the_programme(text: str, district: str) -> None:
    assert "không thuộc chương trình" in reason(text, district)


def test_a_town_is_not_taken_for_the_commune_of_its_name() -> None:
    assert code("Thị trấn Đăk Hà", "617") is None


def test_a_commune_is_not_taken_for_the_town_of_its_name() -> None:
    assert "huyện Tu Mơ Rông" in reason("Xã Đăk Hà", "615")


def test_an_unknown_name_says_where_it_is_unknown() -> None:
    assert reason("Zzz", "610") == "Huyện Đắk Glei không có xã tên này."
    assert reason("Zzz", None) == "Tỉnh không có xã tên này."


def test_another_spelling_is_marked() -> None:
    matcher = UnitMatcher(AFTER)
    spelt = {
        text: found.is_respelt
        for text in ("Đắk Blô", "Xã Đắk Blô", "Đăk Blô")
        if isinstance(found := matcher.find_commune(text, "610"), Found)
    }
    assert spelt == {"Đắk Blô": False, "Xã Đắk Blô": False, "Đăk Blô": True}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TP. Kon Tum", "608"),
        ("Kon Tum", "608"),
        ("HUYỆN ĐĂK GLEI", "610"),
        ("Huyện la H Drai", "618"),
    ],
)
def test_a_district_is_found(text: str, expected: str) -> None:
    district = UnitMatcher(AFTER).find_district(text)
    assert district is not None
    assert district.code == expected


@pytest.mark.parametrize("text", ["Huyện Đắk Gley", "Huyện Kon Tum", ""])
def test_a_doubtful_district_is_not_taken(text: str) -> None:
    assert UnitMatcher(AFTER).find_district(text) is None


def test_a_doubtful_district_is_asked_about() -> None:
    assert "Huyện Đắk Glei" in UnitMatcher(AFTER).why_no_district("Huyện Đắk Gley")


def test_the_programme_of_a_district_is_that_of_the_day() -> None:
    assert len(UnitMatcher(BEFORE).in_district("613")) == 9
    assert len(UnitMatcher(AFTER).in_district("613")) == 8


def test_names_are_read_in_five_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(5):
        matcher = UnitMatcher(AFTER)
        matcher.find_commune("Đắk Nhong", "610")
        matcher.find_district("Kon Tum")
