"""Gần đạt nhất: the shortest way to each target, and what-if on a copy."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from communes.analytics.places import districts_by_code
from criteria.analytics.assignments import ledger_on
from dashboards.analytics.names import named
from dashboards.analytics.targets.ways import Way, ways
from dashboards.analytics.targets.what_if import Cell, lines, ticked, what_if
from dashboards.forms import ADDRESS_NAMES
from dashboards.views.frame import figures_or_404, frame
from dashboards.views.period import Chosen, chosen_period

GROUP, TICKED = "nhom", "dat"
# A commune and its supposed criteria as bits in hexadecimal, such as 23344.20004 for
# 2 and 17: an address with every cell of the province stays within the 4 kB that a
# server takes.
COMMUNE = re.compile(r"([^\W_]{1,10})\.([0-9a-f]{1,8})")


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to choose, with its address."""

    way: Way
    address: str


def ways_page(request: HttpRequest) -> HttpResponse:
    """Show the ways to the targets and the figures as supposed.

    A POST with what is ticked answers with the address of that supposition.
    """
    chosen = chosen_period(request)
    figures = figures_or_404(chosen)
    group = request.GET.get(GROUP, "")
    if request.method == "POST":
        cells = ticked(figures, map(_cell, request.POST.getlist(TICKED)))
        return redirect(f"{request.path}{_query(chosen, group, cells)}#ket-qua")
    districts = districts_by_code()
    names = named((each.place for each in figures.communes), districts)
    ledger = ledger_on(chosen.period.last_day)
    every = ways(figures, names, ledger)
    cells = ticked(figures, _written(request.GET.get(TICKED, "")))
    context = frame(chosen, figures, districts) | {
        "ledger": ledger,
        "tabs": [
            Tab(way, _query(chosen, way.attainment.group.code, cells)) for way in every
        ],
        "supposed": what_if(figures, cells, names),
    }
    if way := _shown(every, group):
        context |= _of_way(chosen, way, cells)
    return render(request, "dashboards/ways.html", context, status=chosen.status)


def _of_way(chosen: Chosen, way: Way, cells: Collection[Cell]) -> dict[str, object]:
    group = way.attainment.group.code
    rows = lines(way, cells)
    rest = [row for row in rows if not row.is_near]
    shown = {box.value for row in rows for box in row.boxes}
    return {
        "way": way,
        "near": [row for row in rows if row.is_near],
        "rest": rest,
        "rest_ticked": any(box.is_ticked for row in rest for box in row.boxes),
        "elsewhere": sorted({f"{code}.{number}" for code, number in cells} - shown),
        "unticked": _query(chosen, group, ()),
        "smallest": _query(chosen, group, {*cells, *_smallest(way)}),
    }


def _shown(every: tuple[Way, ...], code: str) -> Way | None:
    """Return the way asked for, else the first to a target that is not reached."""
    by_code = {way.attainment.group.code: way for way in every}
    ahead = [way for way in every if not way.attainment.reached]
    return by_code.get(code) or next(iter(ahead or every), None)


def _smallest(way: Way) -> frozenset[Cell]:
    """Return the cells of the smallest set, its choice in the order of the names."""
    taken = (*way.certain, *way.choice[: way.places])
    return frozenset(
        (each.commune.code, criterion.number)
        for each in taken
        for criterion in each.missing
    )


def _query(chosen: Chosen, group: str, cells: Iterable[Cell]) -> str:
    asked = {ADDRESS_NAMES["period"]: chosen.period.code, GROUP: group}
    if chosen.as_of:
        asked[ADDRESS_NAMES["as_of"]] = chosen.as_of.isoformat()
    if text := _text(cells):
        asked[TICKED] = text
    return f"?{urlencode(asked)}"


def _cell(value: str) -> Cell:
    code, _, number = value.partition(".")
    return code, int(number) if number.isdecimal() and len(number) < 3 else 0


def _written(text: str) -> tuple[Cell, ...]:
    return tuple(
        (code, number)
        for code, bits in COMMUNE.findall(text)
        for number in range(int(bits, 16).bit_length())
        if int(bits, 16) >> number & 1
    )


def _text(cells: Iterable[Cell]) -> str:
    bits: dict[str, int] = {}
    for code, number in sorted(cells):
        bits[code] = bits.get(code, 0) | 1 << number
    return "_".join(f"{code}.{each:x}" for code, each in bits.items())
