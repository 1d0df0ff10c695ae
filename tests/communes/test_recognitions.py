"""Communes recognised as đạt chuẩn by a day."""

import datetime as dt

import pytest

from communes.analytics.recognitions import recognised_on
from communes.models import Recognition

pytestmark = pytest.mark.django_db


def test_seventeen_communes_were_recognised_by_may_2019():
    assert len(recognised_on(dt.date(2019, 5, 14))) == 17
    assert recognised_on(dt.date(2019, 5, 13)) == frozenset()


def test_a_withdrawn_recognition_counts_up_to_the_day_before():
    Recognition.objects.create(
        commune_id="23535",
        decided_on=dt.date(2018, 1, 5),
        withdrawn_on=dt.date(2018, 6, 1),
        source="kiểm thử",
    )
    assert "23535" in recognised_on(dt.date(2018, 5, 31))
    assert "23535" not in recognised_on(dt.date(2018, 6, 1))
