"""Kept files: looked at, applied once, or discarded."""

import pytest

from accounts.models import User
from reports.choices import ImportState
from reports.importing.runs import (
    AlreadyHandled,
    ImportRefused,
    apply_reading,
    discard_preview,
    keep_preview,
    read_appendix,
    renew_preview,
    request_of,
)
from reports.models import ImportRun, Revision
from tests.reports.importing.files import AT, read, request, three, workbook
from tests.reports.review_world import reviewer

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def by() -> User:
    return reviewer()


@pytest.fixture
def kept(by: User) -> ImportRun:
    return keep_preview(read(workbook(three())), by=by, at=AT)


def test_a_preview_keeps_the_file_byte_for_byte_and_writes_no_figure(by: User) -> None:
    data = workbook(three())
    kept = keep_preview(read(data), by=by, at=AT)
    kept.refresh_from_db()
    assert bytes(kept.content) == data
    assert kept.state == ImportState.PREVIEW
    assert not Revision.objects.exists()


def test_a_preview_is_read_again_as_it_was_asked_for(by: User) -> None:
    asked = request(workbook(three()), period="2021Q1", sheet="Biểu", is_demo=True)
    kept = keep_preview(read_appendix(asked), by=by, at=AT)
    kept.refresh_from_db()
    assert request_of(kept) == asked


def test_an_applied_preview_becomes_the_run(kept: ImportRun, by: User) -> None:
    reading = read_appendix(request_of(kept))
    applied = apply_reading(reading, by=by, at=AT, preview=kept)
    assert applied.run == kept
    run = ImportRun.objects.get()
    assert run.state == ImportState.APPLIED
    assert run.quarter_id == "2021Q1"
    assert run.outcome["reading"]["run"] == run.pk
    assert run.outcome["reading"]["applied"] is True
    assert Revision.objects.get().approved_by == by


def test_a_preview_is_applied_only_once(kept: ImportRun, by: User) -> None:
    reading = read_appendix(request_of(kept))
    apply_reading(reading, by=by, at=AT, preview=kept)
    with pytest.raises(AlreadyHandled):
        apply_reading(reading, by=by, at=AT, preview=kept)


def test_a_preview_that_changes_nothing_is_forgotten(kept: ImportRun, by: User) -> None:
    reading = read_appendix(request_of(kept))
    apply_reading(reading, by=by, at=AT)
    applied = apply_reading(reading, by=by, at=AT, preview=kept)
    assert applied.run is None
    assert not ImportRun.objects.filter(state=ImportState.PREVIEW).exists()


def test_a_file_with_errors_is_never_applied(by: User) -> None:
    reading = read(workbook(three()[:3]))
    kept = keep_preview(reading, by=by, at=AT)
    with pytest.raises(ImportRefused, match="thiếu xã"):
        apply_reading(reading, by=by, at=AT, preview=kept)
    kept.refresh_from_db()
    assert kept.state == ImportState.PREVIEW
    assert kept.outcome["summary"]["errors"] == 1


def test_a_file_without_a_table_is_never_applied(by: User) -> None:
    with pytest.raises(ImportRefused, match="không phải là sổ tính"):
        apply_reading(read(b"abc"), by=by, at=AT)


def test_a_preview_is_renewed_with_what_forbids_it(kept: ImportRun) -> None:
    renew_preview(kept, read(workbook(three()[:3])))
    kept.refresh_from_db()
    assert kept.outcome["summary"]["errors"] == 1


def test_a_discarded_preview_is_gone(kept: ImportRun) -> None:
    discard_preview(kept)
    assert not ImportRun.objects.exists()


def test_an_applied_run_is_neither_discarded_nor_renewed(
    kept: ImportRun, by: User
) -> None:
    reading = read_appendix(request_of(kept))
    apply_reading(reading, by=by, at=AT, preview=kept)
    with pytest.raises(AlreadyHandled):
        discard_preview(kept)
    with pytest.raises(AlreadyHandled):
        renew_preview(kept, reading)
