"""Rewards of communes: recorded, corrected, removed with their history."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from programme.models import Reward
from programme.services.keeping import keep, remove
from programme.services.scope import check_place
from reports.services.guard import ChangeRefused


@transaction.atomic
def save_reward(*, reward: Reward, by: User, at: dt.datetime, today: dt.date) -> Reward:
    """Store a reward, new or changed. Raises ChangeRefused, saying why."""
    check_place(by, reward.commune.district_id)
    stored = Reward.objects.select_related("commune").filter(pk=reward.pk).first()
    if stored:
        check_place(by, stored.commune.district_id)
    if reward.on > today:
        raise ChangeRefused(f"Ngày {reward.on:%d/%m/%Y} chưa tới.")
    try:
        reward.validate_constraints()
    except ValidationError as wrong:
        raise ChangeRefused(" ".join(wrong.messages)) from wrong
    keep(reward, by=by, at=at, reason="Sửa thưởng" if stored else "Ghi thưởng")
    return reward


@transaction.atomic
def remove_reward(*, reward: Reward, reason: str, by: User, at: dt.datetime) -> None:
    """Remove a reward that was recorded by mistake; its history stays."""
    check_place(by, reward.commune.district_id)
    remove(reward, by=by, at=at, reason=f"Xóa: {reason}")
