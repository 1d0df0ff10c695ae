"""What was done to a row: who, when, why, and which columns changed how."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from programme.forms.tables.stored import loaded
from programme.views.registers.table_page import TablePage

ACTS = {"+": "Thêm", "~": "Sửa", "-": "Xóa"}
PORTAL = "Cổng"


@dataclass(frozen=True, slots=True)
class Change:
    """One column: what it said before, "" for nothing, and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on a row; ``by`` is the portal where no person did it."""

    at: dt.datetime
    act: str
    by: str
    reason: str
    changes: tuple[Change, ...]


def row_history(page: TablePage, number: int) -> tuple[Entry, ...]:
    """Return what was done to a row, the newest first."""
    states = list(page.table.past(number))
    pairs = pairwise([*states, None])
    return tuple(_entry(page, state, before) for state, before in pairs if state)


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A row that a file writes: its name, and what it changes."""

    name: str
    is_new: bool
    changes: tuple[Change, ...]


def written_lines(
    page: TablePage, changes: Sequence[Mapping[str, Any]]
) -> list[WrittenLine]:
    """Return rows of an outcome as a preview shows them."""
    return [_line(page, each) for each in changes]


def _line(page: TablePage, change: Mapping[str, Any]) -> WrittenLine:
    is_new = change["before"] is None
    old, new = change["before"] or {}, change["after"]
    return WrittenLine(
        name="dòng mới" if is_new else f"mã {change['key']}",
        is_new=is_new,
        changes=tuple(
            Change(
                column.label,
                column.words(loaded(column, old.get(column.code)), page.places),
                column.words(loaded(column, new.get(column.code)), page.places),
            )
            for column in page.table.columns
            if old.get(column.code) != new.get(column.code)
        ),
    )


def _entry(page: TablePage, state: Any, before: Any) -> Entry:
    changes = _changes(page, state, before) if before else ()
    return Entry(
        at=state.history_date,
        act=ACTS[state.history_type],
        by=state.history_user.display_name if state.history_user else PORTAL,
        reason=state.history_change_reason or "",
        changes=tuple(changes),
    )


def _changes(page: TablePage, state: Any, before: Any) -> Iterator[Change]:
    new, old = page.table.values_of(state), page.table.values_of(before)
    for column in page.table.columns:
        if new.get(column.code) != old.get(column.code):
            yield Change(
                column.label,
                column.words(old.get(column.code), page.places),
                column.words(new.get(column.code), page.places),
            )
