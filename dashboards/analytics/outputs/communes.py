"""Every commune of an output, with the results as one letter a criterion."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboards.analytics.names import Named
from reports.analytics.attainment import CommuneFigure, Figures

MET, UNMET, UNKNOWN = "Đ", "C", "?"


def commune_rows(
    figures: Figures, base: Figures | None, names: Mapping[str, Named]
) -> list[dict[str, Any]]:
    """Return the communes by district and code.

    ``states`` has a letter for every criterion in the order of the law; it is None for
    a commune without data, and so is ``base_states``.
    """
    earlier = {each.place.code: each for each in base.communes} if base else {}
    return [
        {
            "code": each.place.code,
            "name": each.place.name,
            "label": names[each.place.code].label,
            "district": each.place.district_code,
            "met": each.met_count,
            "states": states_of(figures, each),
            "base_states": states_of(figures, earlier.get(each.place.code)),
            "from": each.from_quarter,
        }
        for each in figures.communes
    ]


def states_of(figures: Figures, commune: CommuneFigure | None) -> str | None:
    """Return the letters of one commune, None without data."""
    if commune is None or commune.masks is None:
        return None
    return "".join(
        MET
        if commune.meets(criterion)
        else UNKNOWN
        if commune.is_unknown(criterion)
        else UNMET
        for criterion in figures.law.criteria
    )


def moved(rows: Iterable[tuple[str, list[int]]]) -> list[dict[str, Any]]:
    return [{"commune": code, "criteria": numbers} for code, numbers in rows]
