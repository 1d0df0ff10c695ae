"""A file that was imported before is recognised by its bytes."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from reports.analytics.known_files import earlier_imports
from reports.choices import ImportKind, ImportState
from reports.importing.runs import keep_preview
from reports.models import ImportRun
from reports.services.withdrawals import undo_import
from tests.reports.importing.files import AT, ON, bring, read, three, workbook
from tests.reports.review_world import reviewer

pytestmark = pytest.mark.django_db

DATA = workbook(three())


def preview(data: bytes = DATA) -> ImportRun:
    return keep_preview(read(data), by=reviewer(), at=AT)


def applied(data: bytes = DATA) -> ImportRun:
    run = bring(data).run
    assert run is not None
    return run


def undo(run: ImportRun, by: User | None = None) -> None:
    undo_import(run_id=run.pk, by=by, on=ON, at=AT, reason="nhầm quý")


def test_a_file_that_was_applied_is_recognised() -> None:
    before = applied()
    assert earlier_imports(preview()) == (
        f"Tệp này đã được nhập ngày 10/04/2021 (lần nhập số {before.pk}, "
        f"{ImportKind.RESULTS.label}, Quý I/2021, trang tính “Biểu”).",
    )


def test_an_import_that_was_undone_is_told_with_its_reason() -> None:
    undo(applied())
    said = earlier_imports(preview())[0]
    assert "rồi hoàn tác ngày 10/04/2021" in said
    assert said.endswith("Lý do hoàn tác: nhầm quý")


def test_a_file_that_was_only_looked_at_is_not_known() -> None:
    preview()
    assert earlier_imports(preview()) == ()


def test_one_other_byte_is_another_file() -> None:
    applied()
    assert earlier_imports(preview(workbook(three(first=(7,))))) == ()


def test_the_run_itself_is_no_earlier_one() -> None:
    assert earlier_imports(applied()) == ()


def test_days_are_those_of_viet_nam() -> None:
    run = applied()
    run.at = dt.datetime(2021, 4, 10, 20, tzinfo=dt.UTC)
    run.save()
    assert "ngày 11/04/2021" in earlier_imports(preview())[0]


def test_the_latest_three_are_told_in_one_query_without_their_files(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(4):
        undo(applied())
    shown = preview()
    with django_assert_num_queries(1) as asked:
        said = earlier_imports(shown)
    assert "content" not in asked.captured_queries[0]["sql"]
    numbers = ImportRun.objects.filter(state=ImportState.UNDONE).order_by("-pk")[:3]
    assert [f"số {run.pk}," in told for run, told in zip(numbers, said, strict=True)]
    assert len(said) == 3
