"""Places as loaded from the catalogues."""

import datetime as dt

import pytest
from django.conf import settings

from communes.analytics.places import programme_communes
from communes.models import Commune, CommunePeriod, District, Recognition
from communes.services.reference import load_places

pytestmark = pytest.mark.django_db
FOLDER = settings.FIXTURE_DIR / "reference"


def test_there_are_102_units_in_10_districts():
    assert (Commune.objects.count(), District.objects.count()) == (102, 10)


def test_86_communes_are_in_the_programme_on_31_august_2019():
    assert len(programme_communes(dt.date(2019, 8, 31))) == 86


def test_85_communes_are_in_the_programme_from_1_september_2019():
    assert len(programme_communes(dt.date(2019, 9, 1))) == 85


def test_dak_long_of_kon_plong_leaves_when_it_becomes_a_town():
    before = {each.code for each in programme_communes(dt.date(2019, 8, 31))}
    after = {each.code for each in programme_communes(dt.date(2019, 9, 1))}
    assert before - after == {"23473"}


def test_a_commune_bears_its_name_of_the_day():
    then = programme_communes(dt.date(2019, 8, 31), district_code="613")
    assert {each.code: each.name for each in then}["23473"] == "Đăk Long"


def test_the_town_bears_its_new_name_afterwards():
    town = CommunePeriod.objects.get(commune_id="23473", valid_to__isnull=True)
    assert str(town) == "Thị trấn Măng Đen"


def test_every_commune_of_the_programme_has_a_tile_of_its_own():
    tiles = [each.tile for each in programme_communes(dt.date(2019, 8, 31))]
    assert None not in tiles
    assert len(set(tiles)) == 86


def test_seventeen_communes_are_known_as_recognised():
    assert Recognition.objects.filter(known_by=dt.date(2019, 5, 14)).count() == 17


def test_loading_again_keeps_what_the_office_has_edited():
    Commune.objects.filter(code="23344").update(name="Đắk Blô (sửa)")
    load_places(FOLDER)
    assert Commune.objects.get(code="23344").name == "Đắk Blô (sửa)"


def test_loading_again_adds_nothing():
    before = (CommunePeriod.objects.count(), Recognition.objects.count())
    load_places(FOLDER)
    assert (CommunePeriod.objects.count(), Recognition.objects.count()) == before


def test_loading_again_accepts_a_commune_that_was_recognised_twice():
    first = Recognition.objects.first()
    Recognition.objects.create(
        commune=first.commune, decided_on=dt.date(2020, 6, 1), source="QĐ sau thu hồi"
    )
    before = Recognition.objects.count()
    load_places(FOLDER)
    assert Recognition.objects.count() == before


@pytest.mark.parametrize(
    ("code", "full", "title", "short"),
    [
        ("608", "Thành phố Kon Tum", "thành phố Kon Tum", "TP Kon Tum"),
        ("618", "Huyện Ia H'Drai", "huyện Ia H'Drai", "Ia H'Drai"),
    ],
)
def test_a_district_is_named_by_place_in_the_sentence(code, full, title, short):
    district = District.objects.get(code=code)
    assert (str(district), district.title, district.short_name) == (full, title, short)
