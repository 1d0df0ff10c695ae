"""Loading of the registers' kinds and fields, and of the sets of criteria beyond xã.

No set comes with criteria: their names have no sure source, the office adds them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import transaction

from criteria.models import CriteriaSet
from ntm_portal.lib.catalogue import read_catalogue
from programme.models import RegisterField, RegisterKind

# Between two positions a later row finds room.
STEP = 10
LABELS = ("title_label", "body_label", "on_label", "until_label", "result_label")

Row = Mapping[str, str]


@transaction.atomic
def load_registers(folder: Path) -> None:
    """Create what is missing; rows that exist are left as the office has edited them.

    A kind that exists gets no field back that the office has removed.
    """
    _load_sets(read_catalogue(folder / "criteria_sets.csv"))
    fields: dict[str, list[Row]] = {}
    for row in read_catalogue(folder / "register_fields.csv"):
        fields.setdefault(row["kind"], []).append(row)
    known = set(RegisterKind.objects.values_list("code", flat=True))
    kinds = read_catalogue(folder / "register_kinds.csv")
    for position, row in enumerate(kinds, start=1):
        if row["code"] not in known:
            kind = _load_kind(row, position * STEP)
            _load_fields(kind, fields.get(kind.code, ()))


def _load_sets(rows: Iterable[Row]) -> None:
    for row in rows:
        CriteriaSet.objects.get_or_create(
            code=row["code"],
            defaults={
                "subject": row["subject"],
                "name": row["name"],
                "document": row["document"],
                "valid_from": dt.date.fromisoformat(row["valid_from"]),
            },
        )


def _load_kind(row: Row, position: int) -> RegisterKind:
    return RegisterKind.objects.create(
        code=row["code"],
        name=row["name"],
        article=f"QĐ 1334, {row['article']}",
        noun=row["noun"],
        place_level=row["place_level"],
        place_required=row["place_required"] == "1",
        writers=row["writers"],
        subject=row["subject"],
        position=position,
        **{label: row[label] for label in LABELS},
    )


def _load_fields(kind: RegisterKind, rows: Iterable[Row]) -> None:
    RegisterField.objects.bulk_create(
        RegisterField(
            kind=kind,
            code=row["code"],
            label=row["label"],
            type=row["type"],
            unit=row["unit"],
            choices=[word for word in row["choices"].split("|") if word],
            required=row["required"] == "1",
            summed=row["summed"] == "1",
            position=position * STEP,
        )
        for position, row in enumerate(rows, start=1)
    )
