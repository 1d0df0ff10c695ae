"""Random histories of approved data, and their figures counted in the plainest way.

It follows docs/so-lieu.md and reads the catalogues; it shares no code and no table
with the product, so that it can be held against it.
"""

import csv
import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PLACES = Path(__file__).resolve().parents[3] / "fixtures" / "reference"
DISTRICTS = ["608", "610", "611", "612", "613", "614", "615", "616", "617", "618"]
KON_PLONG, MANG_DEN = "613", "23473"
QUARTERS = ["2018Q4", "2019Q1", "2019Q2", "2019Q3", "2019Q4", "2020Q1"]
PERIODS = [*QUARTERS[1:], "2020Q2"]
END = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "Q4": "12-31"}
GROUPS: dict[str, tuple[range, int | None]] = {
    "I": (range(1, 2), None),
    "II": (range(2, 10), 50),
    "III": (range(10, 14), 30),
    "IV": (range(14, 18), 50),
    "V": (range(18, 20), 100),
}
BANDS = {
    "19": [19],
    "15-18": [15, 16, 17, 18],
    "10-14": [10, 11, 12, 13, 14],
    "5-9": [5, 6, 7, 8, 9],
    "0-4": [0, 1, 2, 3, 4],
}

Cells = dict[str, dict[int, str]]


@dataclass(frozen=True)
class Approved:
    """One approved revision of a history; days are ISO texts, which sort by time."""

    district: str
    quarter: str
    number: int
    approved_on: str
    withdrawn_on: str | None
    cells: Cells


@dataclass(frozen=True)
class Case:
    """A history, and the period and day that it is looked at."""

    history: tuple[Approved, ...]
    period: str
    as_of: str | None


def day(quarter: str) -> str:
    return f"{quarter[:4]}-{END[quarter[4:]]}"


def later(on: str, days: int) -> str:
    return (dt.date.fromisoformat(on) + dt.timedelta(days=days)).isoformat()


@cache
def catalogue(name: str) -> list[dict[str, str]]:
    with (PLACES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def members(quarter: str) -> dict[str, tuple[str, str]]:
    """Return the xã of a quarter's last day: code to district and name."""
    last = day(quarter)
    home = {r["commune_code"]: r["district_code"] for r in catalogue("communes.csv")}
    return {
        row["commune_code"]: (home[row["commune_code"]], row["name"])
        for row in catalogue("unit_kinds.csv")
        if row["kind"] == "xã"
        and (row["valid_from"] or "0000") <= last <= (row["valid_to"] or "9999")
    }


def case_of(seed: int) -> Case:
    """Return a history of few districts with many revisions, or of all with few."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    if seed % 5 == 0:
        history = _history(draw, DISTRICTS, luck=draw.choice([0.97, 1]))
    else:
        some = [KON_PLONG] * bool(seed % 4) + draw.sample(DISTRICTS, draw.randint(0, 3))
        history = _history(draw, sorted(set(some)), luck=draw.choice([0.5, 0.9, 0.98]))
    found, period, as_of = tuple(history), draw.choice(PERIODS), None
    matter = [each for each in found if each.quarter <= period]
    if matter and draw.random() < 0.65:
        near = draw.choice(matter)
        as_of = near.withdrawn_on or near.approved_on
        as_of = later(as_of, draw.choice([-1, 0, 0, 1]))
    return Case(found, period, as_of)


def _history(
    draw: random.Random, districts: Sequence[str], *, luck: float
) -> Iterator[Approved]:
    """Yield revisions in the order in which they were recorded."""
    is_whole = len(districts) == len(DISTRICTS)
    pairs = [
        (code, quarter)
        for code in districts
        for quarter in draw.sample(QUARTERS[: 4 if is_whole else 6], 2 - is_whole)
        for _ in range(1 if is_whole else draw.choice([1, 2, 2, 3]))
    ]
    draw.shuffle(pairs)
    numbers: dict[tuple[str, str], int] = {}
    for code, quarter in pairs:
        numbers[code, quarter] = numbers.get((code, quarter), 0) + 1
        # Some are approved late: corrections of quarters long past.
        on = later(day(quarter), draw.randint(1, draw.choice([10, 30, 400])))
        gone = later(on, draw.choice([0, 5, 60, 300]))
        yield Approved(
            district=code,
            quarter=quarter,
            number=numbers[code, quarter],
            approved_on=on,
            withdrawn_on=None if is_whole or draw.random() < 0.7 else gone,
            cells=_cells(draw, code, quarter, luck=luck),
        )


def _cells(draw: random.Random, district: str, quarter: str, *, luck: float) -> Cells:
    codes = [code for code, place in members(quarter).items() if place[0] == district]
    poor = luck if luck == 1 else luck / 4
    return {
        code: {
            number: "met"
            if draw.random() < share
            else draw.choice(["unmet", "unmet", "unknown"])
            for number in range(1, 20)
        }
        for code in codes
        for share in [draw.choice([luck, luck, luck, luck * 0.9, poor])]
    }


def source_of(case: Case, district: str) -> Approved | None:
    """Return the revision that a district's figures come from."""
    best: Approved | None = None
    for each in case.history:
        if each.district != district or each.quarter > case.period:
            continue
        if case.as_of is None:
            stands = each.withdrawn_on is None
        else:
            is_gone = each.withdrawn_on is not None and each.withdrawn_on <= case.as_of
            stands = each.approved_on <= case.as_of and not is_gone
        if not stands:
            continue
        if best is None or (each.quarter, each.number) > (best.quarter, best.number):
            best = each
    return best


def counted(case: Case, district: str | None = None) -> dict[str, Any]:
    """Count everything for the province or for one district."""
    rows: dict[str, tuple[str, str | None, dict[int, str] | None]] = {}
    carried = []
    for code in DISTRICTS:
        if district not in (None, code):
            continue
        source = source_of(case, code)
        if source and source.quarter != case.period:
            carried.append((code, source.quarter))
        for commune, (home, name) in members(case.period).items():
            if home == code:
                cells = source.cells.get(commune) if source else None
                rows[commune] = (name, source.quarter if source else None, cells)
    known = [cells for _, _, cells in rows.values() if cells is not None]
    met = [list(cells.values()).count("met") for cells in known]
    return {
        "rows": rows,
        "carried": carried,
        "communes": len(rows),
        "not_reported": len(rows) - len(known),
        "met": sum(met),
        "average": _average(sum(met), len(rows)) if known else None,
        "bands": {b: sum(n in within for n in met) for b, within in BANDS.items()},
        "groups": [_group(code, known, len(rows), district) for code in GROUPS],
        "criteria": [
            (n, [cells[n] for cells in known].count("met"), len(rows))
            for n in range(1, 20)
        ],
    }


def _average(met: int, communes: int) -> str:
    """Divide to four decimals, half up, in whole numbers."""
    parts = (2 * met * 10_000 + communes) // (2 * communes)
    return f"{parts // 10_000}.{parts % 10_000:04}"


def _group(
    code: str, known: list[dict[int, str]], communes: int, district: str | None
) -> tuple[Any, ...]:
    numbers, percent = GROUPS[code]
    attained = 0
    for cells in known:
        if all(cells[number] == "met" for number in numbers):
            attained += 1
    if percent is None or district:
        return (code, attained, communes, None, None, None)
    needed = 0
    while needed * 100 < percent * communes:
        needed += 1
    short = needed - attained if attained < needed else 0
    return (code, attained, communes, needed, short, attained >= needed)
