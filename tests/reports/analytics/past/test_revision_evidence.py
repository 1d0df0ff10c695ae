"""A revision shows the evidence of its approval, whatever became of the files."""

import datetime as dt

import pytest

from accounts.choices import Role
from accounts.models import User
from reports.analytics.past.revision_evidence import revision_evidence
from reports.analytics.past.revisions import revisions_of
from reports.choices import ImportKind, ImportState
from reports.models import Evidence, ImportRun, Report, Revision
from reports.services.decisions import Seen
from reports.services.drafts import set_cells
from reports.services.evidence import add_evidence, remove_evidence, replace_evidence
from reports.services.returns import Answer, Demand, answer_cell, return_cells
from reports.services.workflow import approve_report, reopen_report, submit_report
from tests.reports.evidence_world import CELL, checked, department
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNMET,
    no_objections,
    officer,
    open_quarter,
    reviewer,
)
from tests.world import approve

pytestmark = pytest.mark.django_db
WHERE = {"district_code": SMALL, "quarter_code": QUARTER}
OTHER = (SECOND, 6)


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter()


class Clock:
    """Every act is a minute after the one before."""

    def __init__(self) -> None:
        self.minutes = 0

    def __call__(self) -> dt.datetime:
        self.minutes += 1
        return AT + dt.timedelta(minutes=self.minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def hand_in(clock: Clock, name: str, cell: tuple[str, int] = CELL) -> Evidence:
    (row,) = add_evidence(
        **WHERE, cell=cell, files=[checked(name)], by=officer(), at=clock()
    ).rows
    return row


def send(clock: Clock) -> None:
    state = MET if Report.objects.get(**_quarter()).change_log.count() % 2 else UNMET
    cells = {CELL: state}
    set_cells(**WHERE, cells=cells, by=officer(), at=clock())
    submit_report(
        **WHERE,
        by=officer(),
        at=clock(),
        unknown_confirmed=True,
        objections=no_objections,
    )


def _quarter() -> dict[str, str]:
    return {"district_id": SMALL, "quarter_id": QUARTER}


def seen() -> Seen:
    base = Report.objects.get(**_quarter()).latest_base()
    return Seen(base.pk if base else None)


def approved(clock: Clock) -> Revision:
    send(clock)
    at = clock()
    return approve_report(**WHERE, by=reviewer(), on=at.date(), at=at, seen=seen())


def reopen(clock: Clock) -> None:
    reopen_report(**WHERE, by=reviewer(), at=clock(), reason="Sửa minh chứng")


def shown(revision: Revision, user: User | None = None) -> list[str] | None:
    known = revisions_of(SMALL)
    cells = revision_evidence(
        next(each for each in known if each == revision),
        known=known,
        names={FIRST: "Ia Đal"},
        user=user or reviewer(),
    )
    if cells is None:
        return None
    return [file.row.name for cell in cells for file in cell.files]


def test_a_file_that_was_replaced_later_still_stands_in_its_revision(
    clock: Clock,
) -> None:
    old = hand_in(clock, "cu.pdf")
    first = approved(clock)
    reopen(clock)
    replace_evidence(evidence=old, file=checked("moi.pdf"), by=officer(), at=clock())
    second = approved(clock)
    assert shown(first) == ["cu.pdf"]
    assert shown(second) == ["moi.pdf"]


def test_a_file_that_was_taken_away_later_still_stands_in_its_revision(
    clock: Clock,
) -> None:
    row = hand_in(clock, "cu.pdf")
    first = approved(clock)
    reopen(clock)
    remove_evidence(evidence=row, by=officer(), at=clock())
    assert shown(first) == ["cu.pdf"]
    assert shown(approved(clock)) == []
    assert shown(first) == ["cu.pdf"]


def test_a_file_that_came_later_or_went_before_does_not_stand_in_it(
    clock: Clock,
) -> None:
    gone = hand_in(clock, "di.pdf")
    remove_evidence(evidence=gone, by=officer(), at=clock())
    first = approved(clock)
    reopen(clock)
    hand_in(clock, "sau.pdf")
    assert shown(first) == []


def test_files_of_another_quarter_or_district_are_not_there(clock: Clock) -> None:
    open_quarter("2021Q2")
    add_evidence(
        district_code=SMALL,
        quarter_code="2021Q2",
        cell=CELL,
        files=[checked("quy-sau.pdf")],
        by=officer(),
        at=clock(),
    )
    hand_in(clock, "a.pdf")
    assert shown(approved(clock)) == ["a.pdf"]


def test_a_cell_that_was_given_back_has_no_new_evidence_in_that_revision(
    clock: Clock,
) -> None:
    held = hand_in(clock, "bi-tra.pdf")
    hand_in(clock, "duoc-duyet.pdf", OTHER)
    send(clock)
    at = clock()
    demand = Demand("Mờ", at.date() + dt.timedelta(days=3))
    first = return_cells(
        **WHERE, cells={CELL: demand}, by=reviewer(), at=at, seen=seen()
    )
    replace_evidence(evidence=held, file=checked("ro.pdf"), by=officer(), at=clock())
    answer_cell(**WHERE, cell=CELL, answer=Answer("Đã thay"), by=officer(), at=clock())
    second = approved(clock)
    assert shown(first) == ["duoc-duyet.pdf"]
    assert shown(second) == ["ro.pdf", "duoc-duyet.pdf"]


def test_a_cell_given_back_later_keeps_the_evidence_of_the_revision_before(
    clock: Clock,
) -> None:
    old = hand_in(clock, "cu.pdf")
    approved(clock)
    reopen(clock)
    replace_evidence(evidence=old, file=checked("moi.pdf"), by=officer(), at=clock())
    send(clock)
    at = clock()
    demand = Demand("Mờ", at.date() + dt.timedelta(days=3))
    second = return_cells(
        **WHERE, cells={CELL: demand}, by=reviewer(), at=at, seen=seen()
    )
    assert shown(second) == ["cu.pdf"]


def test_a_revision_from_a_file_keeps_the_evidence_of_the_one_before(
    clock: Clock,
) -> None:
    hand_in(clock, "cu.pdf")
    approved(clock)
    reopen(clock)
    hand_in(clock, "nhap.pdf")
    run = ImportRun.objects.create(
        kind=ImportKind.RESULTS,
        state=ImportState.APPLIED,
        file_name="bieu.xlsx",
        content=b"",
        sha256="0",
        at=AT,
    )
    assert shown(approve(SMALL, QUARTER, import_run=run, at=clock())) == ["cu.pdf"]


def test_a_first_revision_from_a_file_has_no_evidence(clock: Clock) -> None:
    hand_in(clock, "nhap.pdf")
    run = ImportRun.objects.create(
        kind=ImportKind.RESULTS,
        state=ImportState.APPLIED,
        file_name="bieu.xlsx",
        content=b"",
        sha256="0",
        at=AT,
    )
    assert shown(approve(SMALL, QUARTER, import_run=run, at=clock())) == []


def test_only_who_may_see_the_cells_sees_their_files(clock: Clock) -> None:
    hand_in(clock, "a.pdf")
    revision = approved(clock)
    leader = User.objects.create(username="lanhdao", role=Role.LEADER)
    assert shown(revision, officer()) == ["a.pdf"]
    assert shown(revision, department(leads=True)) == ["a.pdf"]
    assert shown(revision, leader) is None
    assert shown(revision, officer("610")) is None
