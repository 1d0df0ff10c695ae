"""The log of a report: every change of every cell and every step, in one timeline.

Many kinds of rows stand behind it: typed results and values, texts, files that came
and went, steps of the workflow, and what imports brought that was not there before.
They are read as one list of keys, so that a page of a long log reads only its own
rows.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value

from accounts.models import User
from communes.analytics.places import Place
from reports.analytics.past.imported import (
    imported_results,
    imported_values,
    values_revisions,
)
from reports.analytics.past.log_entries import (
    FILE_ADDED,
    FILE_REMOVED,
    IMPORTED,
    IMPORTED_VALUE,
    RESULT,
    STEP,
    TEXT,
    UNDONE,
    VALUE,
    LogEntry,
    read_lines,
)
from reports.models import (
    Evidence,
    Report,
    ReportEvent,
    ResultChange,
    TextChange,
    ValueChange,
)

# Files come and go without a door of their own.
FILES = "evidence"

Part = QuerySet[Any, Any]


def log_parts(report: Report) -> dict[str, Part]:
    """Return the rows of a report's log by kind, to be narrowed and then joined.

    Each can be filtered by ``log_commune`` (code), ``log_number`` (of the criterion),
    ``log_person`` (key) and ``log_door``. Two queries, for the imports of the quarter.
    """
    return {
        **_typed(report),
        **_files(report),
        STEP: _whole(ReportEvent.objects.filter(report_id=report.pk)),
        IMPORTED: imported_results(report),
        IMPORTED_VALUE: imported_values(report),
        UNDONE: _whole(
            values_revisions(report).filter(
                import_run__isnull=False, withdrawn_at__isnull=False
            ),
            at="withdrawn_at",
            by="import_run__undone_by_id",
        ),
    }


def people(parts: Mapping[str, Part]) -> QuerySet[User]:
    """Return who stands in the log."""
    anyone = Q()
    for part in parts.values():
        anyone |= Q(pk__in=part.order_by().values("log_person"))
    return User.objects.filter(anyone).order_by("full_name", "username")


def timeline(parts: Mapping[str, Part]) -> QuerySet[Any, Any]:
    """Join the parts: (instant, kind, key) of every line, newest first."""
    keys = [
        part.order_by()
        .annotate(log_kind=Value(kind, CharField()))
        .values_list("log_at", "log_kind", "pk")
        for kind, part in parts.items()
    ]
    joined: QuerySet[Any, Any] = keys[0].union(*keys[1:], all=True)
    return joined.order_by("-log_at", "log_kind", "-pk")


def read_entries(
    keys: Sequence[tuple[dt.datetime, str, int]],
    parts: Mapping[str, Part],
    communes: Iterable[Place],
) -> tuple[LogEntry, ...]:
    """Read the lines with these keys. A query or two for each kind among them.

    ``communes`` are those of the quarter, for their names.
    """
    names = {each.code: each.name for each in communes}
    found: dict[tuple[str, int], LogEntry] = {}
    for kind in {kind for _at, kind, _pk in keys}:
        wanted = [pk for _at, each, pk in keys if each == kind]
        for pk, entry in read_lines(kind, parts[kind].filter(pk__in=wanted)):
            place = names.get(entry.commune, entry.commune)
            found[kind, pk] = replace(entry, place=place)
    return tuple(found[kind, pk] for _at, kind, pk in keys if (kind, pk) in found)


def _typed(report: Report) -> dict[str, Part]:
    """Return what people typed and wrote."""
    of = {"report_id": report.pk}
    number = "criterion__number"
    return {
        RESULT: _of_cell(ResultChange.objects.filter(**of), number),
        VALUE: _of_cell(ValueChange.objects.filter(**of), f"indicator__{number}"),
        TEXT: _of_cell(TextChange.objects.filter(**of), number),
    }


def _files(report: Report) -> dict[str, Part]:
    """Return files as they came, and those that went without another in their place."""
    rows = Evidence.objects.filter(report_id=report.pk)
    door, number = Value(FILES, CharField()), F("criterion__number")
    cell = {"log_commune": F("commune_id"), "log_number": number, "log_door": door}
    return {
        FILE_ADDED: rows.annotate(log_at=F("at"), log_person=F("by_id"), **cell),
        FILE_REMOVED: rows.filter(removed_at__isnull=False).annotate(
            log_at=F("removed_at"), log_person=F("removed_by_id"), **cell
        ),
    }


def _of_cell(rows: QuerySet[Any], number: str) -> Part:
    found: Part = rows.annotate(
        log_at=F("at"),
        log_person=F("by_id"),
        log_commune=F("commune_id"),
        log_number=F(number),
        log_door=F("door"),
    )
    return found


def _whole(rows: QuerySet[Any], *, at: str = "at", by: str = "by_id") -> Part:
    """Return steps of the report as a whole."""
    found: Part = rows.annotate(
        log_at=F(at),
        log_person=F(by),
        log_commune=Value(None, CharField()),
        log_number=Value(None, IntegerField()),
        log_door=Value(STEP, CharField()),
    )
    return found
