"""The columns of a register, as its kind and its fields ask for them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from programme.choices import ColumnKind, PlaceLevel, RegisterWriters
from programme.forms.tables.columns import Column
from programme.models import RegisterField, RegisterKind

# Keeps the code of a field apart from those of the columns every register has.
OWN = "o-"
TITLE_MAX, RESULT_MAX, OWN_MAX = 300, 500, 300
# A district stands above its communes, a commune above its villages.
LEVELS = (
    (PlaceLevel.DISTRICT, "Huyện", ColumnKind.DISTRICT),
    (PlaceLevel.COMMUNE, "Xã", ColumnKind.COMMUNE),
    (PlaceLevel.VILLAGE, "Thôn, làng", ColumnKind.VILLAGE),
)


def register_columns(
    kind: RegisterKind, fields: Iterable[RegisterField]
) -> tuple[Column, ...]:
    """Return all columns of a register in their order. No query."""
    return (
        *_places(kind),
        Column("title", kind.title_label, required=True, max_length=TITLE_MAX),
        *_own(kind),
        *map(field_column, fields),
        *_last(kind),
    )


def field_column(field: RegisterField) -> Column:
    """Return the column of one field."""
    kind = ColumnKind(field.type)
    return Column(
        code=f"{OWN}{field.code}",
        label=field.label,
        kind=kind,
        unit=field.unit,
        required=field.required,
        choices=tuple((word, word) for word in field.choices),
        max_length=OWN_MAX,
        minimum=Decimal(0),
    )


def _places(kind: RegisterKind) -> Iterator[Column]:
    if not kind.has_place:
        return
    for level, label, column_kind in LEVELS:
        yield Column(level, label, column_kind, required=kind.place_required)
        if level == kind.place_level:
            return


def _own(kind: RegisterKind) -> Iterator[Column]:
    if kind.body_label:
        yield Column(
            "agency",
            kind.body_label,
            ColumnKind.AGENCY,
            required=kind.writers == RegisterWriters.AGENCIES,
        )
    if kind.on_label:
        yield Column("on", kind.on_label, ColumnKind.DATE)
    if kind.until_label:
        yield Column("until", kind.until_label, ColumnKind.DATE)


def _last(kind: RegisterKind) -> Iterator[Column]:
    if kind.result_label:
        yield Column("result", kind.result_label, is_long=True, max_length=RESULT_MAX)
    yield Column("note", "Ghi chú", is_long=True, max_length=RESULT_MAX)
