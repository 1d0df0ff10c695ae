"""The figures that every output begins with: one shape for commands and papers."""

from typing import Any

from reports.analytics.attainment import Figures, GroupAttainment


def headline(figures: Figures) -> dict[str, Any]:
    """Return counts, bands, groups and criteria in the shape of DESIGN section 6.

    Counts are integers, the average a Decimal of four places, days are dates.
    """
    return {
        "period": figures.period.code,
        "as_of": figures.as_of,
        "communes": figures.total,
        "not_reported": figures.not_reported,
        "criteria_met_total": figures.criteria_met_total,
        "average": figures.average,
        "bands": dict(figures.bands),
        "groups": [_group(each) for each in figures.groups],
        "criteria": [
            {
                "number": each.criterion.number,
                "attained": each.attained,
                "total": each.total,
            }
            for each in figures.criteria
        ],
        "carried": [
            {"district": source.district_code, "from": source.quarter}
            for source in figures.carried
        ],
    }


def _group(attained: GroupAttainment) -> dict[str, Any]:
    target = attained.group.target
    return {
        "code": attained.group.code,
        "attained": attained.attained,
        "total": attained.total,
        "needed": attained.needed,
        "short": attained.short,
        "target_percent": target.percent if target else None,
        "deadline": target.deadline if target else None,
        "reached": attained.reached,
    }
