"""The rows of a file taken into a table of the portal: all of them, or none.

A preview is the same work, rolled back: what it says is what happens.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from programme.forms.tables.columns import Column, Value, Values
from programme.forms.tables.stored import loaded, stored
from programme.importing.matching import KnownRows, Unclear
from programme.importing.tables import ROW_KEY, TableReading, TableRow
from programme.services.many.turns import Refusal
from reports.importing.problems import Problem
from reports.services.guard import ChangeRefused

# Who changed a row, with the names that its history shows.
PEOPLE = ("history_user", "history_user__district", "history_user__agency")


@dataclass(frozen=True, slots=True)
class Signed:
    """Who writes, when, and why."""

    by: User
    at: dt.datetime
    reason: str = ""


# The number of a row, None for a new one, and its values.
Asked = tuple[int | None, Values]


class Table(Protocol):
    """Rows of the portal that a person may write, behind columns.

    ``rows`` are their values by number. ``key`` tells rows apart where a file gives no
    number. ``save`` and ``remove`` raise ChangeRefused or ValidationError; None as the
    number makes a new row; they return the number.
    """

    @property
    def slug(self) -> str: ...

    @property
    def columns(self) -> Sequence[Column]: ...

    def rows(self) -> Mapping[int, Values]: ...

    def key(self, values: Values) -> Hashable: ...

    def save(self, number: int | None, values: Values, signed: Signed) -> int: ...

    def remove(self, number: int, signed: Signed) -> None: ...


@runtime_checkable
class SavesTogether(Protocol):
    """A table that saves many rows in a fixed number of queries.

    Each row is saved as if it came alone, after the ones before it; for each its
    number or what refuses it is returned.
    """

    def save_many(
        self, asked: Sequence[Asked], signed: Signed
    ) -> Sequence[int | Refusal]: ...


class PagedTable(Table, Protocol):
    """A table whose rows have pages: all rows are read by everyone.

    ``past`` are a row's earlier states, the newest first, as django-simple-history
    keeps them, ``history`` those of all rows; ``values_of`` reads those as well.
    """

    @property
    def history(self) -> Any: ...

    @property
    def may_add(self) -> bool: ...

    def row(self, number: int) -> Any | None: ...

    def all_rows(self) -> Mapping[int, Values]: ...

    def may_write(self, row: Any) -> bool: ...

    def past(self, number: int) -> Iterable[Any]: ...

    def values_of(self, row: Any) -> Mapping[str, Value]: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What taking a file did, or would do; with problems nothing was written.

    ``changes`` are (number, values before or None, values after) as JSON has them.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    changes: tuple[Mapping[str, Any], ...] = ()

    @property
    def has_changes(self) -> bool:
        return bool(self.created or self.updated)


class _RolledBack(Exception):
    """Ends a transaction that must leave nothing."""


def take_rows(
    table: Table, reading: TableReading, *, signed: Signed, is_trial: bool = False
) -> Outcome:
    """Write the rows of a file in one transaction; problems leave nothing behind.

    With ``is_trial`` nothing is left in any case.
    """
    if reading.problems:
        return Outcome(problems=reading.problems)
    taking = _Taking(table, reading, signed)
    try:
        with transaction.atomic():
            taking.take()
            if taking.problems or is_trial:
                raise _RolledBack
    except _RolledBack:
        pass
    return taking.outcome()


def undo_changes(
    table: Table, changes: Sequence[Mapping[str, Any]], signed: Signed
) -> None:
    """Put rows back as they were before a file; raises ChangeRefused.

    Refused when one of them has been changed since.
    """
    with transaction.atomic():
        now = {number: stored(values) for number, values in table.rows().items()}
        moved = [each for each in changes if now.get(each["key"]) != each["after"]]
        if moved:
            names = ", ".join(str(each["key"]) for each in moved[:10])
            raise ChangeRefused(
                f"Không hoàn tác được: {len(moved)} dòng đã sửa hoặc xóa sau lần nhập "
                f"này (mã dòng {names})."
            )
        for each in reversed(changes):
            _put_back(table, each, signed)


def _put_back(table: Table, change: Mapping[str, Any], signed: Signed) -> None:
    if change["before"] is None:
        table.remove(change["key"], signed)
        return
    before = change["before"]
    values = {each.code: loaded(each, before.get(each.code)) for each in table.columns}
    try:
        table.save(change["key"], values, signed)
    except ValidationError as error:
        raise ChangeRefused(" ".join(error.messages)) from error


@dataclass(slots=True)
class _Taking:
    table: Table
    reading: TableReading
    signed: Signed
    created: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    unchanged: int = 0
    problems: list[tuple[int, Problem]] = field(default_factory=list)
    changes: tuple[Mapping[str, Any], ...] = ()

    def take(self) -> None:
        before = dict(self.table.rows())
        asked = list(self._asked(before))
        results = self._save([each for _row, each in asked])
        for (row, (number, _values)), result in zip(asked, results, strict=True):
            if not isinstance(result, int):
                self._refuse(row, result)
            else:
                (self.created if number is None else self.updated).append(result)
        self.changes = tuple(self._changes(before))

    def _asked(self, before: Mapping[int, Values]) -> Iterator[tuple[TableRow, Asked]]:
        """Yield what is to be saved; a row that is unclear or there twice is told."""
        known = KnownRows(before, self.table.columns, self.table.key)
        seen: dict[Hashable, TableRow] = {}
        for row in self.reading.rows:
            try:
                number = known.find(row)
            except Unclear as unclear:
                self._add(row, "", str(unclear))
                continue
            mark = number if number is not None else ("", known.mark(row))
            first = seen.setdefault(mark, row)
            values = known.merged(number, row.values)
            if first is not row:
                self._add(row, "", f"Trùng với hàng {first.number} của tệp.")
            elif values is None:
                self.unchanged += 1
            else:
                yield row, (number, values)

    def _save(self, asked: Sequence[Asked]) -> Sequence[int | Refusal]:
        if isinstance(self.table, SavesTogether):
            return self.table.save_many(asked, self.signed)
        return [self._save_one(*each) for each in asked]

    def _save_one(self, number: int | None, values: Values) -> int | Refusal:
        try:
            return self.table.save(number, values, self.signed)
        except (ChangeRefused, ValidationError) as refusal:
            return refusal

    def _refuse(self, row: TableRow, refusal: Refusal) -> None:
        if isinstance(refusal, ChangeRefused):
            self._add(row, _first(row), str(refusal))
            return
        for code, message in _messages(refusal):
            self._add(row, code if code in row.cells else _first(row), message)

    def outcome(self) -> Outcome:
        if self.problems:
            in_order = sorted(self.problems, key=lambda each: each[0])
            return Outcome(problems=tuple(problem for _row, problem in in_order))
        return Outcome(
            created=len(self.created),
            updated=len(self.updated),
            unchanged=self.unchanged,
            changes=self.changes,
        )

    def _changes(self, before: Mapping[int, Values]) -> Iterator[Mapping[str, Any]]:
        after = self.table.rows() if self.created or self.updated else {}
        for number in (*self.created, *self.updated):
            old = before.get(number)
            yield {
                "key": number,
                "before": stored(old) if old is not None else None,
                "after": stored(after.get(number, {})),
            }

    def _add(self, row: TableRow, code: str, message: str) -> None:
        headers = {each.code: each.header for each in self.table.columns}
        columns = {each.code: each for each in self.table.columns}
        value = row.key if not code else row.values.get(code)
        shown = columns[code].words(value) if code in columns else str(value or "")
        problem = Problem(
            sheet=self.reading.sheet,
            cell=row.cells.get(code) or row.cells[_first(row)],
            header=headers.get(code, ROW_KEY),
            value=shown,
            message=message,
        )
        self.problems.append((row.number, problem))


def _first(row: TableRow) -> str:
    return next((code for code in row.cells if code), "")


def _messages(error: ValidationError) -> Iterator[tuple[str, str]]:
    if hasattr(error, "error_dict"):
        for code, messages in error.message_dict.items():
            yield code, " ".join(messages)
    else:
        yield "", " ".join(error.messages)
