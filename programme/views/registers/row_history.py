"""What was done to a row: who, when, why, and which columns changed how."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from programme.forms.tables.stored import loaded
from programme.importing.histories import (
    DELETED,
    KeepsThreads,
    Thread,
    give_parents,
)
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
    entries = [_entry(page, state, before) for state, before in pairs if state]
    if isinstance(page.table, KeepsThreads):
        beside = page.table.threads(number)
        entries = _together(entries, (act for each in beside for act in _told(each)))
    return tuple(entries)


@dataclass(frozen=True, slots=True)
class Removed:
    """A deleted row: its name, the act that deleted it, and its last values."""

    name: str
    entry: Entry
    lines: tuple[tuple[str, str], ...]


def removed_rows(page: TablePage, states: Sequence[Any]) -> list[Removed]:
    """Return deleted rows as a page lists them. At most two queries."""
    give_parents(states)
    return [_removed(page, state) for state in states]


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


def _removed(page: TablePage, state: Any) -> Removed:
    values = dict(page.table.values_of(state))
    if getattr(state, "village", None):
        # It may be gone, and is no longer found by its number.
        values["village"] = str(state.village)
    name = str(state.instance)
    lines = (
        (column.header, column.words(values.get(column.code), page.places))
        for column in page.table.columns
    )
    return Removed(
        name=name,
        entry=_entry(page, state, None),
        lines=tuple(
            (label, words) for label, words in lines if words not in ("", name)
        ),
    )


def _told(thread: Thread) -> Iterator[Entry]:
    """Yield what was done to a row beside another, the newest first."""
    for state, before in pairwise([*thread.states, None]):
        old = thread.words(before) if before else ""
        new = "" if state.history_type == DELETED else thread.words(state)
        if old != new:
            yield _act(state, (Change(thread.label, old, new),))


def _together(entries: Sequence[Entry], beside: Iterable[Entry]) -> list[Entry]:
    """Return all acts, the newest first; what was done beside a row joins its act."""
    found = list(entries)
    for each in beside:
        at = next((n for n, one in enumerate(found) if _is_one(one, each)), None)
        if at is None:
            found.append(each)
        else:
            changes = (*found[at].changes, *each.changes)
            found[at] = replace(found[at], changes=changes)
    return sorted(found, key=lambda each: each.at, reverse=True)


def _is_one(act: Entry, other: Entry) -> bool:
    return (act.at, act.by, act.reason) == (other.at, other.by, other.reason)


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
    return _act(state, tuple(changes))


def _act(state: Any, changes: tuple[Change, ...]) -> Entry:
    return Entry(
        at=state.history_date,
        act=ACTS[state.history_type],
        by=state.history_user.display_name if state.history_user else PORTAL,
        reason=state.history_change_reason or "",
        changes=changes,
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
