"""Versions of Phụ lục 02."""

import datetime as dt

import pytest

from criteria.choices import AssignmentRole
from criteria.models import AssignmentList
from criteria.services.assignments import (
    Duty,
    ListVersion,
    duties_of,
    list_in_force,
    record_list,
    withdraw_list,
)
from criteria.services.reference import SET_CODE
from criteria.services.versions import LaterVersionStands

AT = dt.datetime(2019, 12, 6, 10, tzinfo=dt.UTC)
DAY = dt.date(2019, 12, 1)
DUTIES = (
    Duty("SXD", AssignmentRole.LEAD, 1, "1.1", due="Năm 2020"),
    Duty("SGDDT", AssignmentRole.LEAD, 5),
)

pytestmark = pytest.mark.usefixtures("reference")


def record(on: dt.date = DAY) -> AssignmentList:
    version = ListVersion(SET_CODE, "Phụ lục 02", on)
    return record_list(version=version, duties=DUTIES, at=AT)


def test_a_list_keeps_indicators_and_criteria() -> None:
    assert set(duties_of(record())) == set(DUTIES)


def test_a_list_ends_the_one_before_on_its_day() -> None:
    sample = list_in_force(SET_CODE, DAY)
    recorded = record()
    assert list_in_force(SET_CODE, DAY) == recorded
    assert list_in_force(SET_CODE, DAY - dt.timedelta(days=1)) == sample


def test_what_concerns_the_whole_programme_is_carried_over() -> None:
    before = list_in_force(SET_CODE, DAY)
    assert before is not None
    subjects = ["agency_id", "role", "subject", "source"]
    kept = record().assignments.filter(criterion__isnull=True).values_list(*subjects)
    assert set(kept) == set(
        before.assignments.filter(criterion__isnull=True).values_list(*subjects)
    )
    assert len(kept) == 4


def test_a_withdrawn_list_leaves_the_one_before_in_force() -> None:
    sample = list_in_force(SET_CODE, DAY)
    withdraw_list(listed=record(), at=AT)
    assert list_in_force(SET_CODE, DAY) == sample


def test_a_list_below_a_later_one_stays() -> None:
    first, _ = record(), record(DAY + dt.timedelta(days=30))
    with pytest.raises(LaterVersionStands, match="phiên bản 3"):
        withdraw_list(listed=first, at=AT)


def test_without_a_list_nobody_is_assigned() -> None:
    assert duties_of(list_in_force(SET_CODE, dt.date(2016, 1, 1))) == ()


def test_the_first_list_has_nothing_to_carry_over() -> None:
    AssignmentList.objects.all().delete()
    assert set(duties_of(record())) == set(DUTIES)
