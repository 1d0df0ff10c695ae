"""Which data are the current ones, and what is said when there are none."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import District
from criteria.models import AssignmentList
from ntm_portal.lib.periods import Quarter
from reports.choices import ImportKind
from reports.exporting.current import NothingToExport, latest_quarter
from reports.exporting.documents import document_line
from reports.importing.documents import document_name
from reports.models import IndicatorRevision, Revision
from tests.reports.exporting.books import cells, exported, record, row_of, sheet, wanted
from tests.reports.importing.files import (
    AT,
    DUTIES,
    DUTIES_2019,
    RESULTS,
    TARGETS,
    TARGETS_2019,
    bring,
    sample_bytes,
)
from tests.reports.review_world import FIRST, QUARTER, SMALL
from tests.world import approve

pytestmark = pytest.mark.django_db

INDICATORS = ImportKind.INDICATORS


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (RESULTS, "Chưa có kết quả nào được duyệt của Quý I/2021."),
        (INDICATORS, "Chưa có giá trị chỉ tiêu nào của Quý I/2021."),
        (TARGETS, "Chưa có Phụ lục 01 nào có hiệu lực."),
        (DUTIES, "Chưa có Phụ lục 02 nào có hiệu lực."),
    ],
)
def test_an_export_without_data_says_so(kind: ImportKind, message: str) -> None:
    AssignmentList.objects.update(withdrawn_at=AT)
    with pytest.raises(NothingToExport, match=message):
        exported(kind, wanted(is_form=False))
    assert exported(kind)


@pytest.mark.parametrize("kind", list(ImportKind))
def test_before_any_law_there_is_nothing_to_fill_in(kind: ImportKind) -> None:
    long_ago = wanted("2010Q1", on=dt.date(2010, 1, 1))
    with pytest.raises(NothingToExport, match="Chưa có bộ tiêu chí nào có hiệu lực"):
        exported(kind, long_ago)


def test_the_newest_quarter_with_data_is_that_of_the_kind() -> None:
    assert latest_quarter(RESULTS) is None
    approve(SMALL, "2020Q4")
    assert latest_quarter(INDICATORS) == Quarter.parse("2020Q4")
    record()
    assert latest_quarter(INDICATORS) == Quarter.parse(QUARTER)
    assert latest_quarter(RESULTS) == Quarter.parse("2020Q4")


def test_what_was_withdrawn_is_not_current() -> None:
    approve(SMALL, QUARTER)
    record()
    gone = {"withdrawn_on": dt.date(2021, 5, 1), "withdrawn_at": AT}
    Revision.objects.update(**gone)
    IndicatorRevision.objects.update(**gone)
    for kind in (RESULTS, INDICATORS):
        assert latest_quarter(kind) is None
        with pytest.raises(NothingToExport):
            exported(kind, wanted(is_form=False))


def test_the_communes_are_those_of_the_quarter() -> None:
    for quarter, is_member in (("2019Q2", True), ("2019Q3", False)):
        approve("613", quarter)
        names = [cell.value for cell in cells(sheet(RESULTS, wanted(quarter)))]
        assert ("Đăk Long" in names) is is_member


def test_an_early_quarter_is_not_carried_into_a_later_one() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]})
    assert row_of(sheet(RESULTS), "Ia Đal")[:19] == [None] * 19


def test_illustrations_and_lacking_districts_are_named() -> None:
    approve(SMALL, QUARTER, is_demo=True)
    note = next(
        str(cell.value)
        for cell in cells(sheet(RESULTS))
        if str(cell.value).startswith("Số liệu minh họa")
    )
    lacking = note.split("Chưa có kết quả được duyệt: ")[1].split(", ")
    assert len(lacking) == District.objects.count() - 1
    assert "Huyện Ia H'Drai" not in lacking


def test_a_sample_stays_a_sample() -> None:
    bring(sample_bytes(DUTIES_2019), DUTIES)
    texts = [str(cell.value) for cell in cells(sheet(DUTIES))]
    assert any(text.startswith("(Mẫu, chờ thay") for text in texts)
    AssignmentList.objects.filter(withdrawn_at=None).update(document="Phụ lục 02")
    assert "(Mẫu)" in [str(cell.value) for cell in cells(sheet(DUTIES))]


@pytest.mark.parametrize(
    "name",
    [
        "Phụ lục 01",
        "Phụ lục 01 (kèm theo Quyết định số 1334/QĐ-UBND)",
        # As long as a name may be, and cut.
        f"{'Phụ lục 01 (kèm theo Quyết định số 1':9<119}…",
    ],
)
def test_a_document_keeps_its_name(name: str) -> None:
    assert document_name(document_line(name, "Phụ lục 01"), "Phụ lục 01") == name


def test_the_same_data_give_the_same_bytes() -> None:
    bring(sample_bytes(TARGETS_2019), TARGETS)
    assert exported(TARGETS) == exported(TARGETS)


@pytest.mark.parametrize("kind", list(ImportKind))
def test_the_queries_do_not_grow_with_the_data(kind: ImportKind) -> None:
    approve(SMALL, QUARTER)
    record()
    with CaptureQueriesContext(connection) as few:
        exported(kind)
    approve("610", QUARTER)
    bring(sample_bytes(TARGETS_2019), TARGETS)
    bring(sample_bytes(DUTIES_2019), DUTIES)
    with CaptureQueriesContext(connection) as many:
        exported(kind)
    extra = {TARGETS: 1}.get(kind, 0)
    assert len(many) == len(few) + extra <= 11
