"""Phụ lục 01 in an output: planned years, and how each stands."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboards.analytics.names import Named
from dashboards.analytics.outputs.reading import Reading
from dashboards.analytics.targets.plan_progress import Fate, Tally, plan_progress

PLANNED_MET = "x"


def plan_rows(reading: Reading, names: Mapping[str, Named]) -> dict[str, Any] | None:
    """Return the plan against the results, None without a plan.

    ``cells`` has for every commune the planned year of each criterion in the order of
    the law, "x" where the plan takes it as met, None where nothing is planned.
    """
    plan, figures = reading.plan, reading.figures
    if plan is None:
        return None
    progress = plan_progress(figures, plan, reading.districts, names)
    return {
        "document": plan.document,
        "is_demo": plan.is_demo,
        "total": _counts(progress.total),
        "years": _tallies(progress.years),
        "districts": _tallies(progress.districts),
        "criteria": _tallies(progress.criteria),
        "cells": {
            each.place.code: [
                None if cell is None else cell.year or PLANNED_MET
                for cell in (
                    plan.cells.get((each.place.code, criterion.id))
                    for criterion in figures.law.criteria
                )
            ]
            for each in figures.communes
        },
    }


def _tallies(tallies: Iterable[Tally]) -> list[dict[str, Any]]:
    return [{"code": each.code, "name": each.name, **_counts(each)} for each in tallies]


def _counts(tally: Tally) -> dict[str, int]:
    return {fate.name.lower(): tally.counts[fate] for fate in Fate}
