"""What a cell's page reads of remarks."""

import datetime as dt

import pytest

from communes.models import District
from criteria.analytics.law import law_on
from criteria.models import Criterion
from ntm_portal.lib.periods import Quarter
from reports.analytics.cell.page import report_of
from reports.analytics.entry.remarks import CellRemark, read_remark
from reports.models import DraftRemark, Revision, RevisionRemark
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SMALL,
    drafted,
    officer,
    open_quarter,
)
from tests.world import approve

pytestmark = pytest.mark.django_db


def remark() -> CellRemark:
    period = Quarter.parse(QUARTER)
    report = report_of(period, District.objects.get(pk=SMALL))
    return read_remark(report, FIRST, law_on(period.last_day).by_number[1])


def approved(quarter: str, note: str) -> Revision:
    revision = approve(SMALL, quarter)
    RevisionRemark.objects.create(
        revision=revision,
        commune_id=FIRST,
        criterion=Criterion.objects.get(number=1),
        note=note,
    )
    return revision


def test_a_cell_without_remarks_has_none() -> None:
    assert remark() == CellRemark(draft=None, approved=None)


def test_the_report_has_its_own_remark() -> None:
    open_quarter()
    DraftRemark.objects.create(
        report=drafted({(FIRST, 1): MET}),
        commune_id=FIRST,
        criterion=Criterion.objects.get(number=1),
        note="Quý này",
        changed_at=AT,
        changed_by=officer(),
    )
    assert remark().draft.note == "Quý này"


def test_the_last_approved_remark_is_beside_it() -> None:
    approved("2020Q3", "Quý ba")
    approved("2020Q4", "Quý bốn")
    approved("2021Q2", "Quý sau")
    found = remark().approved
    assert (found.note, found.revision.quarter_id) == ("Quý bốn", "2020Q4")


def test_a_withdrawn_remark_is_not() -> None:
    approved("2020Q3", "Quý ba")
    gone = approved("2020Q4", "Quý bốn")
    Revision.objects.filter(pk=gone.pk).update(
        withdrawn_on=dt.date(2021, 3, 1), withdrawn_at=AT
    )
    assert remark().approved.note == "Quý ba"
