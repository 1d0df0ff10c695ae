"""Amounts typed into a sheet of capital: stored, logged, refused, in conflict."""

import datetime as dt

import pytest

from accounts.choices import Role
from accounts.models import User
from programme.choices import CapitalState
from programme.models import CapitalChange, CapitalReport
from programme.services.capital.revisions import StrayCell
from reports.services.guard import (
    AlreadyApproved,
    NotAllowed,
    NotOpened,
    OutOfScope,
    Overdue,
    QuarterClosed,
    WaitsForOffice,
)
from tests.programme.capital_world import CELL, approved_capital, sent, stored, typed
from tests.reports.review_world import (
    AT,
    DUE,
    FIRST,
    LARGE,
    officer,
    open_quarter,
    reviewer,
)

pytestmark = pytest.mark.django_db
OWN = ("", "district", "allocated")


@pytest.fixture(autouse=True)
def _open():
    open_quarter()


def test_what_is_typed_is_stored_and_logged_with_who_and_how():
    typed({CELL: ("12.5", None), OWN: ("3", None)})
    assert stored() == {CELL: "12.500", OWN: "3.000"}
    change = CapitalChange.objects.get(source="district")
    assert (change.before, str(change.after), change.by) == (None, "3.000", officer())


def test_typing_again_replaces_and_clearing_keeps_a_trace():
    typed({CELL: ("1", None), OWN: ("2", None)})
    typed({CELL: ("5", "1"), OWN: (None, "2")})
    assert stored() == {CELL: "5.000"}
    assert CapitalChange.objects.count() == 4


def test_an_amount_set_back_to_the_approved_one_is_no_change():
    approved_capital({CELL: "7"})
    CapitalReport.objects.create(
        district_id="618", quarter_id="2021Q1", state=CapitalState.RETURNED
    )
    typed({CELL: ("8", "7")})
    assert stored() == {CELL: "8.000"}
    typed({CELL: ("7", "8")})
    assert stored() == {}


def test_another_persons_unseen_amount_is_a_conflict_and_stays():
    typed({CELL: ("1", None)}, by=reviewer())
    saved = typed({CELL: ("2", None), OWN: ("3", None)})
    (conflict,) = saved.conflicts
    assert (str(conflict.theirs), conflict.row.changed_by) == ("1.000", reviewer())
    assert stored() == {CELL: "1.000", OWN: "3.000"}


def test_naught_is_an_amount_and_not_unknown():
    typed({CELL: ("0", None)})
    assert stored() == {CELL: "0.000"}


@pytest.mark.parametrize(
    "cell",
    [
        ("23344", "province", "planned"),
        (FIRST, "province", "debt"),
        (FIRST, "whole", "planned"),
        (FIRST, "nobody", "planned"),
        (FIRST, "province", "spent"),
    ],
)
def test_a_cell_that_the_sheet_does_not_have_is_refused(cell):
    with pytest.raises(StrayCell):
        typed({CELL: ("1", None), cell: ("1", None)})
    assert not CapitalChange.objects.exists()


def test_another_district_and_a_reader_are_refused():
    with pytest.raises(OutOfScope):
        typed({CELL: ("1", None)}, by=officer(LARGE))
    reader = User.objects.create_user("lanhdao", role=Role.LEADER)
    with pytest.raises(NotAllowed):
        typed({CELL: ("1", None)}, by=reader)


def test_after_the_deadline_only_the_office_types():
    late = dt.datetime.combine(DUE + dt.timedelta(days=2), AT.timetz())
    with pytest.raises(Overdue):
        typed({CELL: ("1", None)}, at=late)
    typed({CELL: ("1", None)}, at=late, by=reviewer())


def test_a_quarter_that_is_not_opened_or_closed_is_refused():
    open_quarter(due_on=None)
    with pytest.raises(NotOpened):
        typed({CELL: ("1", None)})
    open_quarter().__class__.objects.update(closed_at=AT)
    with pytest.raises(QuarterClosed):
        typed({CELL: ("1", None)}, by=reviewer())


def test_a_sent_sheet_is_locked_for_everybody():
    sent({CELL: "1"})
    for by in (officer(), reviewer()):
        with pytest.raises(WaitsForOffice, match="trả lại"):
            typed({CELL: ("2", "1")}, by=by)


def test_what_a_file_approved_is_not_begun_anew():
    approved_capital({CELL: "7"})
    with pytest.raises(AlreadyApproved, match="mở lại"):
        typed({CELL: ("8", "7")})
