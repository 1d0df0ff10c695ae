"""A step that is refused leaves the whole database as it was."""

from collections.abc import Callable

import pytest

from accounts.choices import Role
from accounts.models import User
from reports.importing.runs import ImportRefused
from reports.models import ImportRun, Report, Revision
from reports.services import decisions, drafts, guard, workflow
from reports.services.decisions import Seen
from reports.services.withdrawals import NotApplied, UndoRefused, undo_import
from tests.reports.database import everything
from tests.reports.importing.files import ON, bring, three, workbook
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SMALL,
    approved_before,
    drafted,
    no_objections,
    officer,
    open_quarter,
    reviewer,
    submitted,
)

WHERE = {"district_code": SMALL, "quarter_code": QUARTER}
CELLS = {(FIRST, 2): MET}

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter()


def leader() -> User:
    return User.objects.get_or_create(username="lanhdao", role=Role.LEADER)[0]


def seen() -> int | None:
    base = Report.objects.get(district=SMALL, quarter=QUARTER).latest_base()
    return base.pk if base else None


# Where a report stands.


def draft() -> None:
    approved_before()
    drafted({(FIRST, 1): MET})


def sent() -> None:
    approved_before()
    submitted({(FIRST, 1): MET})


def approved() -> None:
    sent()
    approve()


def closed() -> None:
    sent()
    close()


def closed_draft() -> None:
    draft()
    close()


def closed_import() -> None:
    imported()
    close()


def imported() -> None:
    bring(workbook(three()))


def imported_twice() -> None:
    imported()
    bring(workbook(three(first=(1, 2, 3))))


def undone() -> None:
    imported()
    undo()


# What somebody tries.


def save(by: User | None = None) -> None:
    drafts.set_cells(**WHERE, cells=CELLS, by=by or officer(), at=AT)


def confirm(by: User | None = None) -> None:
    drafts.declare_unchanged(**WHERE, by=by or officer(), at=AT)


def take_note(by: User | None = None) -> None:
    drafts.accept_base(**WHERE, by=by or officer(), at=AT)


def send(by: User | None = None) -> None:
    workflow.submit_report(
        **WHERE,
        by=by or officer(),
        at=AT,
        unknown_confirmed=True,
        objections=no_objections,
    )


def send_back(by: User | None = None) -> None:
    workflow.return_report(**WHERE, by=by or reviewer(), at=AT, reason="sai số")


def approve(by: User | None = None) -> None:
    workflow.approve_report(
        **WHERE, by=by or reviewer(), on=ON, at=AT, seen=Seen(seen())
    )


def approve_unseen(by: User | None = None) -> None:
    workflow.approve_report(**WHERE, by=by or reviewer(), on=ON, at=AT, seen=Seen(None))


def reopen(by: User | None = None) -> None:
    workflow.reopen_report(**WHERE, by=by or reviewer(), at=AT, reason="sai số")


def close(by: User | None = None) -> None:
    workflow.close_quarter(quarter_code=QUARTER, by=by or reviewer(), at=AT)


def unlock(by: User | None = None) -> None:
    workflow.unlock_quarter(quarter_code=QUARTER, by=by or reviewer())


def bring_file(by: User | None = None) -> None:
    bring(workbook(three()))


def undo(by: User | None = None) -> None:
    run = ImportRun.objects.order_by("pk")[0]
    undo_import(run_id=run.pk, by=by, on=ON, at=AT)


Step = Callable[..., None]
REFUSED: list[tuple[Step, list[Step], type[Exception]]] = [
    (draft, [send_back, approve, reopen], decisions.WrongState),
    (draft, [bring_file], ImportRefused),
    (sent, [save, confirm, take_note, send], guard.ReportLocked),
    (sent, [reopen], decisions.WrongState),
    (sent, [approve_unseen], decisions.BaseMoved),
    (sent, [bring_file], ImportRefused),
    (approved, [save, confirm, take_note, send], guard.ReportLocked),
    (approved, [send_back, approve], decisions.WrongState),
    (closed_draft, [save, confirm, take_note, send], guard.QuarterClosed),
    (closed, [send_back, approve, reopen], guard.QuarterClosed),
    (closed_draft, [bring_file], ImportRefused),
    (closed_import, [undo], guard.QuarterClosed),
    (imported_twice, [undo], UndoRefused),
    (undone, [undo], NotApplied),
]
CASES = [(where, step, why) for where, steps, why in REFUSED for step in steps]


def refuse(step: Step, why: type[Exception], *people: User) -> None:
    officer(), reviewer()
    before = everything()
    with pytest.raises(why):
        step(*people)
    assert everything() == before


@pytest.mark.parametrize(
    ("where", "step", "why"),
    CASES,
    ids=[f"{where.__name__}-{step.__name__}" for where, step, _ in CASES],
)
def test_a_step_that_does_not_follow_changes_nothing(
    where: Step, step: Step, why: type[Exception]
) -> None:
    where()
    refuse(step, why)


@pytest.mark.parametrize("step", [save, confirm, take_note, send])
def test_another_district_changes_nothing(step: Step) -> None:
    draft()
    refuse(step, guard.OutOfScope, officer("610"))


@pytest.mark.parametrize("step", [save, confirm, take_note, send])
def test_who_only_reads_changes_nothing(step: Step) -> None:
    draft()
    refuse(step, guard.NotAllowed, leader())


@pytest.mark.parametrize("step", [send_back, approve, reopen, close, unlock])
def test_a_district_decides_nothing(step: Step) -> None:
    sent()
    refuse(step, guard.NotAllowed, officer())


def test_a_stranger_who_begins_a_quarter_leaves_not_even_a_report() -> None:
    refuse(save, guard.OutOfScope, officer("610"))
    assert not Report.objects.exists()


def test_an_undo_blocked_in_one_district_withdraws_none() -> None:
    imported_twice()
    refuse(undo, UndoRefused)
    assert Revision.objects.standing(None).count() == 2
