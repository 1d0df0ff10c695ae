"""Sets of criteria beyond those of xã: their versions and names, kept by the office.

The targets of QĐ 1334 stand on the set of xã, which only the admin changes.
"""

from django.db import transaction

from accounts.models import User
from criteria.choices import SetSubject
from criteria.models import CriteriaGroup, CriteriaSet, Criterion
from reports.services.guard import NotAllowed, check_reviewer

# Sets whose groups nobody knows have one.
ONLY_GROUP = "I"
SHORT_MAX = 40


@transaction.atomic
def add_set(*, criteria_set: CriteriaSet, by: User) -> CriteriaSet:
    """Add a set, or a later version of one; raises ValidationError."""
    check_reviewer(by)
    _check_subject(criteria_set)
    criteria_set.full_clean()
    criteria_set.save(force_insert=True)
    return criteria_set


@transaction.atomic
def save_criterion(
    *, criteria_set: CriteriaSet, number: int, name: str, source: str, by: User
) -> Criterion:
    """Add a criterion of a set or change its name; raises ValidationError."""
    check_reviewer(by)
    _check_subject(criteria_set)
    group, _ = CriteriaGroup.objects.get_or_create(
        criteria_set=criteria_set,
        code=ONLY_GROUP,
        defaults={"number": 1, "name": "Các tiêu chí", "short_name": "Các tiêu chí"},
    )
    known = Criterion.objects.filter(criteria_set=criteria_set, number=number)
    criterion = known.first() or Criterion(
        criteria_set=criteria_set, group=group, number=number
    )
    criterion.name = name
    criterion.short_name = name[:SHORT_MAX]
    criterion.source = source
    criterion.full_clean()
    criterion.save()
    return criterion


def _check_subject(criteria_set: CriteriaSet) -> None:
    if criteria_set.subject == SetSubject.COMMUNE:
        raise NotAllowed("Bộ tiêu chí của xã do quản trị giữ.")
