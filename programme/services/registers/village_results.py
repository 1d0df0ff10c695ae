"""Writing of what years say of villages, with its history."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from communes.models import Village
from programme.choices import VillageState
from programme.models import VillageResult
from programme.models.village_results import YEAR_TAKEN
from programme.services.keeping import remove
from programme.services.many.checks import check_row, related_to
from programme.services.many.turns import (
    Refusal,
    accepted,
    check_there,
    in_turn,
    only,
)
from programme.services.many.writing import keep_all
from programme.services.scope import check_place

Turns = Sequence[tuple[VillageResult, Refusal | None]]


def save_result(
    *, result: VillageResult, by: User, at: dt.datetime, reason: str = ""
) -> VillageResult:
    """Save what a year says of a village; with states by criterion they are counted.

    Raises ChangeRefused or ValidationError.
    """
    return only(save_results(rows=[result], by=by, at=at, reason=reason))


@transaction.atomic
def save_results(
    *, rows: Sequence[VillageResult], by: User, at: dt.datetime, reason: str = ""
) -> Turns:
    """Save results one after the other; return each with what refuses it.

    A fixed number of queries.
    """
    found = VillageResult.objects.select_related("village__commune")
    # Whoever deletes one of them waits here, or was first.
    held = found.select_for_update(of=("self",))
    stored = held.in_bulk([row.pk for row in rows if row.pk])
    others = VillageResult.objects.filter(village__in={row.village_id for row in rows})
    years = _Years(others)
    related = related_to(rows)
    # Whoever changes the days of one of them waits here.
    locked = Village.objects.select_for_update()
    villages = locked.in_bulk([row.village_id for row in rows])

    def check(row: VillageResult) -> None:
        check_there(row.pk, stored)
        was = stored.get(row.pk)
        if was:
            check_place(by, was.village.commune.district_id)
        check_place(by, row.village.commune.district_id)
        _count(row)
        check_row(row, related, taken=years.why_not(row))
        _check_year(row, villages[row.village_id])
        years.take(row)

    turns = in_turn(rows, check)
    keep_all(accepted(turns), by=by, at=at, reason=reason)
    return turns


@transaction.atomic
def remove_result(
    *, result: VillageResult, by: User, at: dt.datetime, reason: str = ""
) -> None:
    """Delete a result that was entered by mistake; its history stays."""
    check_place(by, result.village.commune.district_id)
    remove(result, by=by, at=at, reason=reason)


class _Years:
    """Which years the villages have a result of, as results are taken in turn."""

    def __init__(self, rows: Iterable[VillageResult]) -> None:
        self._holders: dict[tuple[int, int], VillageResult] = {}
        self._years: dict[int, tuple[int, int]] = {}
        for row in rows:
            self.take(row)

    def why_not(self, row: VillageResult) -> ValidationError | None:
        """Return what forbids a row its year, None when it is free."""
        holder = self._holders.get((row.village_id, row.year))
        is_other = holder is not None and (not row.pk or holder.pk != row.pk)
        return ValidationError(YEAR_TAKEN) if is_other else None

    def take(self, row: VillageResult) -> None:
        place = row.village_id, row.year
        if row.pk:
            before = self._years.get(row.pk)
            if before:
                del self._holders[before]
            self._years[row.pk] = place
        self._holders[place] = row


def _check_year(row: VillageResult, village: Village) -> None:
    """Raise ValidationError for a year in which there was no such village."""
    field = village.misses(row.year)
    if not field:
        return
    known = (
        f"chỉ có từ ngày {village.valid_from:%d/%m/%Y}"
        if field == "valid_from"
        else f"chỉ có đến ngày {village.valid_to:%d/%m/%Y}"
    )
    raise ValidationError(
        {"year": f"{village} {known}, không có kết quả năm {row.year}."}
    )


def _count(row: VillageResult) -> None:
    """Count the states by criterion; raise ValidationError against the state."""
    if not row.states:
        return
    row.met_count = sum(map(bool, row.states.values()))
    if row.state == VillageState.MET and not all(row.states.values()):
        raise ValidationError(
            {"state": "Còn tiêu chí chưa đạt thì thôn chưa đạt chuẩn."}
        )
