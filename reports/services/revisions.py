"""Writing of approved revisions: frozen results and their summaries at once."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from communes.analytics.places import programme_communes
from criteria.analytics.law import Law
from ntm_portal.lib import periods
from reports.choices import ResultState
from reports.models import CommuneSummary, ImportRun, Quarter, Result, Revision
from reports.services.bulk_rows import insert_rows

Cells = Mapping[str, Mapping[int, ResultState]]

RESULT_COLUMNS = ("revision_id", "commune_id", "criterion_id", "state")
SUMMARY_COLUMNS = (
    "revision_id",
    "commune_id",
    "met_count",
    "met_mask",
    "unknown_mask",
    "groups_mask",
)


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


def record_revision(
    *, district_code: str, quarter: Quarter, law: Law, cells: Cells, approval: Approval
) -> Revision:
    """Write the next approved revision of a district and quarter, whole.

    ``cells`` maps commune code and criterion number to a state and must cover
    the communes in the programme on the last day of the quarter, no more and no
    less; raises IncompleteDistrict otherwise.
    """
    revisions = record_revisions(
        quarter=quarter, law=law, districts={district_code: cells}, approval=approval
    )
    return revisions[district_code]


@transaction.atomic
def record_revisions(
    *, quarter: Quarter, law: Law, districts: Mapping[str, Cells], approval: Approval
) -> dict[str, Revision]:
    """Write the next revision of every district given, all or none, by its code.

    As record_revision(); the number of queries does not grow with the districts.
    """
    _check_complete(quarter.period, law, districts)
    last = _last_numbers(quarter)
    revisions = Revision.objects.bulk_create(
        Revision(
            district_id=code,
            quarter=quarter,
            number=last.get(code, 0) + 1,
            approved_on=approval.on,
            recorded_at=approval.at,
            approved_by=approval.by,
            import_run=approval.import_run,
            is_demo=approval.is_demo,
            entered_on_behalf=approval.on_behalf,
        )
        for code in districts
    )
    for_each = [(each, districts[each.district_id]) for each in revisions]
    insert_rows(Result, RESULT_COLUMNS, _results(law, for_each))
    insert_rows(CommuneSummary, SUMMARY_COLUMNS, _summaries(law, for_each))
    return {each.district_id: each for each in revisions}


def _results(
    law: Law, revisions: Iterable[tuple[Revision, Cells]]
) -> Iterator[tuple[int, str, int, str]]:
    ids = {number: criterion.id for number, criterion in law.by_number.items()}
    for revision, cells in revisions:
        for commune, states in cells.items():
            for number, state in states.items():
                yield revision.pk, commune, ids[number], state


def _summaries(
    law: Law, revisions: Iterable[tuple[Revision, Cells]]
) -> Iterator[tuple[int | str, ...]]:
    groups_mask = cache(law.groups_mask)
    for revision, cells in revisions:
        for commune, states in cells.items():
            met = _mask(law, states, ResultState.MET)
            unknown = _mask(law, states, ResultState.UNKNOWN)
            yield (
                revision.pk,
                commune,
                met.bit_count(),
                met,
                unknown,
                groups_mask(met),
            )


def _mask(law: Law, states: Mapping[int, ResultState], wanted: ResultState) -> int:
    return sum(
        law.by_number[number].bit for number, state in states.items() if state == wanted
    )


def _last_numbers(quarter: Quarter) -> dict[str, int]:
    """Return the number of the last revision of each district that has one."""
    numbered = Revision.objects.filter(quarter=quarter).values_list("district_id")
    return dict(numbered.annotate(Max("number")).order_by())


def _check_complete(
    period: periods.Quarter, law: Law, districts: Mapping[str, Cells]
) -> None:
    expected: dict[str, set[str]] = {code: set() for code in districts}
    for place in programme_communes(period.last_day):
        if place.district_code in expected:
            expected[place.district_code].add(place.code)
    numbers = set(law.by_number)
    for code, cells in districts.items():
        if set(cells) != expected[code] or any(
            set(row) != numbers for row in cells.values()
        ):
            raise IncompleteDistrict(
                f"Số liệu của huyện {code} không khớp với các xã thuộc chương "
                f"trình ngày {period.last_day:%d/%m/%Y}."
            )
