"""Quarters: a code that is none never gets into the database by a form."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from reports.models import Quarter


@pytest.mark.django_db
def test_a_quarter_is_taken() -> None:
    Quarter(code="2021Q1").full_clean()


@pytest.mark.parametrize("code", ["2021", "2021Q5", "2021q1", "1999Q1", "٢٠٢١Q1"])
@pytest.mark.django_db
def test_a_code_that_is_no_quarter_is_refused_with_an_example(code: str) -> None:
    with pytest.raises(ValidationError, match="không phải là quý, ví dụ đúng") as no:
        Quarter(code=code).full_clean()
    assert list(no.value.error_dict) == ["code"]


@pytest.mark.parametrize("code", ["2021", "2021Q5", "2021q1", "1999Q1", "2021Q1\n"])
@pytest.mark.django_db
def test_a_code_that_is_no_quarter_is_refused_by_the_database(code: str) -> None:
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Quarter.objects.create(code=code)


@pytest.mark.django_db
def test_the_database_takes_the_first_and_the_last_year() -> None:
    for code in ("2000Q1", "2100Q4"):
        Quarter.objects.create(code=code)
