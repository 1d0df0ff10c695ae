"""Loading of the places of the province from the catalogues."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import transaction

from communes.choices import AreaClass, DistrictKind, UnitKind
from communes.models import (
    Commune,
    CommuneArea,
    CommunePeriod,
    CommuneVariant,
    District,
    DistrictVariant,
    Recognition,
)
from ntm_portal.lib.catalogue import read_catalogue

UNITS = "Danh mục hành chính, Tổng cục Thống kê, 01/12/2019"
RECOGNISED_BY = dt.date(2019, 5, 14)
KINDS = {label.lower(): kind for kind, label in UnitKind.choices}
FLAGS = {"": None, "0": False, "1": True}

Row = Mapping[str, str]


@transaction.atomic
def load_places(folder: Path) -> None:
    """Create the districts and communes that are missing.

    Rows that exist are left as the office has edited them, so that loading
    again changes nothing.
    """
    communes = read_catalogue(folder / "communes.csv")
    tiles = {row["commune_code"]: row for row in read_catalogue(folder / "tiles.csv")}
    _load_districts(read_catalogue(folder / "districts.csv"))
    _load_communes(communes, tiles)
    _load_periods(read_catalogue(folder / "unit_kinds.csv"))
    _load_details(communes)


def _load_districts(rows: Iterable[Row]) -> None:
    for row in rows:
        kind = (
            DistrictKind.CITY if row["type"] == "Thành phố" else DistrictKind.DISTRICT
        )
        name = row["district_name"].removeprefix(row["type"]).strip()
        District.objects.get_or_create(
            code=row["district_code"],
            defaults={"name": name, "kind": kind, "source": UNITS},
        )
        for variant in _split(row["name_variants"]):
            DistrictVariant.objects.get_or_create(
                district_id=row["district_code"], name=variant
            )


def _load_communes(rows: Iterable[Row], tiles: Mapping[str, Row]) -> None:
    present = set(Commune.objects.values_list("code", flat=True))
    Commune.objects.bulk_create(
        Commune(
            code=row["commune_code"],
            district_id=row["district_code"],
            name=row["commune_name"],
            tile_row=_tile(tiles, row, "row"),
            tile_column=_tile(tiles, row, "col"),
            is_border=FLAGS[row["is_border"]],
            ct135_2016=row["ct135_2016"],
            ct135_2017_2020=row["ct135_2017_2020"],
            source=UNITS,
        )
        for row in rows
        if row["commune_code"] not in present
    )


def _tile(tiles: Mapping[str, Row], row: Row, name: str) -> int | None:
    tile = tiles.get(row["commune_code"])
    return int(tile[name]) if tile else None


def _load_periods(rows: Iterable[Row]) -> None:
    present = set(CommunePeriod.objects.values_list("commune_id", flat=True))
    CommunePeriod.objects.bulk_create(
        CommunePeriod(
            commune_id=row["commune_code"],
            name=row["name"],
            kind=KINDS[row["kind"]],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            source=UNITS,
        )
        for row in rows
        if row["commune_code"] not in present
    )


def _load_details(rows: Iterable[Row]) -> None:
    variants = set(CommuneVariant.objects.values_list("commune_id", "name"))
    CommuneVariant.objects.bulk_create(
        CommuneVariant(commune_id=row["commune_code"], name=name)
        for row in rows
        for name in _split(row["name_variants"])
        if (row["commune_code"], name) not in variants
    )
    areas = set(CommuneArea.objects.values_list("commune_id", flat=True))
    CommuneArea.objects.bulk_create(
        CommuneArea(
            commune_id=row["commune_code"], area_class=row["area_class"], source=UNITS
        )
        for row in rows
        if row["area_class"] in AreaClass.values and row["commune_code"] not in areas
    )
    _load_recognitions(
        row["commune_code"]
        for row in rows
        if row["ntm_recognised_by_2019_05_14"] == "1"
    )


def _load_recognitions(codes: Iterable[str]) -> None:
    known = set(Recognition.objects.values_list("commune_id", flat=True))
    Recognition.objects.bulk_create(
        Recognition(
            commune_id=code,
            known_by=RECOGNISED_BY,
            source="Danh sách 17 xã được công nhận đến 14/05/2019",
        )
        for code in codes
        if code not in known
    )


def _split(variants: str) -> list[str]:
    return [name.strip() for name in variants.split("|") if name.strip()]


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
