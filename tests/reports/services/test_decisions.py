"""What a decision freezes beside the cells, and what waits with a returned cell."""

import datetime as dt

import pytest
from django.db.models import Model

from criteria.models import Criterion
from reports.models import (
    DraftRemark,
    DraftResult,
    DraftValue,
    IndicatorRevision,
    Report,
    ReportWords,
    Revision,
)
from reports.services import returns, workflow
from reports.services.decisions import Seen
from reports.services.returns import Demand
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNMET,
    officer,
    open_quarter,
    reviewer,
    submitted,
)

WHERE = {"district_code": SMALL, "quarter_code": QUARTER}
TODAY = dt.date(2021, 3, 20)
LIFTED, FALLEN = (FIRST, 2), (SECOND, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sent(db: None) -> None:
    """Two changed cells wait for the office, the first with all that goes with it."""
    open_quarter()
    report = submitted({LIFTED: MET, FALLEN: UNMET})
    written = {"report": report, "changed_at": AT, "changed_by": officer()}
    ReportWords.objects.create(**written, highlights="Thêm 1 xã")
    for commune, number in (LIFTED, FALLEN):
        criterion = Criterion.objects.get(number=number)
        where = {**written, "commune_id": commune}
        DraftRemark.objects.create(**where, criterion=criterion, note=commune)
        indicator = criterion.indicators.first()
        DraftValue.objects.create(**where, indicator=indicator, answer=True)


def approve() -> Revision:
    return workflow.approve_report(
        **WHERE, by=reviewer(), on=TODAY, at=AT, seen=Seen(None)
    )


def give_back() -> Revision:
    cells = {FALLEN: Demand("Thiếu biên bản", TODAY)}
    return returns.return_cells(
        **WHERE, cells=cells, by=reviewer(), at=AT, seen=Seen(None)
    )


def approved_values() -> set[str]:
    values = IndicatorRevision.objects.get().values
    return set(values.values_list("commune_id", flat=True))


def test_an_approval_keeps_words_and_remarks_with_its_revision() -> None:
    revision = approve()
    assert revision.words.highlights == "Thêm 1 xã"
    assert {remark.note for remark in revision.remarks.all()} == {FIRST, SECOND}


def test_an_approval_approves_the_values_of_indicators() -> None:
    approve()
    assert approved_values() == {FIRST, SECOND}
    assert not DraftValue.objects.exists()


def test_words_are_approved_with_the_rest() -> None:
    assert give_back().words.highlights == "Thêm 1 xã"


def test_values_of_a_returned_cell_wait_with_it() -> None:
    give_back()
    assert approved_values() == {FIRST}
    assert DraftValue.objects.get().commune_id == SECOND


def test_a_returned_cell_keeps_the_remark_that_was_approved_about_it() -> None:
    approve()
    at = AT + dt.timedelta(hours=1)
    workflow.reopen_report(**WHERE, by=reviewer(), at=at, reason="Xem lại")
    submitted({LIFTED: UNMET}, at=at)
    DraftRemark.objects.update(note="Sửa")
    base = Report.objects.get().latest_base()
    assert base is not None
    revision = returns.return_cells(
        **WHERE,
        cells={FALLEN: Demand("Thiếu biên bản", TODAY)},
        by=reviewer(),
        at=at,
        seen=Seen(base.pk),
    )
    notes = dict(revision.remarks.values_list("commune_id", "note"))
    assert notes == {FIRST: "Sửa", SECOND: SECOND}


@pytest.mark.parametrize("kept", [DraftResult, DraftValue, DraftRemark])
def test_what_the_office_typed_about_a_returned_cell_stays_marked(
    kept: type[Model],
) -> None:
    rows = kept._default_manager.filter(commune=SECOND)
    assert rows.update(changed_by=reviewer()) == 1
    give_back()
    assert Report.objects.get().entered_on_behalf


def test_what_the_office_typed_stays_marked_only_while_it_is_returned() -> None:
    Report.objects.update(entered_on_behalf=True)
    assert give_back().entered_on_behalf
    assert not Report.objects.get().entered_on_behalf
