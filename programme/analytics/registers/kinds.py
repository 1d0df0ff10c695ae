"""Registers in numbers: how many rows, sums of their fields, by district."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max

from communes.models import District
from programme.models import RegisterField, RegisterKind, RegisterRecord
from programme.models.records import RegisterRecordQuerySet


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a field over some rows; ``filled`` rows have a number in it."""

    field: RegisterField
    total: Decimal
    filled: int


@dataclass(frozen=True, slots=True)
class RowsOf:
    """Rows of one district; None is what belongs to no district."""

    district: District | None
    count: int
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class RegisterSummary:
    """Some rows of a register together, and by district where it has places."""

    count: int
    samples: int
    sums: tuple[Sum, ...]
    districts: tuple[RowsOf, ...]


@dataclass(frozen=True, slots=True)
class KindCount:
    """A register with how many rows it has and the day of its latest."""

    kind: RegisterKind
    count: int
    latest: Any


def kind_counts() -> tuple[KindCount, ...]:
    """Return all registers in their order with their counts. Two queries."""
    rows = RegisterRecord.objects.order_by().values("kind_id")
    found = {
        row["kind_id"]: row for row in rows.annotate(count=Count("pk"), last=Max("on"))
    }
    return tuple(
        KindCount(
            kind,
            found.get(kind.pk, {}).get("count", 0),
            found.get(kind.pk, {}).get("last"),
        )
        for kind in RegisterKind.objects.all()
    )


def summarise(
    records: RegisterRecordQuerySet,
    fields: Iterable[RegisterField],
    districts: Mapping[str, District],
) -> RegisterSummary:
    """Return counts and sums of some rows of one register. One query."""
    summed = [each for each in fields if each.summed]
    rows = list(records.order_by().values_list("district_id", "values", "is_sample"))
    by_district: dict[str | None, list[Mapping[str, Any]]] = {}
    for code, values, _ in rows:
        by_district.setdefault(code, []).append(values)
    order: list[str | None] = [*districts, None]
    return RegisterSummary(
        count=len(rows),
        samples=sum(is_sample for _, _, is_sample in rows),
        sums=_sums(summed, [values for _, values, _ in rows]),
        districts=tuple(
            RowsOf(
                districts[code] if code else None,
                len(by_district[code]),
                _sums(summed, by_district[code]),
            )
            for code in order
            if code in by_district
        ),
    )


def _sums(
    fields: Sequence[RegisterField], rows: Sequence[Mapping[str, Any]]
) -> tuple[Sum, ...]:
    return tuple(_sum(field, rows) for field in fields)


def _sum(field: RegisterField, rows: Sequence[Mapping[str, Any]]) -> Sum:
    kept = [row.get(field.code) for row in rows]
    numbers = [Decimal(str(value)) for value in kept if value is not None]
    return Sum(field, sum(numbers, Decimal(0)), len(numbers))
