"""The area class of a commune is that of the day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from communes.analytics.areas import area_classes_on
from communes.choices import AreaClass
from communes.models import Commune, CommuneArea

pytestmark = pytest.mark.usefixtures("reference")
LAST, FIRST = dt.date(2017, 6, 30), dt.date(2017, 7, 1)


def classify(
    commune: str,
    area: AreaClass,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> None:
    CommuneArea.objects.create(
        commune_id=commune,
        area_class=area,
        valid_from=since,
        valid_to=until,
        source="minh họa",
    )


@pytest.fixture
def codes(reference: None) -> list[str]:
    return list(Commune.objects.order_by("code").values_list("code", flat=True)[:2])


def test_a_commune_has_the_class_of_the_day(codes: list[str]) -> None:
    classify(codes[0], AreaClass.III, until=LAST)
    classify(codes[0], AreaClass.II, since=FIRST)
    assert area_classes_on(LAST) == {codes[0]: AreaClass.III}
    assert area_classes_on(FIRST) == {codes[0]: AreaClass.II}


def test_a_commune_without_a_class_is_absent() -> None:
    assert area_classes_on(FIRST) == {}


def test_of_two_classes_the_one_that_began_last_holds(codes: list[str]) -> None:
    classify(codes[0], AreaClass.I, since=FIRST)
    classify(codes[0], AreaClass.III)
    assert area_classes_on(FIRST) == {codes[0]: AreaClass.I}


def test_classes_are_read_at_once_and_only_of_the_communes_named(
    codes: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for code in codes:
        classify(code, AreaClass.III)
    with django_assert_num_queries(1):
        found = area_classes_on(FIRST, commune_codes=codes[1:])
    assert found == {codes[1]: AreaClass.III}


@pytest.mark.parametrize("since", [None, FIRST])
def test_a_commune_has_one_class_from_a_day_on(
    codes: list[str], since: dt.date | None
) -> None:
    classify(codes[0], AreaClass.II, since=since)
    again = CommuneArea(
        commune_id=codes[0], area_class=AreaClass.III, valid_from=since, source="x"
    )
    with pytest.raises(ValidationError, match="Xã đã có khu vực"):
        again.full_clean()
    with pytest.raises(IntegrityError):
        again.save()


def test_a_class_does_not_end_before_it_begins(codes: list[str]) -> None:
    wrong = CommuneArea(
        commune_id=codes[0],
        area_class=AreaClass.II,
        valid_from=FIRST,
        valid_to=LAST,
        source="x",
    )
    with pytest.raises(ValidationError, match="Ngày kết thúc phải sau"):
        wrong.full_clean()
    with pytest.raises(IntegrityError):
        wrong.save()
