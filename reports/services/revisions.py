"""Writing of approved revisions: frozen results and their summaries at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from communes.analytics.places import programme_communes
from criteria.analytics.law import Law
from ntm_portal.lib import periods
from reports.choices import ResultState
from reports.models import CommuneSummary, ImportRun, Quarter, Result, Revision

Cells = Mapping[str, Mapping[int, ResultState]]


class IncompleteDistrict(Exception):
    """The cells are not exactly those of the programme's communes."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved when, and where the data came from."""

    on: dt.date
    at: dt.datetime
    by: User | None = None
    import_run: ImportRun | None = None
    is_demo: bool = False
    on_behalf: bool = False


@transaction.atomic
def record_revision(
    *, district_code: str, quarter: Quarter, law: Law, cells: Cells, approval: Approval
) -> Revision:
    """Write the next approved revision of a district and quarter, whole.

    ``cells`` maps commune code and criterion number to a state and must cover
    the communes in the programme on the last day of the quarter, no more and no
    less; raises IncompleteDistrict otherwise.
    """
    _check_complete(district_code, quarter.period, law, cells)
    standing = Revision.objects.filter(district_id=district_code, quarter=quarter)
    revision = Revision.objects.create(
        district_id=district_code,
        quarter=quarter,
        number=(standing.aggregate(Max("number"))["number__max"] or 0) + 1,
        approved_on=approval.on,
        recorded_at=approval.at,
        approved_by=approval.by,
        import_run=approval.import_run,
        is_demo=approval.is_demo,
        entered_on_behalf=approval.on_behalf,
    )
    Result.objects.bulk_create(
        Result(
            revision=revision,
            commune_id=commune,
            criterion_id=law.by_number[number].id,
            state=state,
        )
        for commune, states in cells.items()
        for number, state in states.items()
    )
    CommuneSummary.objects.bulk_create(
        summarise(revision, commune, law, states) for commune, states in cells.items()
    )
    return revision


def summarise(
    revision: Revision, commune: str, law: Law, states: Mapping[int, ResultState]
) -> CommuneSummary:
    """Return the summary row of one commune's results (unsaved)."""
    met = _mask(law, states, ResultState.MET)
    return CommuneSummary(
        revision=revision,
        commune_id=commune,
        met_count=met.bit_count(),
        met_mask=met,
        unknown_mask=_mask(law, states, ResultState.UNKNOWN),
        groups_mask=law.groups_mask(met),
    )


def _mask(law: Law, states: Mapping[int, ResultState], wanted: ResultState) -> int:
    return sum(
        law.by_number[number].bit for number, state in states.items() if state == wanted
    )


def _check_complete(
    district_code: str, period: periods.Quarter, law: Law, cells: Cells
) -> None:
    places = programme_communes(period.last_day, district_code=district_code)
    expected = {place.code for place in places}
    numbers = set(law.by_number)
    if set(cells) != expected or any(set(row) != numbers for row in cells.values()):
        raise IncompleteDistrict(
            f"Số liệu của huyện {district_code} không khớp với các xã thuộc chương "
            f"trình ngày {period.last_day:%d/%m/%Y}."
        )
