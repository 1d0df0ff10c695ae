"""The figures of an output as plain data, from which every file is written.

Whoever writes a Word text, a cell of Excel, a line of CSV or a PDF takes the numbers
from here and computes none: so they agree with each other and with
``manage.py attainment``. The data are the snapshot; their shape has a number.
"""

import datetime as dt
from typing import Any

from communes.analytics.recognitions import recognised_on
from dashboards.analytics.comparing.changes import changes
from dashboards.analytics.headline import headline
from dashboards.analytics.names import Named, named
from dashboards.analytics.outputs.communes import commune_rows, moved
from dashboards.analytics.outputs.plan import plan_rows
from dashboards.analytics.outputs.reading import Reading
from dashboards.analytics.outputs.told import causes_of_falls, words_of_districts
from dashboards.analytics.targets.nearest import nearest
from ntm_portal.lib.canonical import plain
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, Source

# The second shape is that of one district: it names the district. Two more have the
# rest of the programme too; outputs of before stay as they are.
SHAPE, DISTRICT_SHAPE, WITH_PROGRAMME = 1, 2, 2
DAY = dt.timedelta(days=1)


def output_content(reading: Reading) -> dict[str, Any]:
    """Return all that an output says, ready for canonical text. Three queries."""
    figures, base = reading.figures, reading.base
    names = named((each.place for each in figures.communes), reading.districts)
    found: dict[str, Any] = plain(
        {
            **_scope(reading),
            "report": reading.asked.kind.value,
            "period": figures.period.code,
            "as_of": figures.as_of,
            "is_demo": _is_demo(reading),
            "law": _law(figures),
            "province": headline(figures),
            "base": headline(base) if base else None,
            "deadlines": _deadlines(reading),
            "trend": [_moment(each) for each in reading.series],
            "districts": _districts(reading),
            "communes": commune_rows(figures, base, names),
            **_changes(reading, names),
            "nearest": _nearest(figures, names),
            "recognised": sorted(
                recognised_on(figures.period.last_day)
                & {each.place.code for each in figures.communes}
            ),
            "plan": plan_rows(reading, names),
            "words": words_of_districts(reading),
            "sources": [_source(reading, each) for each in figures.sources.values()],
        }
    )
    return found


def _scope(reading: Reading) -> dict[str, Any]:
    """Return what tells the shapes apart; that of the province stays for good."""
    added: dict[str, Any] = {}
    if reading.programme is not None:
        added = {"programme": reading.programme}
    more = WITH_PROGRAMME if added else 0
    if reading.asked.district is None:
        return {"shape": SHAPE + more, **added}
    district = reading.districts[reading.asked.district]
    place = {"code": district.code, "name": district.full_name, "title": district.title}
    return {"shape": DISTRICT_SHAPE + more, "district": place, **added}


def _is_demo(reading: Reading) -> bool:
    shown = [reading.figures, *([reading.base] if reading.base else [])]
    has_plan = reading.plan is not None and reading.plan.is_demo
    return has_plan or any(
        source.is_demo for figures in shown for source in figures.sources.values()
    )


def _law(figures: Figures) -> dict[str, Any]:
    return {
        "code": figures.law.code,
        "groups": [
            {
                "code": group.code,
                "name": group.name,
                "criteria": [each.number for each in group.criteria],
            }
            for group in figures.law.groups
        ],
        "criteria": [
            {"number": each.number, "name": each.name, "group": each.group_code}
            for each in figures.law.criteria
        ],
    }


def _deadlines(reading: Reading) -> list[dict[str, Any]]:
    """Return what was attained at the deadlines that the series reaches."""
    rows = []
    for group in reading.figures.law.groups:
        if group.target is None:
            continue
        quarter = Quarter.of(group.target.deadline + DAY).previous()
        then = reading.at(quarter)
        if then is None:
            continue
        rows += [
            {
                "code": group.code,
                "period": quarter.code,
                "attained": each.attained,
                "total": each.total,
                "needed": each.needed,
            }
            for each in then.groups
            if each.group.code == group.code
        ]
    return rows


def _moment(figures: Figures) -> dict[str, Any]:
    return {
        "period": figures.period.code,
        "communes": figures.total,
        "not_reported": figures.not_reported,
        "criteria_met_total": figures.criteria_met_total,
        "average": figures.average,
        "bands": dict(figures.bands),
        "groups": {each.group.code: each.attained for each in figures.groups},
    }


def _districts(reading: Reading) -> list[dict[str, Any]]:
    """Return the figures of every district asked for with communes in the programme."""
    rows = []
    for code, district in reading.districts.items():
        figures = reading.figures.of_district(code)
        if not figures.total:
            continue
        base = reading.base.of_district(code) if reading.base else None
        rows.append(
            {
                "code": code,
                "name": district.full_name,
                "short_name": district.short_name,
                "base_met": base.criteria_met_total if base and base.reported else None,
                "from": figures.sources[code].quarter
                if code in figures.sources
                else None,
                **_moment(figures),
                "criteria": [each.attained for each in figures.criteria],
            }
        )
    return rows


def _changes(reading: Reading, names: dict[str, Named]) -> dict[str, Any]:
    found = changes(reading.figures, reading.base, names)
    if found is None:
        return {"gained": [], "lost": []}
    causes = causes_of_falls(reading)
    return {
        "gained": moved(
            (each.commune.code, [criterion.number for criterion in each.criteria])
            for each in found.gained
        ),
        "lost": [
            {
                "commune": each.commune.code,
                "criterion": each.criterion.number,
                "is_unknown": each.is_unknown,
                **causes.get((each.commune.code, each.criterion.number), {}),
            }
            for each in found.lost
        ],
    }


def _nearest(figures: Figures, names: dict[str, Named]) -> list[dict[str, Any]]:
    return [
        {
            "code": each.attainment.group.code,
            "missing": [
                {
                    "number": missing.criterion.number,
                    "communes": [commune.code for commune in missing.communes],
                }
                for missing in each.missing
            ],
        }
        for each in nearest(figures, names)
    ]


def _source(reading: Reading, source: Source) -> dict[str, Any]:
    return {
        "district": source.district_code,
        "name": reading.districts[source.district_code].full_name,
        "revision": source.revision_id,
        "quarter": source.quarter,
        "number": source.number,
        "approved_on": source.approved_on,
        "is_demo": source.is_demo,
    }
