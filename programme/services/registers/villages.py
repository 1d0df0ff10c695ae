"""Writing of villages with their plans, and their history."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min

from accounts.models import User
from communes.analytics.local_names import read_village, village_key
from communes.choices import VillageKind
from communes.models import Village
from programme.models import RegisterRecord, VillagePlan, VillageResult
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
from programme.services.registers.names import NamesOfCommunes
from programme.services.scope import check_place
from reports.services.guard import ChangeRefused


@dataclass(frozen=True, slots=True)
class PlannedVillage:
    """A village with the year of its plan, None for no plan."""

    village: Village
    planned: int | None

    @property
    def pk(self) -> int:
        return self.village.pk


Turns = Sequence[tuple[PlannedVillage, Refusal | None]]


def save_village(
    *,
    village: Village,
    planned: int | None,
    by: User,
    at: dt.datetime,
    reason: str = "",
) -> Village:
    """Save a village and the year of its plan, None for no plan.

    Raises ChangeRefused or ValidationError.
    """
    row = PlannedVillage(village, planned)
    return only(save_villages(rows=[row], by=by, at=at, reason=reason)).village


@transaction.atomic
def save_villages(
    *, rows: Sequence[PlannedVillage], by: User, at: dt.datetime, reason: str = ""
) -> Turns:
    """Save villages one after the other; return each with what refuses it.

    A fixed number of queries, and some for each plan that is given up.
    """
    villages = [row.village for row in rows]
    found = Village.objects.select_related("commune")
    # Whoever deletes one of them or writes a result of it waits here.
    locked = found.select_for_update(of=("self",))
    stored = locked.in_bulk([village.pk for village in villages if village.pk])
    spans = _spans_of_results(stored)
    others = found.filter(commune__in={village.commune_id for village in villages})
    names = NamesOfCommunes(others, village_key)
    related = related_to(villages)
    known = VillagePlan.objects.filter(village__in=list(stored))
    plans = {plan.village_id: plan for plan in known}

    def check(row: PlannedVillage) -> None:
        village = row.village
        check_there(village.pk, stored)
        was = stored.get(village.pk)
        if was:
            check_place(by, was.commune.district_id)
        check_place(by, village.commune.district_id)
        named = (village.commune_id, village.name)
        if was is None or named != (was.commune_id, was.name):
            village.name, village.kind = settled_name(village.name, village.kind)
            names.check(village)
        check_row(village, related)
        _check_days(village, was, spans)
        _check_plan(row, plans)
        names.take(village)

    turns = in_turn(rows, check)
    kept = accepted(turns)
    keep_all([row.village for row in kept], by=by, at=at, reason=reason)
    _keep_plans(kept, plans, by=by, at=at, reason=reason)
    return turns


@transaction.atomic
def remove_village(
    *, village: Village, by: User, at: dt.datetime, reason: str = ""
) -> None:
    """Delete a village that nothing else names; another gets a last day."""
    check_place(by, village.commune.district_id)
    results = VillageResult.objects.filter(village=village)
    records = RegisterRecord.objects.filter(village=village)
    if results.exists() or records.exists():
        raise ChangeRefused(
            "Thôn đã có kết quả hoặc có trong sổ theo dõi; hãy ghi “Đến ngày” thay vì "
            "xóa."
        )
    for plan in VillagePlan.objects.filter(village=village):
        remove(plan, by=by, at=at, reason=reason)
    remove(village, by=by, at=at, reason=reason)


def settled_name(name: str, kind: str | None) -> tuple[str, str]:
    """Return a village's name without the word before it, and its kind.

    The word decides the kind unless another one than the usual was chosen.
    """
    written, plain = read_village(name)
    chosen = kind or VillageKind.VILLAGE
    is_usual = chosen == VillageKind.VILLAGE
    return plain, written.value if written and is_usual else chosen


def _spans_of_results(villages: Iterable[int]) -> Mapping[int, tuple[int, int]]:
    """Return the first and the last year that each village has a result of."""
    rows = VillageResult.objects.filter(village__in=list(villages)).order_by()
    spans = rows.values_list("village").annotate(Min("year"), Max("year"))
    return {village: (first, last) for village, first, last in spans}


def _check_days(
    village: Village, was: Village | None, spans: Mapping[int, tuple[int, int]]
) -> None:
    """Raise ValidationError when new days of a village leave a result outside."""
    if was is None or village.pk not in spans:
        return
    if (village.valid_from, village.valid_to) == (was.valid_from, was.valid_to):
        return
    first, last = spans[village.pk]
    faults = {
        field: f"Thôn đã có kết quả năm {year}; hãy sửa kết quả ấy trước."
        for field, year in (("valid_from", first), ("valid_to", last))
        if village.misses(year) == field
    }
    if faults:
        raise ValidationError(faults)


def _check_plan(row: PlannedVillage, plans: Mapping[int, VillagePlan]) -> None:
    """Raise ValidationError when a new or changed plan cannot be so."""
    before = plans.get(row.village.pk)
    if row.planned is None or (before and before.year == row.planned):
        return
    try:
        check_row(VillagePlan(year=row.planned), {}, later=["village"])
    except ValidationError as error:
        raise ValidationError({"planned": error.messages}) from error


def _keep_plans(
    rows: Sequence[PlannedVillage],
    plans: Mapping[int, VillagePlan],
    *,
    by: User,
    at: dt.datetime,
    reason: str,
) -> None:
    changed = []
    for row in rows:
        plan = plans.get(row.village.pk)
        if row.planned is None:
            if plan:
                remove(plan, by=by, at=at, reason=reason)
        elif plan is None or plan.year != row.planned:
            plan = plan or VillagePlan(village=row.village)
            plan.year = row.planned
            changed.append(plan)
    keep_all(changed, by=by, at=at, reason=reason)
