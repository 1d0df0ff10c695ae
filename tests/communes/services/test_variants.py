"""Spellings that people have explained are kept once."""

import pytest

from communes.models import CommuneVariant, DistrictVariant
from communes.services.variants import LONGEST, remember_commune, remember_district

pytestmark = pytest.mark.usefixtures("reference")

COMMUNE, DISTRICT = "23535", "618"


def test_a_spelling_of_a_commune_is_kept_once() -> None:
    for _ in range(2):
        remember_commune(code=COMMUNE, written="Ia Đall")
    kept = CommuneVariant.objects.get(name="Ia Đall")
    assert kept.commune_id == COMMUNE


def test_a_spelling_of_a_district_is_kept_once() -> None:
    for _ in range(2):
        remember_district(code=DISTRICT, written="Huyện Ia H'Rai")
    kept = DistrictVariant.objects.get(name="Huyện Ia H'Rai")
    assert kept.district_id == DISTRICT


@pytest.mark.parametrize(("length", "is_kept"), [(LONGEST, True), (LONGEST + 1, False)])
def test_what_is_too_long_for_a_name_is_not_kept(length: int, *, is_kept: bool) -> None:
    remember_commune(code=COMMUNE, written="x" * length)
    remember_district(code=DISTRICT, written="x" * length)
    assert CommuneVariant.objects.filter(name="x" * length).exists() is is_kept
    assert DistrictVariant.objects.filter(name="x" * length).exists() is is_kept


def test_a_spelling_of_two_communes_is_kept_for_both() -> None:
    remember_commune(code="23535", written="Ia Đ.")
    remember_commune(code="23537", written="Ia Đ.")
    assert CommuneVariant.objects.filter(name="Ia Đ.").count() == 2
