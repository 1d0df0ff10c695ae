"""The demonstration in the database: workbooks made, then really imported."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from communes.analytics.places import Place as CommunePlace
from communes.analytics.places import districts_by_code, programme_communes
from communes.models import Commune, Recognition
from criteria.analytics.law import Law, law_on
from ntm_portal.lib.periods import Quarter
from reports.choices import ImportKind, ImportState
from reports.importing.readings import ImportRequest
from reports.importing.runs import apply_reading, read_appendix
from reports.management.demo.draws import draw
from reports.management.demo.history import QUARTERS, build_history
from reports.management.demo.plan import Goal, build_plan
from reports.management.demo.sheets import CriteriaColumns
from reports.management.demo.standing import Place
from reports.management.demo.workbooks import (
    DistrictRows,
    plan_workbook,
    results_workbook,
)
from reports.models import ImportRun

PLANNED_FROM = Quarter(2019, 3)
DECIDED_ON = dt.date(2019, 11, 25)
OFFICE_OPENS = dt.time(8, 30)
FULL_BY = Quarter(2019, 2)
FULL_SOON = Quarter(2019, 4)
POOR = ("yes", "probable")
PLAN_FILE = "phu-luc-01-minh-hoa.xlsx"
LIST_FILE = "phu-luc-02-mau.xlsx"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file of the demonstration and the day it was approved."""

    name: str
    kind: ImportKind
    on: dt.date
    data: bytes


def missing_workbooks(*, expected_2019: list[str], list_data: bytes) -> list[Workbook]:
    """Return the files of the demonstration that were never imported, in order.

    A file that was imported once is not imported again, whatever became of it:
    what people have changed since stays. ``expected_2019`` are the communes named
    for recognition in 2019, ``list_data`` is the sample of Phụ lục 02.
    """
    known = set(
        ImportRun.objects.exclude(state=ImportState.PREVIEW).values_list(
            "file_name", flat=True
        )
    )
    return [
        each for each in _workbooks(expected_2019, list_data) if each.name not in known
    ]


def import_workbook(workbook: Workbook) -> None:
    """Import one file as the command does, stamped with the morning of its day.

    Raises ImportRefused if the file is wrong.
    """
    reading = read_appendix(
        ImportRequest(
            data=workbook.data,
            name=workbook.name,
            kind=workbook.kind,
            on=workbook.on,
            is_demo=True,
        )
    )
    morning = dt.datetime.combine(
        workbook.on, OFFICE_OPENS, timezone.get_current_timezone()
    )
    apply_reading(reading, by=None, at=morning)


def _workbooks(expected_2019: list[str], list_data: bytes) -> Iterator[Workbook]:
    members = {quarter: programme_communes(quarter.last_day) for quarter in QUARTERS}
    history = build_history(
        {quarter: [each.code for each in found] for quarter, found in members.items()},
        _places(expected_2019),
    )
    for quarter in QUARTERS:
        yield Workbook(
            name=f"ket-qua-{quarter.code}-minh-hoa.xlsx",
            kind=ImportKind.RESULTS,
            on=approval_day(quarter),
            data=results_workbook(
                quarter,
                _columns(_law(quarter)),
                _rows(members[quarter]),
                history[quarter],
            ),
        )
    law = _law(PLANNED_FROM)
    yield Workbook(
        name=PLAN_FILE,
        kind=ImportKind.TARGETS,
        on=DECIDED_ON,
        data=plan_workbook(
            _columns(law),
            _rows(members[PLANNED_FROM]),
            build_plan(history[PLANNED_FROM], _goals(law), expected_2019),
        ),
    )
    yield Workbook(LIST_FILE, ImportKind.RESPONSIBILITIES, DECIDED_ON, list_data)


def approval_day(quarter: Quarter) -> dt.date:
    """Return the day of the demonstration's approval: 8 to 28 days after the end."""
    return quarter.last_day + dt.timedelta(
        days=8 + draw("approval", quarter.code, below=21)
    )


def _places(expected_2019: list[str]) -> list[Place]:
    recognised = set(Recognition.objects.values_list("commune_id", flat=True))
    dates = dict.fromkeys(recognised, FULL_BY)
    dates |= dict.fromkeys(expected_2019, FULL_SOON)
    first = {each.code for each in programme_communes(QUARTERS[0].last_day)}
    return [
        Place(
            commune.code,
            is_poor=commune.ct135_2017_2020 in POOR,
            full_by=dates.get(commune.code),
        )
        for commune in Commune.objects.filter(code__in=first)
    ]


def _law(quarter: Quarter) -> Law:
    law = law_on(quarter.last_day)
    if law is None:
        raise ValueError(f"No set of criteria at {quarter}: load_reference first.")
    return law


def _columns(law: Law) -> list[CriteriaColumns]:
    return [
        CriteriaColumns(group.name, tuple((c.number, c.name) for c in group.criteria))
        for group in law.groups
    ]


def _goals(law: Law) -> list[Goal]:
    return [
        Goal(
            criteria=[criterion.number for criterion in group.criteria],
            percent=int(group.target.percent),
            year=group.target.deadline.year,
        )
        for group in law.groups
        if group.target
    ]


def _rows(members: tuple[CommunePlace, ...]) -> list[DistrictRows]:
    by_district: Mapping[str, list[tuple[str, str]]] = {
        code: [] for code in districts_by_code()
    }
    for each in members:
        by_district[each.district_code].append((each.code, each.name))
    return [
        DistrictRows(district.full_name, tuple(by_district[code]))
        for code, district in districts_by_code().items()
    ]
