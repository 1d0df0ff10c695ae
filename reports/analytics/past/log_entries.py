"""The lines of a report's log, read from the rows that stand behind them."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from reports.analytics.past.imported import PREVIOUS
from reports.analytics.past.wording import (
    IMPORT,
    REMOVED,
    VALUES,
    WITHDRAWAL,
    Worded,
    file_added,
    file_removed,
    indicator_name,
    person_name,
    text_worded,
    value_worded,
)
from reports.choices import ResultState
from reports.models import IndicatorValue

RESULT, VALUE, TEXT = "result", "value", "text"
FILE_ADDED, FILE_REMOVED = "file", "file_removed"
STEP, IMPORTED, IMPORTED_VALUE, UNDONE = "step", "imported", "imported_value", "undone"
BY = ("by__district", "by__agency")
RUN = "revision__import_run__"
RELATED = {
    RESULT: BY,
    VALUE: ("indicator", *BY),
    TEXT: BY,
    FILE_ADDED: ("replaces", *BY),
    FILE_REMOVED: ("removed_by__district", "removed_by__agency"),
    STEP: BY,
    IMPORTED: (f"{RUN}by__district", f"{RUN}by__agency"),
    IMPORTED_VALUE: (f"{RUN}by__district", f"{RUN}by__agency", "indicator__criterion"),
    UNDONE: ("import_run__undone_by__district", "import_run__undone_by__agency"),
}
HEAVY = {
    IMPORTED: RUN,
    IMPORTED_VALUE: RUN,
    UNDONE: "import_run__",
}


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log.

    Of a cell: ``commune`` (its code) and ``place`` (its name), ``number`` of the
    criterion. ``before`` and ``after`` are states, or words for ``subject``: an
    indicator, or what was written or handed in. Of a step of the report as a whole all
    of them are empty, and ``way`` says the step, ``detail`` its reason.
    """

    at: dt.datetime
    person: str
    way: str
    detail: str = ""
    commune: str = ""
    place: str = ""
    number: int | None = None
    subject: str = ""
    before: str = ""
    after: str = ""


def read_lines(kind: str, rows: QuerySet[Any, Any]) -> Iterator[tuple[int, LogEntry]]:
    """Yield the lines of rows of a kind, by their keys. One query.

    Two for values from imports.
    """
    found: QuerySet[Any, Any] = rows.select_related(*RELATED[kind])
    if kind in HEAVY:
        found = found.defer(f"{HEAVY[kind]}content", f"{HEAVY[kind]}outcome")
    if kind == IMPORTED_VALUE:
        yield from _imported_values(found)
        return
    for row in found:
        yield row.pk, ENTRY[kind](row)


def _typed(
    row: Any, turn: Worded, *, way: str = "", by: User | None = None
) -> LogEntry:
    """Return the line of what somebody did; of which cell, the row says.

    Unless said otherwise it says by which way too, and who.
    """
    return LogEntry(
        at=row.log_at,
        person=person_name(by or row.by),
        way=way or row.get_door_display(),
        commune=row.log_commune or "",
        number=row.log_number,
        subject=turn.subject,
        before=turn.before,
        after=turn.after,
    )


def _result(row: Any) -> LogEntry:
    return _typed(row, Worded("", ResultState(row.before), ResultState(row.after)))


def _value(row: Any) -> LogEntry:
    return _typed(row, Worded(indicator_name(row.indicator), row.before, row.after))


def _text(row: Any) -> LogEntry:
    return _typed(row, text_worded(row))


def _file_added(row: Any) -> LogEntry:
    turn, way = file_added(row)
    return _typed(row, turn, way=way)


def _file_removed(row: Any) -> LogEntry:
    return _typed(row, file_removed(row), way=REMOVED, by=row.removed_by)


def _step(row: Any) -> LogEntry:
    return LogEntry(
        at=row.at,
        person=person_name(row.by),
        way=row.get_kind_display(),
        detail=row.reason,
    )


def _undone(row: Any) -> LogEntry:
    run = row.import_run
    return LogEntry(
        at=row.log_at,
        person=person_name(run.undone_by),
        way=WITHDRAWAL,
        detail=f"{VALUES}: {run.file_name}",
    )


def _imported(row: Any) -> LogEntry:
    turn = Worded("", ResultState(row.log_before), ResultState(row.state))
    return _of_run(row, turn)


def _imported_values(rows: QuerySet[Any, Any]) -> Iterator[tuple[int, LogEntry]]:
    found = list(rows)
    before = _values_before(found)
    for row in found:
        key = getattr(row, PREVIOUS), row.commune_id, row.indicator_id
        yield row.pk, _of_run(row, value_worded(row.indicator, before.get(key), row))


def _values_before(
    rows: Collection[Any],
) -> Mapping[tuple[int | None, str, int], IndicatorValue]:
    old: Iterable[IndicatorValue] = IndicatorValue.objects.filter(
        revision__in={getattr(row, PREVIOUS) for row in rows},
        commune__in={row.commune_id for row in rows},
        indicator__in={row.indicator_id for row in rows},
    )
    return {(row.revision_id, row.commune_id, row.indicator_id): row for row in old}


def _of_run(row: Any, turn: Worded) -> LogEntry:
    run = row.revision.import_run
    return LogEntry(
        at=row.log_at,
        person=person_name(run.by),
        way=IMPORT,
        detail=run.file_name,
        commune=row.commune_id,
        number=row.log_number,
        subject=turn.subject,
        before=turn.before,
        after=turn.after,
    )


ENTRY: dict[str, Callable[[Any], LogEntry]] = {
    RESULT: _result,
    VALUE: _value,
    TEXT: _text,
    FILE_ADDED: _file_added,
    FILE_REMOVED: _file_removed,
    STEP: _step,
    IMPORTED: _imported,
    UNDONE: _undone,
}
