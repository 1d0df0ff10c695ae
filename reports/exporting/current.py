"""The data as they are now, as the workbook that the import of their kind reads."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from communes.analytics.places import Place, districts_by_code, programme_communes
from communes.models import District
from criteria.analytics.indicators import indicators_of
from criteria.analytics.law import Law, law_on
from criteria.models import Agency
from criteria.services.assignments import duties_of, list_in_force
from criteria.services.plans import plan_cells, plan_in_force
from ntm_portal.lib.periods import Quarter
from reports.analytics.indicator_values import standing_values
from reports.choices import ImportKind, ResultState
from reports.exporting.indicators import indicators_workbook
from reports.exporting.responsibilities import ListTitle, responsibilities_workbook
from reports.exporting.results import results_workbook
from reports.exporting.targets import PlanTitle, targets_workbook
from reports.models import IndicatorRevision, Result, Revision

ILLUSTRATION = "Số liệu minh họa"

Districts = list[tuple[District, list[Place]]]


class NothingToExport(Exception):
    """There are no data of this kind; the message says so to a person."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which data are wanted: of a quarter, or of the documents in force on a day.

    A form may be filled in and needs no data; otherwise it is an export. ``as_of``
    leaves out what was approved after that day; a form is always of today.
    """

    period: Quarter
    on: dt.date
    is_form: bool
    as_of: dt.date | None = None


def current_workbook(kind: ImportKind, wanted: Wanted) -> bytes:
    """Return the workbook of a kind; imported again it changes nothing.

    Raises NothingToExport when no law is in force, and for an export without data.
    The number of queries does not grow with the data.
    """
    return WRITERS[kind](wanted)


def latest_quarter(kind: ImportKind) -> Quarter | None:
    """Return the newest quarter with approved data of a kind, else with results.

    None when nothing is approved. Two queries at most.
    """
    models = (IndicatorRevision, Revision)
    for model in models if kind is ImportKind.INDICATORS else models[1:]:
        standing = model.objects.standing(None).order_by("-quarter_id")
        code = standing.values_list("quarter_id", flat=True).first()
        if code:
            return Quarter.parse(code)
    return None


def _results(wanted: Wanted) -> bytes:
    """Draw the districts that have results: a blank row would take results away."""
    period = wanted.period
    law = _law(period.last_day)
    revisions = Revision.objects.standing(wanted.as_of).filter(quarter_id=period.code)
    last = {each.district_id: each for each in revisions.order_by("number")}
    if not last and not wanted.is_form:
        raise NothingToExport(
            f"Chưa có kết quả nào được duyệt của {period.label}{_until(wanted)}."
        )
    rows = Result.objects.filter(revision__in=last.values()).order_by()
    cells = rows.values_list("commune_id", "criterion__number", "state")
    districts = _districts(period.last_day)
    shown = [each for each in districts if each[0].code in last or not last]
    lacking = [each.full_name for each, _ in districts if each.code not in last]
    return results_workbook(
        title_period=period,
        law=law,
        districts=shown,
        cells={(code, number): ResultState(state) for code, number, state in cells},
        note=_note(
            is_demo=any(each.is_demo for each in last.values()),
            lacking=lacking if last else (),
            as_of=wanted.as_of,
        ),
        is_form=wanted.is_form,
    )


def _indicators(wanted: Wanted) -> bytes:
    """Draw every district in a form, for a blank keeps what is stored."""
    period = wanted.period
    law = _law(period.last_day)
    standing = standing_values(period.code, as_of=wanted.as_of)
    if not standing and not wanted.is_form:
        raise NothingToExport(
            f"Chưa có giá trị chỉ tiêu nào của {period.label}{_until(wanted)}."
        )
    return indicators_workbook(
        title_period=period,
        indicators=indicators_of(law.code),
        districts=[
            each
            for each in _districts(period.last_day)
            if wanted.is_form or each[0].code in standing
        ],
        values={
            key: value
            for district in standing.values()
            for key, value in district.values.items()
        },
        note=_note(
            is_demo=any(each.is_demo for each in standing.values()),
            as_of=wanted.as_of,
        ),
        is_form=wanted.is_form,
    )


def _targets(wanted: Wanted) -> bytes:
    law = _law(wanted.on)
    plan = plan_in_force(law.code)
    if plan is None and not wanted.is_form:
        raise NothingToExport("Chưa có Phụ lục 01 nào có hiệu lực.")
    return targets_workbook(
        title=PlanTitle(
            document=plan.document if plan else "",
            is_demo=plan is not None and plan.is_demo,
            made_on=wanted.on,
        ),
        law=law,
        districts=_districts(wanted.on),
        cells=plan_cells(plan),
        is_form=wanted.is_form,
    )


def _responsibilities(wanted: Wanted) -> bytes:
    law = _law(wanted.on)
    listed = list_in_force(law.code, wanted.on)
    if listed is None and not wanted.is_form:
        raise NothingToExport("Chưa có Phụ lục 02 nào có hiệu lực.")
    return responsibilities_workbook(
        title=ListTitle(
            document=listed.document if listed else "",
            is_sample=listed is not None and listed.is_sample,
            made_on=wanted.on,
        ),
        law=law,
        indicators=indicators_of(law.code),
        duties=duties_of(listed),
        agencies=list(Agency.objects.all()),
        is_form=wanted.is_form,
    )


WRITERS = {
    ImportKind.RESULTS: _results,
    ImportKind.TARGETS: _targets,
    ImportKind.RESPONSIBILITIES: _responsibilities,
    ImportKind.INDICATORS: _indicators,
}


def _law(day: dt.date) -> Law:
    law = law_on(day)
    if law is None:
        raise NothingToExport(
            f"Chưa có bộ tiêu chí nào có hiệu lực ngày {day:%d/%m/%Y}."
        )
    return law


def _districts(day: dt.date) -> Districts:
    """Return the districts with their communes in the programme. Two queries."""
    communes: dict[str, list[Place]] = {}
    for place in programme_communes(day):
        communes.setdefault(place.district_code, []).append(place)
    districts = districts_by_code()
    return [(districts[code], places) for code, places in communes.items()]


def _until(wanted: Wanted) -> str:
    return f" đến hết ngày {wanted.as_of:%d/%m/%Y}" if wanted.as_of else ""


def _note(
    *, is_demo: bool, lacking: Collection[str] = (), as_of: dt.date | None = None
) -> str:
    def said() -> Iterator[str]:
        if is_demo:
            yield ILLUSTRATION
        if as_of:
            yield f"Chỉ gồm số duyệt đến hết ngày {as_of:%d/%m/%Y}"
        if lacking:
            yield f"Chưa có kết quả được duyệt: {', '.join(lacking)}"

    return "; ".join(said())
