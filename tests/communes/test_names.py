"""Names of units as papers write them."""

import pytest

from communes.analytics.names import Written, read_commune, read_district
from communes.choices import DistrictKind, UnitKind


@pytest.mark.parametrize(
    "text",
    [
        "Huyện Đắk Glei",
        "H. Đăk Glei",
        "H.Đăk Glei",
        "II. Huyện ĐẮK GLEI",
        "2. Huyện Dak Glei",
        "UBND huyện Đăk Glei",
        "Huyện  Đắk\u00a0Glei",
    ],
)
def test_a_district_is_read_in_every_usual_form(text: str) -> None:
    assert read_district(text) == Written("dakglei", DistrictKind.DISTRICT)


@pytest.mark.parametrize(
    "text",
    ["Thành phố Kon Tum", "TP Kon Tum", "TP. Kon Tum", "TP.Kon Tum", "T.P Kon Tum"],
)
def test_the_city_is_read_in_every_usual_form(text: str) -> None:
    assert read_district(text) == Written("kontum", DistrictKind.CITY)


@pytest.mark.parametrize(
    "text", ["Ia H'Drai", "Ia H’Drai", "Ia H Drai", "IA HDRAI", "Ia H' Drai"]
)
def test_an_apostrophe_is_no_letter(text: str) -> None:
    assert read_district(text).key == "iahdrai"


def test_a_name_keeps_its_own_first_word() -> None:
    assert read_commune("Xốp") == Written("xop")
    assert read_commune("Pô Kô") == Written("poko")
    assert read_commune("Hiếu") == Written("hieu")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Xã Đăk Long", UnitKind.COMMUNE),
        ("X. Đăk Long", UnitKind.COMMUNE),
        ("1. Xã Đăk Long", UnitKind.COMMUNE),
        ("Thị trấn Đăk Long", UnitKind.TOWN),
        ("TT. Đăk Long", UnitKind.TOWN),
        ("P. Đăk Long", UnitKind.WARD),
        ("Đăk Long", None),
        ("3) Đăk Long", None),
    ],
)
def test_the_kind_before_a_name_is_kept_apart(text: str, kind: UnitKind | None) -> None:
    assert read_commune(text) == Written("daklong", kind)


def test_composed_and_decomposed_letters_are_the_same() -> None:
    composed, decomposed = "Đắk Môn", "Đắk Môn"
    assert read_commune(composed) == read_commune(decomposed)


def test_a_lower_case_l_may_be_an_i() -> None:
    assert [each.key for each in read_commune("la Dom").readings] == ["ladom", "iadom"]


def test_a_name_without_a_kind_agrees_with_every_kind() -> None:
    assert read_commune("Đăk Hà").agrees_with(UnitKind.TOWN)
    assert not read_commune("Xã Đăk Hà").agrees_with(UnitKind.TOWN)
