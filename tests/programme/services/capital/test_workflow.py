"""Capital is sent, approved, given back by cell or whole, and opened again."""

from decimal import Decimal

import pytest

from programme.choices import CapitalState, CapitalStep
from programme.models import CapitalReturn, CapitalRevision
from programme.services.capital.drafts import TypedAmount
from programme.services.capital.workflow import (
    AmountsMet,
    NothingToSend,
    SheetMoved,
    approve_capital,
    reopen_capital,
    return_capital,
    submit_capital,
)
from reports.services.decisions import WrongState
from reports.services.guard import NotAllowed
from reports.services.workflow import ReasonMissing
from tests.programme.capital_world import (
    CELL,
    approved_capital,
    in_force,
    sent,
    stored,
    typed,
)
from tests.reports.review_world import (
    AT,
    QUARTER,
    SECOND,
    SMALL,
    officer,
    open_quarter,
    reviewer,
)

pytestmark = pytest.mark.django_db
OTHER = (SECOND, "province", "allocated")
AT_IT = {"district_code": SMALL, "quarter_code": QUARTER, "at": AT}


@pytest.fixture(autouse=True)
def _open():
    open_quarter()


def approve(returned=None, *, by=None, seen=AT):
    return approve_capital(
        **AT_IT, returned=returned or {}, by=by or reviewer(), seen=seen
    )


def test_a_sheet_without_a_number_cannot_be_sent():
    with pytest.raises(NothingToSend):
        submit_capital(**AT_IT, by=officer())


def test_what_is_typed_and_its_sending_are_one_thing():
    typed({CELL: ("5", None)})
    cleared = {CELL: TypedAmount(None, Decimal(5))}
    with pytest.raises(NothingToSend):
        submit_capital(**AT_IT, by=officer(), typed=cleared)
    assert stored() == {CELL: "5.000"}
    met = {CELL: TypedAmount(Decimal(7), None), OTHER: TypedAmount(Decimal(8), None)}
    with pytest.raises(AmountsMet, match="1 ô có người vừa sửa"):
        submit_capital(**AT_IT, by=officer(), typed=met)
    assert stored() == {CELL: "5.000"}
    more = {OTHER: TypedAmount(Decimal(8), None)}
    assert submit_capital(**AT_IT, by=officer(), typed=more).stored == 1


def test_approval_freezes_the_sheet_as_a_revision():
    report = sent({CELL: "5", OTHER: "6"})
    revision = approve()
    report.refresh_from_db()
    assert report.state == CapitalState.APPROVED
    assert in_force() == {CELL: "5.000", OTHER: "6.000"}
    assert stored() == {}
    assert (revision.number, revision.approved_by) == (1, reviewer())


def test_returned_cells_keep_what_stood_and_the_rest_is_approved():
    report = sent({CELL: "5", OTHER: "6"})
    approve({OTHER: "Sai số quyết định"})
    report.refresh_from_db()
    assert report.state == CapitalState.RETURNED
    assert in_force() == {CELL: "5.000"}
    assert stored() == {OTHER: "6.000"}
    assert CapitalReturn.objects.get().reason == "Sai số quyết định"
    assert report.events.first().step == CapitalStep.PARTLY


def test_sending_again_settles_what_was_returned():
    sent({CELL: "5"})
    approve({CELL: "Thiếu"})
    typed({CELL: ("9", "5")})
    submit_capital(**AT_IT, by=officer())
    assert CapitalReturn.objects.get().settled_at == AT
    approve()
    assert in_force() == {CELL: "9.000"}


def test_a_cell_goes_back_only_with_a_reason_and_only_if_it_changed():
    sent({CELL: "5"})
    with pytest.raises(ReasonMissing):
        approve({CELL: "  "})
    with pytest.raises(WrongState):
        approve({OTHER: "Sai"})
    assert not CapitalRevision.objects.exists()


def test_the_whole_sheet_goes_back_with_a_reason():
    report = sent({CELL: "5"})
    with pytest.raises(ReasonMissing):
        return_capital(**AT_IT, by=reviewer(), reason="")
    return_capital(**AT_IT, by=reviewer(), reason="Nhầm đơn vị tính")
    report.refresh_from_db()
    assert report.state == CapitalState.RETURNED
    assert stored() == {CELL: "5.000"}


def test_what_the_reviewer_did_not_see_is_not_approved():
    sent({CELL: "5"})
    with pytest.raises(SheetMoved):
        approve(seen=None)


def test_only_the_office_decides_and_only_on_what_was_sent():
    sent({CELL: "5"})
    with pytest.raises(NotAllowed):
        approve(by=officer())
    approve()
    with pytest.raises(WrongState):
        approve()


def test_an_approved_sheet_is_opened_again_and_its_revision_stands():
    approved_capital({CELL: "5"})
    with pytest.raises(ReasonMissing):
        reopen_capital(**AT_IT, by=reviewer(), reason=" ")
    report = reopen_capital(**AT_IT, by=reviewer(), reason="Bổ sung vốn")
    assert report.state == CapitalState.RETURNED
    assert in_force() == {CELL: "5.000"}
    with pytest.raises(WrongState):
        reopen_capital(**AT_IT, by=reviewer(), reason="Lần nữa")
    submit_capital(**AT_IT, by=officer())
    assert approve() is None


def test_illustrative_amounts_that_stay_keep_their_mark():
    approved_capital({CELL: "5"}, is_demo=True)
    reopen_capital(**AT_IT, by=reviewer(), reason="Bổ sung vốn")
    typed({OTHER: ("1", None)})
    submit_capital(**AT_IT, by=officer())
    assert approve().is_demo
