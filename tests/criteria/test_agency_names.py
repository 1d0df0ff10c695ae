"""Which agencies a cell of Phụ lục 02 names."""

import pytest
from pytest_django import DjangoAssertNumQueries

from criteria.analytics.agency_names import AgencyMatcher, split_agencies

pytestmark = pytest.mark.usefixtures("reference")


def test_names_are_separated_by_line_breaks_and_semicolons_only() -> None:
    text = "- Sở Văn hóa, Thể thao và Du lịch;\nSở NN&PTNT ; Sở Y tế."
    assert split_agencies(text) == (
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở NN&PTNT",
        "Sở Y tế",
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sở Nông nghiệp và Phát triển nông thôn", "SNN"),
        ("Sở NN&PTNT", "SNN"),
        ("sở nn & ptnt", "SNN"),
        ("Sở VH,TT&DL", "SVHTTDL"),
        ("Cục Thống kê tỉnh", "CTK"),
        ("UBND huyện Đắk Glei", "UBND610"),
        ("UBND huyện Đăk Glei", "UBND610"),
        ("UBND TP. Kon Tum", "UBND608"),
        ("Ủy ban nhân dân huyện Ia H’Drai", "UBND618"),
    ],
)
def test_an_agency_is_found_by_full_or_short_name(name: str, code: str) -> None:
    assert AgencyMatcher().find(name) == (code,)


@pytest.mark.parametrize(
    "name",
    [
        "UBND các huyện, thành phố",
        "UBND các huyện và thành phố",
        "Ủy ban nhân dân các huyện, thành phố",
        "UBND huyện, thành phố",
        "UBND cấp huyện",
    ],
)
def test_all_committees_may_be_named_at_once(name: str) -> None:
    codes = AgencyMatcher().find(name)
    assert len(codes) == 10
    assert all(code.startswith("UBND") for code in codes)


@pytest.mark.parametrize("name", ["Sở Nông nghiệp", "UBND các huyện", "UBND xã"])
def test_a_doubtful_name_means_nobody(name: str) -> None:
    assert AgencyMatcher().find(name) == ()


def test_a_close_name_is_asked_about() -> None:
    assert "Sở Xây dựng" in AgencyMatcher().why_not("Sở Xây dưng tỉnh")


def test_a_comma_is_explained() -> None:
    assert "dấu chấm phẩy" in AgencyMatcher().why_not("Sở Xây dựng, Sở Nội vụ")


def test_names_are_read_in_three_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(3):
        AgencyMatcher().find("UBND TP. Kon Tum")
