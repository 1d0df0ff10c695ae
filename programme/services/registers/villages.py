"""Writing of villages, of their plans and of their results, with their history."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from communes.analytics.local_names import read_village, village_key
from communes.choices import VillageKind
from communes.models import Village
from programme.choices import VillageState
from programme.models import RegisterRecord, VillagePlan, VillageResult
from programme.services.keeping import keep, remove
from programme.services.scope import check_place
from reports.services.guard import ChangeRefused


@transaction.atomic
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
    was = Village.objects.select_related("commune").filter(pk=village.pk).first()
    if was:
        check_place(by, was.commune.district_id)
    check_place(by, village.commune.district_id)
    named = (village.commune_id, village.name)
    if was is None or named != (was.commune_id, was.name):
        _settle_name(village)
    village.full_clean()
    keep(village, by=by, at=at, reason=reason)
    _save_plan(village, planned, by=by, at=at, reason=reason)
    return village


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


@transaction.atomic
def save_result(
    *, result: VillageResult, by: User, at: dt.datetime, reason: str = ""
) -> VillageResult:
    """Save what a year says of a village; with states by criterion they are counted.

    Raises ChangeRefused or ValidationError.
    """
    if result.pk:
        was = VillageResult.objects.select_related("village__commune")
        check_place(by, was.get(pk=result.pk).village.commune.district_id)
    check_place(by, result.village.commune.district_id)
    if result.states:
        result.met_count = sum(map(bool, result.states.values()))
        if result.state == VillageState.MET and not all(result.states.values()):
            raise ValidationError(
                {"state": "Còn tiêu chí chưa đạt thì thôn chưa đạt chuẩn."}
            )
    result.full_clean()
    keep(result, by=by, at=at, reason=reason)
    return result


@transaction.atomic
def remove_result(
    *, result: VillageResult, by: User, at: dt.datetime, reason: str = ""
) -> None:
    """Delete a result that was entered by mistake; its history stays."""
    check_place(by, result.village.commune.district_id)
    remove(result, by=by, at=at, reason=reason)


def settled_name(name: str, kind: str | None) -> tuple[str, str]:
    """Return a village's name without the word before it, and its kind.

    The word decides the kind unless another one than the usual was chosen.
    """
    written, plain = read_village(name)
    chosen = kind or VillageKind.VILLAGE
    is_usual = chosen == VillageKind.VILLAGE
    return plain, written.value if written and is_usual else chosen


def _settle_name(village: Village) -> None:
    """Keep the bare name; raise ValidationError where the commune has it already."""
    village.name, village.kind = settled_name(village.name, village.kind)
    others = Village.objects.filter(commune=village.commune_id).exclude(pk=village.pk)
    for other in others:
        if village_key(other.name) == village_key(village.name):
            raise ValidationError({"name": f"Xã đã có “{other}”."})


def _save_plan(
    village: Village, planned: int | None, *, by: User, at: dt.datetime, reason: str
) -> None:
    plan = VillagePlan.objects.filter(village=village).first()
    if planned is None:
        if plan:
            remove(plan, by=by, at=at, reason=reason)
        return
    if plan and plan.year == planned:
        return
    plan = plan or VillagePlan(village=village)
    plan.year = planned
    try:
        plan.full_clean()
    except ValidationError as error:
        raise ValidationError({"planned": error.messages}) from error
    keep(plan, by=by, at=at, reason=reason)
