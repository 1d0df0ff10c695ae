"""What imports of a quarter brought to a district that was not there before."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from reports.analytics.past.successions import Version, predecessors
from reports.choices import Door, ResultState
from reports.models import IndicatorRevision, IndicatorValue, Report, Result, Revision

Part = QuerySet[Any, Any]

# The key of the revision that the one of a row came after.
PREVIOUS = "log_previous"
# No value is below 0.
NO_NUMBER = Value(Decimal(-1), DecimalField(max_digits=18, decimal_places=6))


def imported_results(report: Report) -> Part:
    """Return the results of imports that differ from those before. One query at once.

    ``log_before`` is the state before.
    """
    brought = _brought(
        report,
        Revision.objects.not_after(report.quarter_id).filter(
            district_id=report.district_id
        ),
    )
    if not brought:
        return _with_run(Result.objects.none(), number=F("criterion__number"))
    old_state = Result.objects.filter(
        revision_id=OuterRef(PREVIOUS),
        commune_id=OuterRef("commune_id"),
        criterion_id=OuterRef("criterion_id"),
    ).values("state")
    rows = (
        Result.objects.filter(revision_id__in=brought)
        .annotate(**{PREVIOUS: _previous(brought)})
        .annotate(
            log_before=Coalesce(Subquery(old_state[:1]), Value(ResultState.UNKNOWN))
        )
        .exclude(state=F("log_before"))
    )
    return _with_run(rows, number=F("criterion__number"))


def imported_values(report: Report) -> Part:
    """Return the values of imports that differ from those before in the quarter.

    One query at once.
    """
    number = F("indicator__criterion__number")
    brought = _brought(report, values_revisions(report))
    if not brought:
        return _with_run(IndicatorValue.objects.none(), number=number)
    rows = (
        IndicatorValue.objects.filter(revision_id__in=brought)
        .annotate(**{PREVIOUS: _previous(brought)})
        .annotate(**_said())
        .exclude(Exists(_same_before()))
    )
    return _with_run(rows, number=number)


def values_revisions(report: Report) -> QuerySet[IndicatorRevision]:
    """Return the revisions of the values of a report's district and quarter."""
    return IndicatorRevision.objects.filter(
        district_id=report.district_id, quarter_id=report.quarter_id
    )


def _brought(report: Report, known: QuerySet[Version]) -> dict[int, Version | None]:
    """Return what imports of the quarter brought, each with what it came after."""
    revisions = list(
        known.only(
            "quarter_id", "number", "recorded_at", "withdrawn_at", "import_run_id"
        )
    )
    came_after = predecessors(revisions)
    return {
        each.pk: came_after[each.pk]
        for each in revisions
        if each.import_run_id and each.quarter_id == report.quarter_id
    }


def _previous(brought: Mapping[int, Version | None]) -> Case:
    return Case(
        *(
            When(revision_id=pk, then=Value(old.pk if old else None))
            for pk, old in brought.items()
        ),
        output_field=IntegerField(),
    )


def _said() -> dict[str, Coalesce]:
    """Return the columns of a value, none of them empty, so that they compare."""
    return {
        "log_first": Coalesce("number", NO_NUMBER),
        "log_second": Coalesce("second_number", NO_NUMBER),
        "log_answer": Coalesce(Cast("answer", IntegerField()), Value(-1)),
    }


def _same_before() -> QuerySet[IndicatorValue]:
    """Return the value before, of a commune and indicator, if it is the same."""
    alike = {name: OuterRef(name) for name in _said()}
    return IndicatorValue.objects.annotate(**_said()).filter(
        revision_id=OuterRef(PREVIOUS),
        commune_id=OuterRef("commune_id"),
        indicator_id=OuterRef("indicator_id"),
        is_no_data=OuterRef("is_no_data"),
        **alike,
    )


def _with_run(rows: QuerySet[Any], *, number: F) -> Part:
    found: Part = rows.annotate(
        log_at=F("revision__recorded_at"),
        log_person=F("revision__import_run__by_id"),
        log_commune=F("commune_id"),
        log_number=number,
        log_door=Value(Door.IMPORT, CharField()),
    )
    return found
