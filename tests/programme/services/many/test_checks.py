"""Rows checked in memory are refused for the same as by the database."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F, Q, Value

from communes.models import Cooperative, Village
from programme.models import RegisterRecord, VillagePlan, VillageResult
from programme.services.many.checks import check_row, related_to
from programme.services.many.conditions import Undecided, decide
from tests.programme.register_world import OWN, OWN_COMMUNE

EARLY, LATE = dt.date(2019, 1, 1), dt.date(2020, 1, 1)


def rows():
    """Return rows that are right, and rows with every fault there is."""
    yield Cooperative(commune_id=OWN_COMMUNE, name="HTX")
    yield Cooperative(commune_id=OWN_COMMUNE, name="", kind="x")
    for founded, stopped in ((EARLY, LATE), (LATE, EARLY), (None, EARLY)):
        yield Cooperative(
            commune_id=OWN_COMMUNE, name="HTX", founded_on=founded, stopped_on=stopped
        )
    yield Cooperative(commune_id="99999", name="HTX")
    yield Village(commune_id=OWN_COMMUNE, name="1", valid_from=LATE, valid_to=EARLY)
    yield Village(commune_id=OWN_COMMUNE, name="1" * 99, kind="x", valid_to=EARLY)
    yield VillagePlan(year=1999)
    yield VillageResult(year=2036, state="x")
    yield VillageResult(year=2020, state="met", decision="1" * 99)
    yield RegisterRecord(kind_id="mo-hinh", title="Việc", on=LATE, until=EARLY)
    yield RegisterRecord(kind_id="mo-hinh", title="Việc", commune_id=OWN_COMMUNE)
    yield RegisterRecord(kind_id="khong", district_id=OWN, agency_id="KHONG")


def said(check) -> dict:
    try:
        check()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.django_db
def test_a_row_is_refused_for_the_same_as_by_full_clean():
    for row in rows():
        in_memory = said(lambda row=row: check_row(row, related_to([row])))
        assert in_memory == said(row.full_clean), row


@pytest.mark.django_db
def test_rows_that_name_what_there_is_are_checked_without_a_query(
    django_assert_num_queries,
):
    many = [Cooperative(commune_id=OWN_COMMUNE, name=f"HTX {n}") for n in range(9)]
    related = related_to(many)
    with django_assert_num_queries(0):
        for row in many:
            check_row(row, related)


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        (Q(a=1), True),
        (Q(a__gt=1), False),
        (Q(a__lt=F("b")), True),
        (Q(a=F("none")), None),
        (~Q(none__in=[1]), None),
        (Q(none=1) | Q(a=1), True),
        (Q(none=1) & Q(a=2), False),
        (Q(none__isnull=True, b=2), True),
        (~Q(a=1) | Q(b=1), False),
    ],
)
def test_an_unknown_value_is_neither_true_nor_false(condition, truth):
    assert decide(condition, {"a": 1, "b": 2, "none": None}) is truth


@pytest.mark.parametrize(
    "condition",
    [
        Q(a__contains=1),
        Q(a=1) ^ Q(b=1),
        Q(a="x") & Q(a__gt="x"),
        Q(c=1),
        Q(a=Value(1)),
        Q(Value(value=True)),
    ],
)
def test_what_is_not_compared_in_memory_is_left_to_the_database(condition):
    with pytest.raises(Undecided):
        decide(condition, {"a": 1, "b": 2})
