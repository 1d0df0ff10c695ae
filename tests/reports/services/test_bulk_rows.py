"""Rows written at once are stored as they are, on every database."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from communes.models import CommuneVariant, Recognition
from criteria.models import Indicator
from reports.models import (
    DemoClock,
    IndicatorRevision,
    IndicatorValue,
    Quarter,
)
from reports.services.bulk_rows import CopyText, insert_rows

pytestmark = pytest.mark.django_db
COMMUNE = "23344"
AT = dt.datetime(2019, 10, 1, 7, 30, 15, 250_000, tzinfo=dt.UTC)
NAMES = [
    "Đăk Long",
    "a\tb",
    "hai\ndòng",
    "hai\r\ndòng",
    "\\",
    "\\N",
    "\\.",
    "\\t",
    "NULL",
    " hai đầu ",
    "\"trích\", 'dẫn'",
    "",
]


def write_names(*names: str) -> None:
    rows = [(COMMUNE, name) for name in names]
    insert_rows(CommuneVariant, ("commune_id", "name"), rows)


def names() -> set[str]:
    return set(CommuneVariant.objects.values_list("name", flat=True))


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_text_is_stored_as_it_is(name: str) -> None:
    CommuneVariant.objects.all().delete()
    write_names(name)
    assert names() == {name}


def test_a_missing_date_is_not_an_empty_text() -> None:
    Recognition.objects.all().delete()
    columns = ("commune_id", "number", "decided_on", "known_by", "source")
    rest = ("withdrawn_on", "withdrawal_reason")
    day = dt.date(2019, 5, 14)
    insert_rows(
        Recognition, (*columns, *rest), [(COMMUNE, "", None, day, "báo", None, "")]
    )
    assert list(Recognition.objects.values_list(*columns, *rest)) == [
        (COMMUNE, "", None, day, "báo", None, "")
    ]


def test_a_moment_is_stored_to_the_microsecond() -> None:
    insert_rows(Quarter, ("code", "due_on", "closed_at"), [("2019Q3", None, AT)])
    assert Quarter.objects.get(code="2019Q3").closed_at == AT


def test_yes_no_and_one_are_told_apart() -> None:
    quarter = Quarter.objects.create(code="2019Q3")
    revision = IndicatorRevision.objects.create(
        district_id="610", quarter=quarter, number=1, approved_on=AT, recorded_at=AT
    )
    first, second, third = Indicator.objects.all()[:3]
    columns = ("indicator_id", "number", "answer", "is_no_data")
    rows: list[tuple[Any, ...]] = [
        (first.pk, Decimal("1.500000"), None, False),
        (second.pk, None, False, False),
        (third.pk, 1, None, False),
    ]
    insert_rows(
        IndicatorValue,
        ("revision_id", "commune_id", *columns),
        [(revision.pk, COMMUNE, *row) for row in rows],
    )
    assert set(IndicatorValue.objects.values_list(*columns)) == set(rows)


def test_rows_get_keys_of_their_own() -> None:
    write_names("một", "hai")
    assert CommuneVariant.objects.filter(name__in=("một", "hai"), pk__gt=0).count() == 2


def test_rows_leave_with_the_transaction_that_wrote_them() -> None:
    with transaction.atomic():
        write_names("một")
        transaction.set_rollback(True)
    assert "một" not in names()


def test_one_row_that_the_database_refuses_leaves_none() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write_names("một", "hai", "hai")
    assert not names() & {"một", "hai"}


def test_a_row_that_breaks_a_rule_of_the_table_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(DemoClock, ("id", "today"), [(2, AT.date())])


def test_no_rows_write_nothing() -> None:
    before = names()
    write_names()
    assert names() == before


def test_the_text_for_copy_escapes_what_would_end_a_field_or_a_line() -> None:
    rows = [("a\tb", 1, None), ("\\N", True, AT.date()), ("x\r\ny", 1, "")]
    assert CopyText(rows).read() == (
        "a\\tb\t1\t\\N\n\\\\N\tTrue\t2019-10-01\nx\\r\\ny\t1\t\n"
    )
