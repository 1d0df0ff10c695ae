"""The rows of a file taken into a table of the portal: all of them, or none.

A preview is the same work, rolled back: what it says is what happens.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from programme.forms.tables.columns import Column, Value, Values
from programme.forms.tables.stored import loaded, stored
from programme.importing.tables import ROW_KEY, TableReading, TableRow
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


class _Unclear(Exception):
    """No row of the portal, or more than one, is meant; the message says which."""


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
    problems: list[Problem] = field(default_factory=list)
    changes: tuple[Mapping[str, Any], ...] = ()

    def take(self) -> None:
        before = dict(self.table.rows())
        seen: dict[Hashable, TableRow] = {}
        by_key = _by_key(self.table, before)
        for row in self.reading.rows:
            try:
                number = self._number(row, before, by_key)
            except _Unclear as unclear:
                self._add(row, "", str(unclear))
                continue
            mark = number if number is not None else self._key(row)
            if mark in seen:
                self._add(row, "", f"Trùng với hàng {seen[mark].number} của tệp.")
            else:
                self._write(row, number, before)
            seen.setdefault(mark, row)
        self.changes = tuple(self._changes(before))

    def outcome(self) -> Outcome:
        if self.problems:
            return Outcome(problems=tuple(self.problems))
        return Outcome(
            created=len(self.created),
            updated=len(self.updated),
            unchanged=self.unchanged,
            changes=self.changes,
        )

    def _key(self, row: TableRow) -> Hashable:
        return ("", self.table.key(_whole(self.table, row.values)))

    def _number(
        self,
        row: TableRow,
        before: Mapping[int, Values],
        by_key: Mapping[Hashable, Sequence[int]],
    ) -> int | None:
        """Return the row of the portal that is meant, None: a new one."""
        if row.key is not None:
            if row.key in before:
                return row.key
            raise _Unclear(
                f"Sổ không có dòng mã {row.key}, hoặc dòng ấy ngoài phạm vi của bạn; "
                "để trống mã dòng để thêm dòng mới."
            )
        found = by_key.get(self._key(row), ())
        if len(found) > 1:
            names = ", ".join(map(str, found))
            raise _Unclear(
                f"Sổ có {len(found)} dòng như thế (mã {names}); hãy ghi mã dòng."
            )
        return found[0] if found else None

    def _write(
        self, row: TableRow, number: int | None, before: Mapping[int, Values]
    ) -> None:
        old = before[number] if number is not None else None
        if old is not None and _is_same(old, row.values):
            self.unchanged += 1
            return
        values = {**old, **row.values} if old else _whole(self.table, row.values)
        try:
            saved = self.table.save(number, values, self.signed)
        except ChangeRefused as refused:
            self._add(row, _first(row), str(refused))
        except ValidationError as error:
            for code, message in _messages(error):
                self._add(row, code if code in row.cells else _first(row), message)
        else:
            (self.created if number is None else self.updated).append(saved)

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
        self.problems.append(
            Problem(
                sheet=self.reading.sheet,
                cell=row.cells.get(code) or row.cells[_first(row)],
                header=headers.get(code, ROW_KEY),
                value=shown,
                message=message,
            )
        )


def _by_key(table: Table, rows: Mapping[int, Values]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for number, values in rows.items():
        found.setdefault(("", table.key(values)), []).append(number)
    return found


def _whole(table: Table, values: Values) -> dict[str, Value]:
    return {each.code: values.get(each.code) for each in table.columns}


def _is_same(old: Values, values: Values) -> bool:
    return all(old.get(code) == value for code, value in values.items())


def _first(row: TableRow) -> str:
    return next((code for code in row.cells if code), "")


def _messages(error: ValidationError) -> Iterator[tuple[str, str]]:
    if hasattr(error, "error_dict"):
        for code, messages in error.message_dict.items():
            yield code, " ".join(messages)
    else:
        yield "", " ".join(error.messages)
