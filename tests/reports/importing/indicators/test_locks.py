"""What keeps an import of values from writing, and what takes one back."""

import datetime as dt

import pytest

from ntm_portal.lib.periods import Quarter
from reports import models
from reports.analytics.indicator_values import standing_values
from reports.choices import ImportState
from reports.importing.readings import CellCounts
from reports.importing.runs import ImportRefused, apply_reading
from reports.models import ImportRun, IndicatorRevision
from reports.services.guard import ChangeRefused, QuarterClosed
from reports.services.withdrawals import (
    NotApplied,
    UndoRefused,
    undo_import,
    undo_refusals,
)
from tests.reports.importing.files import AT, ON, RESULTS, only, read, three, workbook
from tests.reports.importing.indicators.files import Form, bring_form, of, read_form
from tests.reports.review_world import reviewer

BEFORE = Quarter(2020, 4)
QUARTER, DISTRICT = "2021Q1", "618"
LATER = ON + dt.timedelta(days=20)

pytestmark = pytest.mark.usefixtures("reference")


def test_the_quarter_may_be_asked_for() -> None:
    untitled = Form(title="GIÁ TRỊ CÁC CHỈ TIÊU")
    reading = read_form(untitled)
    assert "Không đọc được quý" in only(reading.errors).message
    assert reading.counts == CellCounts(refused=12)
    assert reading.period is None
    asked = read_form(untitled, period=QUARTER)
    assert (asked.errors, asked.period and asked.period.code) == ((), QUARTER)


def test_a_title_below_many_lines_is_found() -> None:
    above = [[f"Dòng {number}"] for number in range(12)]
    reading = read_form(Form(above=above, title=f"GIÁ TRỊ CHỈ TIÊU {BEFORE.label}"))
    assert (reading.errors, reading.period) == ((), BEFORE)


@pytest.mark.parametrize(
    ("title", "period", "message"),
    [
        (Form().title, "2020Q4", "Tiêu đề ghi Quý I/2021, khác kỳ được chọn là"),
        ("GIÁ TRỊ CHỈ TIÊU QUÝ I/2021 và QUÝ II/2021", None, "Tiêu đề ghi nhiều quý"),
        ("GIÁ TRỊ CHỈ TIÊU QUÝ IV NĂM 2021", None, "Quý IV/2021 chưa bắt đầu"),
        ("GIÁ TRỊ CHỈ TIÊU QUÝ I NĂM 2012", None, "Chưa có bộ tiêu chí nào"),
    ],
)
def test_a_quarter_that_cannot_be_is_refused(
    title: str, period: str | None, message: str
) -> None:
    reading = read_form(Form(title=title), period=period)
    assert message in only(reading.errors).message
    assert reading.changes is None


@pytest.mark.parametrize(
    ("quarter", "period"),
    [
        ("Quý I năm 2021", "2020Q4"),
        ("Quý I/2021, Quý II/2021", None),
        ("Quý IV năm 2021", None),
        ("", None),
    ],
)
def test_a_quarter_is_refused_with_the_same_words_as_results(
    quarter: str, period: str | None
) -> None:
    values = read_form(Form(title=f"GIÁ TRỊ CHỈ TIÊU {quarter}"), period=period)
    title = f"KẾT QUẢ THỰC HIỆN {quarter}"
    results = read(workbook(three(), title=title), RESULTS, period=period)
    assert only(values.errors).message == only(results.errors).message


def test_a_quarter_that_is_not_over_is_a_warning() -> None:
    reading = read_form(on=dt.date(2021, 3, 1))
    assert "Ngày duyệt trước ngày cuối của Quý I/2021" in only(reading.warnings).message
    assert reading.changes is not None


def close() -> None:
    models.Quarter.objects.update_or_create(code=QUARTER, defaults={"closed_at": AT})


def test_a_closed_quarter_is_refused_with_the_same_words_as_results() -> None:
    close()
    values, results = read_form(), read(workbook(three()), RESULTS)
    assert only(values.errors).message == only(results.errors).message
    assert values.counts == CellCounts(refused=12)


def test_a_quarter_that_closes_before_the_write_is_refused() -> None:
    reading = read_form()
    close()
    with pytest.raises(ImportRefused, match="đã khóa kỳ"):
        apply_reading(reading, by=reviewer(), at=AT)
    assert not IndicatorRevision.objects.exists()
    assert not ImportRun.objects.exists()


def test_illustrative_values_stay_so_beside_those_of_a_file() -> None:
    bring_form(is_demo=True)
    bring_form(of((99, None, None, None)))
    assert IndicatorRevision.objects.get(number=2).is_demo
    bring_form(of((99, 50, "x", 30), (98, 50, "x", 30), (97, 50, "x", 30)))
    assert not IndicatorRevision.objects.get(number=3).is_demo


def imported(form: Form | None = None) -> ImportRun:
    run = bring_form(form)
    assert run is not None
    return run


def undo(run: ImportRun) -> ImportRun:
    return undo_import(run_id=run.pk, by=reviewer(), on=LATER, at=AT, reason="nhầm")


def numbers() -> dict[str, int]:
    return {code: each.number for code, each in standing_values(QUARTER).items()}


def test_an_undone_import_leaves_the_values_before_in_force() -> None:
    imported()
    second = imported(of((99, None, None, None)))
    assert undo_refusals(second) == []
    undone = undo(second)
    assert (undone.state, undone.undone_at) == (ImportState.UNDONE, AT)
    assert numbers() == {DISTRICT: 1}
    assert (
        standing_values(QUARTER, as_of=LATER - dt.timedelta(days=1))[DISTRICT].number
        == 2
    )


def test_an_undone_file_may_be_imported_again() -> None:
    undo(imported())
    assert numbers() == {}
    again = read_form()
    assert again.counts == CellCounts(created=11, unchanged=1)
    apply_reading(again, by=None, at=AT)
    assert numbers() == {DISTRICT: 2}


def test_an_import_under_a_later_one_is_not_undone() -> None:
    first = imported()
    imported(of((99, None, None, None)))
    with pytest.raises(UndoRefused, match="Ia H'Drai: đã có bản giá trị") as refusal:
        undo(first)
    assert undo_refusals(first) == [str(refusal.value)]
    assert numbers() == {DISTRICT: 2}
    first.refresh_from_db()
    assert first.state == ImportState.APPLIED


def test_an_import_of_a_closed_quarter_is_not_undone() -> None:
    run = imported()
    close()
    run.refresh_from_db()
    with pytest.raises(QuarterClosed) as refusal:
        undo(run)
    assert undo_refusals(run) == [str(refusal.value)]


def test_an_import_is_undone_once() -> None:
    run = undo(imported())
    with pytest.raises(NotApplied, match="đã được hoàn tác"):
        undo(run)
    assert issubclass(NotApplied, ChangeRefused)
