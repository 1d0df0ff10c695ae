"""Opinions: the last of an agency counts."""

import pytest

from reports.models import Opinion
from tests.reports.opinion_world import (
    DISPUTED,
    FIRST,
    LATER,
    SHARED,
    SHARED_CRITERION,
    give,
    said,
    waiting,
)
from tests.reports.review_world import UNMET

pytestmark = pytest.mark.django_db


def test_of_two_opinions_of_an_agency_on_a_cell_the_last_is_kept() -> None:
    waiting()
    give({FIRST: said()})
    first = Opinion.objects.get()
    give({FIRST: said(DISPUTED, "Chưa có", opinion=first.pk)}, at=LATER)
    assert Opinion.objects.last_said().get().verdict == DISPUTED


def test_each_agency_has_its_own_last_word_on_a_cell() -> None:
    waiting()
    agencies = (SHARED, "SNN")
    for code in agencies:
        give({FIRST: said(state=UNMET)}, code=code, number=SHARED_CRITERION)
    kept = Opinion.objects.last_said().values_list("agency__code", flat=True)
    assert sorted(kept) == sorted(agencies)
