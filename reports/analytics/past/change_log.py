"""The log of a report: every change of every cell and every step, in one timeline.

Four kinds of rows stand behind it: typed results, typed values, steps of the workflow,
and the cells in which an imported revision differs from the one before it. They are
read as one list of keys, so that a page of a long log reads only its own rows.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import User
from communes.analytics.places import Place
from reports.analytics.cell.history import IMPORT, person_name
from reports.analytics.past.successions import predecessors
from reports.choices import Door, ResultState
from reports.models import (
    Report,
    ReportEvent,
    Result,
    ResultChange,
    Revision,
    ValueChange,
)

RESULT, VALUE, STEP, IMPORTED = "result", "value", "step", "imported"
BY = ("by__district", "by__agency")

Part = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log.

    Of a cell: ``commune`` (its code) and ``place`` (its name), ``number`` of the
    criterion, ``before`` and ``after`` as states, or as words for the value of
    ``indicator``. Of the report as a whole those are empty, and ``way`` says the step,
    ``detail`` its reason.
    """

    at: dt.datetime
    person: str
    way: str
    detail: str = ""
    commune: str = ""
    place: str = ""
    number: int | None = None
    indicator: str = ""
    before: str = ""
    after: str = ""


def log_parts(report: Report) -> dict[str, Part]:
    """Return the rows of a report's log by kind, to be narrowed and then joined.

    Each can be filtered by ``log_commune`` (code), ``log_number`` (of the criterion),
    ``log_person`` (key) and ``log_door``. One query, for the imports of the quarter.
    """
    return {
        RESULT: _named(
            ResultChange.objects.filter(report_id=report.pk),
            commune=F("commune_id"),
            number=F("criterion__number"),
            door=F("door"),
        ),
        VALUE: _named(
            ValueChange.objects.filter(report_id=report.pk),
            commune=F("commune_id"),
            number=F("indicator__criterion__number"),
            door=F("door"),
        ),
        STEP: _named(
            ReportEvent.objects.filter(report_id=report.pk),
            commune=Value(None, CharField()),
            number=Value(None, IntegerField()),
            door=Value(STEP, CharField()),
        ),
        IMPORTED: _imported(report),
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
    """Read the lines with these keys. A query for each kind among them.

    ``communes`` are those of the quarter, for their names.
    """
    names = {each.code: each.name for each in communes}
    found: dict[tuple[str, int], LogEntry] = {}
    for kind in {kind for _at, kind, _pk in keys}:
        wanted = [pk for _at, each, pk in keys if each == kind]
        for row in _read(kind, parts[kind].filter(pk__in=wanted)):
            entry = ENTRY[kind](row)
            place = names.get(entry.commune, entry.commune)
            found[kind, row.pk] = replace(entry, place=place)
    return tuple(found[kind, pk] for _at, kind, pk in keys if (kind, pk) in found)


def _named(rows: QuerySet[Any], **named: Any) -> Part:
    names = {f"log_{name}": each for name, each in named.items()}
    found: Part = rows.annotate(log_at=F("at"), log_person=F("by_id"), **names)
    return found


def _imported(report: Report) -> Part:
    """Return the results of imports of the quarter that differ from those before."""
    revisions = list(
        Revision.objects.not_after(report.quarter_id)
        .filter(district_id=report.district_id)
        .only("quarter_id", "number", "recorded_at", "withdrawn_at", "import_run_id")
    )
    came_after = predecessors(revisions)
    brought = {
        each.pk: came_after[each.pk]
        for each in revisions
        if each.import_run_id and each.quarter_id == report.quarter_id
    }
    if not brought:
        return _with_run(Result.objects.none())
    before = Case(
        *(
            When(revision_id=pk, then=Value(old.pk if old else None))
            for pk, old in brought.items()
        ),
        output_field=IntegerField(),
    )
    old_state = Result.objects.filter(
        revision_id=OuterRef("log_previous"),
        commune_id=OuterRef("commune_id"),
        criterion_id=OuterRef("criterion_id"),
    ).values("state")
    rows = (
        Result.objects.filter(revision_id__in=brought)
        .annotate(log_previous=before)
        .annotate(
            log_before=Coalesce(Subquery(old_state[:1]), Value(ResultState.UNKNOWN))
        )
        .exclude(state=F("log_before"))
    )
    return _with_run(rows)


def _with_run(rows: QuerySet[Result]) -> Part:
    return rows.annotate(
        log_at=F("revision__recorded_at"),
        log_person=F("revision__import_run__by_id"),
        log_commune=F("commune_id"),
        log_number=F("criterion__number"),
        log_door=Value(Door.IMPORT, CharField()),
    )


def _read(kind: str, rows: Part) -> Iterable[Any]:
    related = {
        RESULT: BY,
        VALUE: ("indicator", *BY),
        STEP: BY,
        IMPORTED: ("revision__import_run__by__district",),
    }
    found: QuerySet[Any] = rows.select_related(*related[kind])
    if kind == IMPORTED:
        run = "revision__import_run__"
        return found.defer(f"{run}content", f"{run}outcome")
    return found


def _result(row: Any) -> LogEntry:
    return LogEntry(
        at=row.at,
        person=person_name(row.by),
        way=row.get_door_display(),
        commune=row.commune_id,
        number=row.log_number,
        before=ResultState(row.before),
        after=ResultState(row.after),
    )


def _value(row: Any) -> LogEntry:
    return LogEntry(
        at=row.at,
        person=person_name(row.by),
        way=row.get_door_display(),
        commune=row.commune_id,
        number=row.log_number,
        indicator=row.indicator.code,
        before=row.before,
        after=row.after,
    )


def _step(row: Any) -> LogEntry:
    return LogEntry(
        at=row.at,
        person=person_name(row.by),
        way=row.get_kind_display(),
        detail=row.reason,
    )


def _from_import(row: Any) -> LogEntry:
    run = row.revision.import_run
    return LogEntry(
        at=row.log_at,
        person=person_name(run.by),
        way=IMPORT,
        detail=run.file_name,
        commune=row.commune_id,
        number=row.log_number,
        before=ResultState(row.log_before),
        after=ResultState(row.state),
    )


ENTRY = {RESULT: _result, VALUE: _value, STEP: _step, IMPORTED: _from_import}
