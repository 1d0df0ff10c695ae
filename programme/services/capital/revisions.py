"""Writing and withdrawal of approved capital."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from communes.analytics.places import programme_communes
from ntm_portal.lib import periods
from programme.choices import CapitalMeasure, CapitalSource
from programme.models import (
    Amounts,
    CapitalFigure,
    CapitalImport,
    CapitalKey,
    CapitalRevision,
)
from reports.models import Quarter
from reports.services.guard import ChangeRefused, check_quarter_open


class StrayCell(ChangeRefused):
    """An amount is of no place, source or measure that the sheet has."""


class ApprovedTooEarly(ChangeRefused):
    """Capital of a quarter that had not begun on the day of the approval."""


class LaterCapital(ChangeRefused):
    """Capital that was approved later stands on this one."""


@dataclass(frozen=True, slots=True)
class CapitalApproval:
    """Who approved when, and where the amounts came from."""

    on: dt.date
    at: dt.datetime
    by: User | None = None
    import_run: CapitalImport | None = None
    is_demo: bool = False


@transaction.atomic
def record_capital(
    *,
    quarter: Quarter,
    districts: Mapping[str, Amounts],
    approval: CapitalApproval,
    demo_districts: Iterable[str] = (),
) -> dict[str, CapitalRevision]:
    """Write the next revision of every district given, whole, all or none.

    ``demo_districts`` keep illustrative amounts whatever the approval says. The number
    of queries does not grow with the districts. Raises QuarterClosed, StrayCell and
    ApprovedTooEarly: figures as of a day would know the future.
    """
    check_quarter_open(quarter)
    if early := quarter.period.approved_too_early(approval.on):
        raise ApprovedTooEarly(early)
    places = _places(quarter.period)
    for code, amounts in districts.items():
        check_cells(amounts, places.get(code, set()))
    last = _last_numbers(quarter)
    demo = set(demo_districts)
    revisions = CapitalRevision.objects.bulk_create(
        CapitalRevision(
            district_id=code,
            quarter=quarter,
            number=last.get(code, 0) + 1,
            approved_on=approval.on,
            recorded_at=approval.at,
            approved_by=approval.by,
            import_run=approval.import_run,
            is_demo=approval.is_demo or code in demo,
        )
        for code in districts
    )
    CapitalFigure.objects.bulk_create(
        figure
        for revision in revisions
        for figure in _figures(revision, districts[revision.district_id])
    )
    return {revision.district_id: revision for revision in revisions}


def withdraw_capital(*, run: CapitalImport, on: dt.date, at: dt.datetime) -> None:
    """Withdraw the revisions that a file brought; those before hold again.

    Belongs to the caller's transaction. Raises QuarterClosed, and LaterCapital naming
    the districts with a later standing revision of the quarter.
    """
    quarter = Quarter.objects.select_for_update().get(pk=run.quarter_id)
    check_quarter_open(quarter)
    revisions = list(run.revisions.select_related("district"))
    standing = CapitalRevision.objects.standing().filter(quarter=quarter)
    last = dict(standing.values_list("district_id").annotate(Max("number")).order_by())
    later = [
        each.district.full_name
        for each in revisions
        if last.get(each.district_id, 0) > each.number
    ]
    if later:
        raise LaterCapital(
            f"{', '.join(later)}: đã có bản vốn sau lần nhập này, không hoàn tác được."
        )
    for revision in revisions:
        # The database refuses a withdrawal before the approval.
        revision.withdrawn_on = max(on, revision.approved_on)
        revision.withdrawn_at = at
    CapitalRevision.objects.bulk_update(revisions, ["withdrawn_on", "withdrawn_at"])


def check_cells(cells: Iterable[CapitalKey], communes: Iterable[str]) -> None:
    """Raise StrayCell for a cell that the sheet of these communes does not have."""
    known = {"", *communes}
    for commune, source, measure in cells:
        if commune not in known:
            raise StrayCell(f"Báo cáo vốn này không có xã {commune}.")
        if measure not in CapitalMeasure.values or source not in CapitalSource.of(
            CapitalMeasure(measure)
        ):
            raise StrayCell(f"Báo cáo vốn không có ô {source}, {measure}.")


def _figures(revision: CapitalRevision, amounts: Amounts) -> Iterator[CapitalFigure]:
    for (commune, source, measure), amount in amounts.items():
        yield CapitalFigure(
            revision=revision,
            commune_id=commune or None,
            source=source,
            measure=measure,
            amount=amount,
        )


def _places(period: periods.Quarter) -> dict[str, set[str]]:
    places: dict[str, set[str]] = {}
    for place in programme_communes(period.last_day):
        places.setdefault(place.district_code, set()).add(place.code)
    return places


def _last_numbers(quarter: Quarter) -> dict[str, int]:
    """Return the number of the last revision of each district, withdrawn ones too."""
    numbered = CapitalRevision.objects.filter(quarter=quarter)
    return dict(numbered.values_list("district_id").annotate(Max("number")).order_by())
