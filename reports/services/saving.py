"""Changes that several people type into one report, each on what it saw.

Nothing of another person is written over unseen, and nothing typed is lost: a change
that met somebody else's value comes back as a conflict, with both.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from reports.choices import Door, ResultState
from reports.models import Report, ResultChange
from reports.models.cells import CellKey
from reports.services.drafts import (
    Draft,
    Move,
    check_may_change,
    locked_draft,
    write_moves,
)

Rows = Mapping[CellKey, Sequence[ResultChange]]


@dataclass(frozen=True, slots=True)
class Change:
    """A cell as a person typed it, and what the person typed it on.

    ``version`` is the key of the cell's last row in the log of this report, 0 for
    none; ``seen`` the value that stood there. Without a version the change holds
    whatever stands by now. By its ``token`` a change that is sent again is known.
    """

    cell: CellKey
    state: ResultState
    version: int | None = None
    seen: ResultState | None = None
    door: Door = Door.PAGE
    token: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that was not stored, for another value came in between.

    ``theirs`` stands now, at ``version``. ``row`` says who typed it; None when the
    cell followed a base that moved.
    """

    cell: CellKey
    mine: ResultState
    theirs: ResultState
    version: int
    row: ResultChange | None


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft after saving, the version of every cell that has one, and conflicts."""

    draft: Draft
    versions: Mapping[CellKey, int]
    conflicts: tuple[Conflict, ...]


@transaction.atomic
def save_changes(
    *,
    district_code: str,
    quarter_code: str,
    changes: Sequence[Change],
    by: User,
    at: dt.datetime,
) -> Saved:
    """Store changes in the order typed, but for those that meet another's value.

    Several changes of one cell stand on each other. A batch that comes again, for
    its answer was lost, stores and logs nothing twice; another window of the same
    person counts as another person. Raises ChangeRefused, and stores nothing, when
    the guard forbids a cell or one does not exist.
    """
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    chains = _by_cell(changes)
    check_may_change(draft, chains, by=by, at=at)
    versions = cell_versions(draft.report)
    rows = _rows_since(draft.report, chains, versions)
    held = {
        cell: _still_to_store(chain, rows.get(cell, ()), draft.state(cell))
        for cell, chain in chains.items()
    }
    stored = {id(change) for chain in held.values() for change in chain or ()}
    moves = [
        Move(change.cell, change.state, change.door, change.token)
        for change in changes
        if id(change) in stored
    ]
    conflicts = tuple(
        _conflict(draft, chains[cell], rows.get(cell, ()), versions.get(cell, 0))
        for cell, chain in held.items()
        if chain is None
    )
    draft, news = write_moves(draft, moves, by=by, at=at)
    return Saved(draft, {**versions, **news}, conflicts)


def cell_versions(report: Report) -> dict[CellKey, int]:
    """Return the version of every cell that was ever changed here. One query."""
    rows = report.change_log.order_by().values_list("commune_id", "criterion__number")
    return {(code, number): last for code, number, last in rows.annotate(Max("pk"))}


def _by_cell(changes: Sequence[Change]) -> dict[CellKey, list[Change]]:
    chains: dict[CellKey, list[Change]] = {}
    for change in changes:
        chains.setdefault(change.cell, []).append(change)
    return chains


def _rows_since(
    report: Report,
    chains: Mapping[CellKey, Sequence[Change]],
    versions: Mapping[CellKey, int],
) -> dict[CellKey, list[ResultChange]]:
    """Return what was logged since each cell was seen, oldest first.

    One query, none when every cell was seen as it is.
    """
    seen = {cell: chain[0].version for cell, chain in chains.items()}
    stale = {
        cell: version
        for cell, version in seen.items()
        if version is not None and version < versions.get(cell, 0)
    }
    if not stale:
        return {}
    found = (
        report.change_log.filter(
            pk__gt=min(stale.values()),
            commune__in={commune for commune, _ in stale},
            criterion__number__in={number for _, number in stale},
        )
        .select_related("criterion", "by__district", "by__agency")
        .order_by("pk")
    )
    rows: dict[CellKey, list[ResultChange]] = {}
    for row in found:
        cell = (row.commune_id, row.criterion.number)
        if row.pk > stale.get(cell, row.pk):
            rows.setdefault(cell, []).append(row)
    return rows


def _still_to_store(
    chain: Sequence[Change], rows: Sequence[ResultChange], current: ResultState
) -> Sequence[Change] | None:
    """Return what of one cell's changes is not stored yet; None for a conflict.

    What stands in the log under its token was sent before, and what follows in the
    chain was typed on it.
    """
    if chain[0].version is None:
        return chain
    known = {row.token for row in rows if row.token}
    sent = [place for place, change in enumerate(chain) if change.token in known]
    begin = sent[-1] + 1 if sent else 0
    seen = chain[begin - 1].state if begin else chain[0].seen
    left = _steps(chain[begin:], seen)
    if not left or current == left[-1].state:
        return ()
    return left if current == seen else None


def _steps(chain: Sequence[Change], seen: ResultState | None) -> list[Change]:
    """Leave out what only repeats the value before it, the first being ``seen``."""
    before = [seen, *(change.state for change in chain)]
    return [
        change
        for change, was in zip(chain, before, strict=False)
        if change.state != was
    ]


def _conflict(
    draft: Draft, chain: Sequence[Change], rows: Sequence[ResultChange], version: int
) -> Conflict:
    cell = chain[0].cell
    theirs = draft.state(cell)
    last = rows[-1] if rows and rows[-1].after == theirs else None
    return Conflict(cell, chain[-1].state, theirs, version, last)
