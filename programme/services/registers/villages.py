"""Writing of villages, of their plans and of their results, with their history."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
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
    if village.pk:
        was = Village.objects.select_related("commune").get(pk=village.pk)
        check_place(by, was.commune.district_id)
    check_place(by, village.commune.district_id)
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
