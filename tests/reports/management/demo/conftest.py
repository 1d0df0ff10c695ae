"""The real places and criteria of the province, read once from the fixtures."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from ntm_portal.lib.periods import Quarter
from reports.management.demo.history import QUARTERS, build_history
from reports.management.demo.sheets import CriteriaColumns
from reports.management.demo.standing import Place
from reports.management.demo.workbooks import DistrictRows

REFERENCE = Path(__file__).parents[4] / "fixtures" / "reference"
LEFT = "23473"
LEFT_IN = Quarter(2019, 3)

Members = Mapping[Quarter, Sequence[str]]
History = Mapping[Quarter, Mapping[str, frozenset[int]]]


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def units() -> list[dict[str, str]]:
    """Every unit that was ever a commune of the programme."""
    return [
        row
        for row in _rows("communes.csv")
        if row["type"] == "xã" or row["commune_code"] == LEFT
    ]


@pytest.fixture(scope="session")
def recognised(units: list[dict[str, str]]) -> list[str]:
    return [
        row["commune_code"]
        for row in units
        if row["ntm_recognised_by_2019_05_14"] == "1"
    ]


@pytest.fixture(scope="session")
def expected_in_2019(units: list[dict[str, str]]) -> list[str]:
    return [row["commune_code"] for row in units if row["ntm_planned_2019"] == "1"]


@pytest.fixture(scope="session")
def places(
    units: list[dict[str, str]], recognised: list[str], expected_in_2019: list[str]
) -> list[Place]:
    dates = dict.fromkeys(recognised, Quarter(2019, 2))
    dates |= dict.fromkeys(expected_in_2019, Quarter(2019, 4))
    return [
        Place(
            row["commune_code"],
            is_poor=row["ct135_2017_2020"] in {"yes", "probable"},
            full_by=dates.get(row["commune_code"]),
        )
        for row in units
    ]


@pytest.fixture(scope="session")
def members(units: list[dict[str, str]]) -> Members:
    codes = [row["commune_code"] for row in units]
    return {
        quarter: [code for code in codes if code != LEFT or quarter < LEFT_IN]
        for quarter in QUARTERS
    }


@pytest.fixture(scope="session")
def history(members: Members, places: list[Place]) -> History:
    return build_history(members, places)


@pytest.fixture(scope="session")
def groups() -> list[CriteriaColumns]:
    names: dict[str, dict[int, str]] = {}
    for row in _rows("criteria.csv"):
        criteria = names.setdefault(row["group_name"], {})
        criteria[int(row["criterion_no"])] = row["criterion_name"]
    return [CriteriaColumns(name, tuple(rows.items())) for name, rows in names.items()]


@pytest.fixture(scope="session")
def districts(units: list[dict[str, str]], members: Members) -> list[DistrictRows]:
    """The districts with their communes as of 2019Q3."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in units:
        if row["commune_code"] in members[LEFT_IN]:
            pair = row["commune_code"], row["commune_name"]
            found.setdefault(row["district_name"], []).append(pair)
    return [DistrictRows(name, tuple(pairs)) for name, pairs in found.items()]
