"""Changes of a draft's cells: only what differs from the base is stored."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import User
from communes.analytics.places import programme_communes
from criteria.analytics.law import Law, law_on
from ntm_portal.lib import periods
from reports.choices import Door, ReportState, ResultState
from reports.models import DraftResult, Quarter, Report, ResultChange, Revision
from reports.models.cells import CellKey
from reports.models.reports import CellStates
from reports.services.guard import ChangeRefused, check_cells_open, check_may_edit


class NothingToKeep(ChangeRefused):
    """There is no approved data that a quarter could be unchanged against."""


class DraftMoved(ChangeRefused):
    """The draft holds something else than what the person agreed to give up."""


class UnknownCell(ChangeRefused):
    """A commune or criterion that the district's quarter does not have."""


@dataclass(frozen=True, slots=True)
class Move:
    """A cell that becomes something else, by which door, under its page's token."""

    cell: CellKey
    state: ResultState
    door: Door = Door.PAGE
    token: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A locked report with everything that its cells stand on."""

    report: Report
    revision: Revision | None
    law: Law
    communes: tuple[str, ...]
    base: CellStates
    changed: CellStates

    def state(self, cell: CellKey) -> ResultState:
        """Return the value of a cell: own, else the base's, else unknown."""
        return self.changed.get(cell, self.base.get(cell, ResultState.UNKNOWN))

    def cells(self) -> dict[str, dict[int, ResultState]]:
        """Return every cell of the quarter: commune code to number to state."""
        return {
            commune: {
                number: self.state((commune, number)) for number in self.law.by_number
            }
            for commune in self.communes
        }


def locked_draft(*, district_code: str, quarter_code: str) -> Draft:
    """Lock (and begin, when there is none) the report and read its cells.

    The quarter is locked first, as imports and undo do: two writers wait for each
    other in one order, and nothing is written into a quarter that is being closed.
    Must run inside a transaction. Raises UnknownCell when no law is in force.
    """
    period = periods.Quarter.parse(quarter_code)
    law = law_on(period.last_day)
    if law is None:
        raise UnknownCell(f"Chưa có bộ tiêu chí cho {period.label}.")
    Quarter.objects.select_for_update().get_or_create(code=quarter_code)
    _, is_new = Report.objects.get_or_create(
        district_id=district_code, quarter_id=quarter_code
    )
    report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("quarter", "district")
        .get(district_id=district_code, quarter_id=quarter_code)
    )
    base = report.latest_base()
    if is_new:
        report.base = base
        if base and base.quarter_id == quarter_code:
            # Approved from a file, without a report: nobody begins it anew.
            report.state = ReportState.APPROVED
        # Whoever locks it again must find it begun.
        report.save()
    places = programme_communes(period.last_day, district_code=district_code)
    return Draft(
        report=report,
        revision=base,
        law=law,
        communes=tuple(place.code for place in places),
        base=base.cells() if base else {},
        changed=report.changed_cells(),
    )


@transaction.atomic
def set_cells(
    *,
    district_code: str,
    quarter_code: str,
    cells: Mapping[CellKey, ResultState],
    by: User,
    at: dt.datetime,
    door: Door = Door.PAGE,
) -> Draft:
    """Store changed cells of a draft, all or none, and return the draft after.

    They are written over whatever stands there; what people type beside each other
    goes through ``saving.save_changes``. A cell set back to the base's value is no
    longer a change. Raises ChangeRefused when the guard forbids it or a cell does
    not exist.
    """
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_may_change(draft, cells, by=by, at=at)
    moves = [Move(cell, state, door) for cell, state in cells.items()]
    return write_moves(draft, moves, by=by, at=at)[0]


def check_may_change(
    draft: Draft, cells: Collection[CellKey], *, by: User, at: dt.datetime
) -> None:
    """Refuse cells that the guard forbids or that the quarter does not have."""
    check_may_edit(draft.report, by=by, on=localdate(at))
    check_cells_open(draft.report, cells)
    for commune, number in cells:
        if commune not in draft.communes or number not in draft.law.by_number:
            raise UnknownCell(
                f"Báo cáo này không có ô xã {commune}, tiêu chí {number}."
            )


def write_moves(
    draft: Draft, moves: Sequence[Move], *, by: User, at: dt.datetime
) -> tuple[Draft, dict[CellKey, int]]:
    """Write cells of a locked draft in order; return it after, and new versions.

    The version of a cell is the key of its last row in the log. A move to what the
    cell is already is none, and is not logged.
    """
    logged = _log(draft, moves, by=by, at=at)
    moved = {cell: ResultState(row.after) for cell, row in logged}
    _store(draft, moved, by=by, at=at)
    changed = {
        cell: state
        for cell, state in {**draft.changed, **moved}.items()
        if state != draft.base.get(cell, ResultState.UNKNOWN)
    }
    report = draft.report
    report.is_unchanged = report.is_unchanged and not changed
    if moved and by.role != Role.DISTRICT:
        report.entered_on_behalf = True
    report.save()
    versions = {cell: row.pk for cell, row in logged}
    return replace(draft, changed=changed), versions


@transaction.atomic
def declare_unchanged(
    *,
    district_code: str,
    quarter_code: str,
    by: User,
    at: dt.datetime,
    seen: int | None = None,
) -> Draft:
    """State in one act that nothing changed in the quarter.

    Typed changes are given back to the base's values; the log keeps them. ``seen``
    is how many the person agreed to give up (None: whatever there is). Raises
    NothingToKeep when nothing of the district was ever approved, DraftMoved when
    there are not so many changes, or when values of indicators were typed.
    """
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    every = [
        (code, number) for code in draft.communes for number in draft.law.by_number
    ]
    check_may_change(draft, every, by=by, at=at)
    if draft.revision is None:
        raise NothingToKeep(
            "Huyện chưa có số liệu nào được duyệt nên không thể báo không thay đổi; "
            "hãy đánh giá từng ô."
        )
    _check_agreed(draft, seen)
    back = [
        Move(cell, draft.base.get(cell, ResultState.UNKNOWN)) for cell in draft.changed
    ]
    _log(draft, back, by=by, at=at)
    draft.report.changes.all().delete()
    draft.report.is_unchanged = True
    draft.report.base = draft.revision
    draft.report.entered_on_behalf |= by.role != Role.DISTRICT
    draft.report.save()
    return replace(draft, changed={})


def _check_agreed(draft: Draft, seen: int | None) -> None:
    """Refuse to give up what the person has not agreed to give up."""
    if seen is not None and len(draft.changed) != seen:
        raise DraftMoved(
            f"Bản nháp đang có {len(draft.changed)} ô đã sửa, khác lúc trang được mở. "
            "Hãy xem lại rồi xác nhận."
        )
    if typed := draft.report.values.count():
        raise DraftMoved(
            f"Bản nháp có {typed} giá trị chỉ tiêu đã gõ; hãy trả chúng về giá trị đã "
            "duyệt trước."
        )


def has_typed_changes(report: Report) -> bool:
    """Whether a person has changed a cell or confirmed the quarter as it is."""
    return report.state != ReportState.APPROVED and (
        report.is_unchanged or report.changes.exists() or report.values.exists()
    )


def _log(
    draft: Draft, moves: Sequence[Move], *, by: User, at: dt.datetime
) -> list[tuple[CellKey, ResultChange]]:
    """Keep every step of every cell, in the order in which it was made."""
    steps: list[tuple[Move, ResultState]] = []
    now: dict[CellKey, ResultState] = {}
    for move in moves:
        before = now.get(move.cell, draft.state(move.cell))
        if move.state != before:
            steps.append((move, before))
        now[move.cell] = move.state
    ids = {number: each.id for number, each in draft.law.by_number.items()}
    rows = ResultChange.objects.bulk_create(
        ResultChange(
            report=draft.report,
            commune_id=move.cell[0],
            criterion_id=ids[move.cell[1]],
            before=before,
            after=move.state,
            door=move.door,
            token=move.token,
            by=by,
            at=at,
        )
        for move, before in steps
    )
    return [(move.cell, row) for (move, _), row in zip(steps, rows, strict=True)]


def _store(draft: Draft, moved: CellStates, *, by: User, at: dt.datetime) -> None:
    own = {
        cell: state
        for cell, state in moved.items()
        if state != draft.base.get(cell, ResultState.UNKNOWN)
    }
    back = [
        Q(commune_id=commune, criterion_id=draft.law.by_number[number].id)
        for commune, number in moved.keys() - own.keys()
    ]
    if back:
        draft.report.changes.filter(reduce(or_, back)).delete()
    DraftResult.objects.bulk_create(
        [
            DraftResult(
                report=draft.report,
                commune_id=commune,
                criterion_id=draft.law.by_number[number].id,
                state=state,
                changed_by=by,
                changed_at=at,
            )
            for (commune, number), state in own.items()
        ],
        update_conflicts=True,
        unique_fields=["report", "commune", "criterion"],
        update_fields=["state", "changed_by", "changed_at"],
    )


@transaction.atomic
def accept_base(
    *, district_code: str, quarter_code: str, by: User, at: dt.datetime
) -> None:
    """Take note that untouched cells followed a base that has changed."""
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_may_edit(draft.report, by=by, on=localdate(at))
    draft.report.base = draft.revision
    draft.report.save()
