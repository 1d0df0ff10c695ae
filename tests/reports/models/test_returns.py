"""Cells that were given back."""

import pytest

from reports.models import ReturnedCell
from tests.reports.opinion_world import LED, give_back, waiting
from tests.reports.review_world import FIRST, SECOND

pytestmark = pytest.mark.django_db


def test_cells_given_back_are_told_by_their_report() -> None:
    report = waiting()
    give_back(report, FIRST)
    give_back(report, SECOND, number=14)
    cells = {(FIRST, LED), (SECOND, 14)}
    assert ReturnedCell.objects.standing().keys_by_report() == {report.pk: cells}
