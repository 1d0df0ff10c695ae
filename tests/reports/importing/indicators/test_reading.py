"""Values of indicators of a quarter, from a workbook to approved revisions."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from criteria.analytics.values import GivenValue
from criteria.models import Indicator
from reports.analytics.indicator_values import standing_values
from reports.choices import ImportKind, ImportState
from reports.importing.readings import CellCounts, Reading
from reports.importing.runs import ImportRefused, apply_reading, read_appendix
from reports.models import IndicatorRevision
from tests.reports.importing.files import (
    AT,
    FIRST,
    RESULTS,
    SECOND,
    THIRD,
    bring,
    only,
    read,
    request,
    three,
    told,
    workbook,
)
from tests.reports.importing.files import CODES as COMMUNES
from tests.reports.importing.indicators.files import (
    HEADER,
    INDICATORS,
    VALUES,
    Form,
    bring_form,
    indicators_file,
    of,
    read_form,
)
from tests.reports.importing.tables.sheets import Values

QUARTER, DISTRICT = "2021Q1", "618"
D = Decimal
NO_DATA = GivenValue(is_no_data=True)

pytestmark = pytest.mark.usefixtures("reference")


def stored(name: str, code: str) -> GivenValue | None:
    standing = standing_values(QUARTER)[DISTRICT].values
    return standing.get((COMMUNES[name], Indicator.objects.get(code=code).pk))


def test_a_sheet_of_values_becomes_a_revision() -> None:
    run = bring_form()
    assert run is not None
    assert (run.kind, run.state, run.quarter_id) == (
        ImportKind.INDICATORS,
        ImportState.APPLIED,
        QUARTER,
    )
    assert stored(FIRST, "2.1") == GivenValue(D("98.5"))
    assert stored(FIRST, "2.2") == GivenValue(D("12.5"))
    assert stored(SECOND, "2.2") == GivenValue(D("12.6"))
    assert stored(SECOND, "10") == GivenValue(D("1234.5"))
    assert stored(SECOND, "1.1") == GivenValue(answer=False)
    assert stored(THIRD, "2.2") == NO_DATA
    assert stored(THIRD, "10") is None


def test_every_cell_is_counted_once_blanks_included() -> None:
    reading = read_form()
    assert reading.counts == CellCounts(created=11, unchanged=1)
    assert reading.errors == reading.warnings == ()
    assert {each.label: each.count for each in reading.tallies} == {
        "ô có số": 7,
        "ô đạt": 2,
        "ô chưa đạt": 1,
        "ô không có số liệu": 1,
        "ô để trống": 1,
        "ô chưa đọc được": 0,
    }


def test_the_same_file_again_changes_nothing() -> None:
    bring_form()
    again = bring(indicators_file(), INDICATORS)
    assert again.run is None
    assert again.reading.counts == CellCounts(unchanged=12)
    assert IndicatorRevision.objects.count() == 1


def test_changed_cells_make_the_next_revision_and_blanks_keep_their_values() -> None:
    bring_form()
    reading = read_form(of((98.5, 13, None, None), (None,) * 4, ("KCSL", 5, "x", 40)))
    assert reading.counts == CellCounts(created=1, updated=3, unchanged=8)
    apply_reading(reading, by=None, at=AT)
    assert IndicatorRevision.objects.count() == 2
    assert stored(FIRST, "2.2") == GivenValue(D(13))
    assert stored(FIRST, "1.1") == GivenValue(answer=True)
    assert stored(SECOND, "2.1") == GivenValue(D("98.4"))
    assert stored(THIRD, "2.1") == NO_DATA
    assert stored(THIRD, "10") == GivenValue(D(40))


def test_other_indicators_and_communes_keep_their_values() -> None:
    bring_form()
    rows: list[Values] = [["I", "Huyện Ia H'Drai"], [1, FIRST, 7, "x"]]
    bring_form(Form(header=("TT", "Xã", "11", "13.1"), rows=rows))
    assert stored(FIRST, "11") == GivenValue(D(7))
    assert stored(FIRST, "2.1") == GivenValue(D("98.5"))
    assert stored(SECOND, "2.1") == GivenValue(D("98.4"))


def test_only_districts_with_a_changed_cell_get_a_revision() -> None:
    hill: list[Values] = [["II", "Huyện Đắk Hà"], [1, "Đăk Long", 90, 80, "x", 30]]
    rows = [["I", "Huyện Ia H'Drai"], [1, FIRST, 98, 97, "x", 30], *hill]
    bring_form(Form(rows=rows))
    rows = [["I", "Huyện Ia H'Drai"], [1, FIRST, 98, 97, "x", 31], *hill]
    reading = read_form(Form(rows=rows))
    assert reading.notes == ("Bản giá trị mới cho 1 đơn vị: huyện Ia H'Drai.",)
    apply_reading(reading, by=None, at=AT)
    again = IndicatorRevision.objects.filter(number=2)
    assert [each.district_id for each in again] == [DISTRICT]


def test_both_values_of_an_indicator_stand_together() -> None:
    header = ("TT", "Xã", "17.1. Hợp vệ sinh", "Nước sạch", "17.2")
    values = ((90, 40, 50), (80, "KCSL", 50), ("KCSL", "KCSL", 50))
    bring_form(Form(header=header, values=values))
    assert stored(FIRST, "17.1") == GivenValue(D(90), D(40))
    assert stored(SECOND, "17.1") == GivenValue(D(80))
    assert stored(THIRD, "17.1") == NO_DATA
    again = read_form(Form(header=header, values=values))
    assert again.counts == CellCounts(unchanged=9)


def test_totals_and_districts_are_understood_and_never_imported() -> None:
    rows = [
        ["I", "HUYỆN IA H'DRAI", 98.8, 12, 2, 4],
        [1, FIRST, 98.5, 12.5, "Đạt", 30.2],
        [None, "Tổng số", 197.5, 25.5, 2, 61.2],
        [None, "Bình quân", "98,8", 12.8, None, 30.6],
        [None, "Ghi chú: số liệu minh họa"],
    ]
    reading = read_form(Form(rows=rows))
    assert reading.counts == CellCounts(created=4)
    assert reading.errors == reading.warnings == ()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("≥ 90%", "ngưỡng"),
        ("khá", "không đọc được"),
        (120, "quá 100 %"),
        (0.985, "có thể là phần của 1"),
    ],
)
def test_a_wrong_cell_refuses_the_file_and_names_itself(
    value: str | float, message: str
) -> None:
    reading = read_form(of((value, 50, "x", 30)))
    problem = only(reading.errors)
    assert problem.cell == "C4"
    assert problem.header.startswith("2.1. Đường xã")
    assert message in problem.message.casefold()
    assert reading.counts.refused == 1
    with pytest.raises(ImportRefused):
        apply_reading(reading, by=None, at=AT)
    assert not IndicatorRevision.objects.exists()


def test_a_small_share_that_is_stored_already_is_not_doubted() -> None:
    bring_form(of(("0,5 %", 1.5, "x", 1)))
    reading = read_form(of((0.5, 1.5, "x", 2)))
    assert reading.errors == ()
    assert reading.counts == CellCounts(updated=1, unchanged=3)


def test_a_name_that_is_only_close_is_asked_and_answered() -> None:
    rows: list[Values] = [["I", "Huyện Ia H'Drai"], [1, "Ia Đall", 98, 97, "x", 1]]
    data = indicators_file(Form(rows=rows))
    reading = read(data, INDICATORS)
    assert [each.key for each in reading.questions] == ["unit:B4"]
    assert reading.counts == CellCounts(refused=4)
    answered = ask(data, {"unit:B4": COMMUNES[FIRST]})
    assert (answered.errors, answered.counts) == ((), CellCounts(created=4))


def ask(data: bytes, answers: dict[str, str]) -> Reading:
    return read_appendix(replace(request(data, INDICATORS), answers=answers))


def test_a_column_that_is_only_close_is_asked_and_answered() -> None:
    header = ("TT", "Xã", "2.1", "Tỷ lệ hộ dùng điện an toàn", "1.1", "10")
    data = indicators_file(Form(header=header))
    reading = read(data, INDICATORS)
    (question,) = reading.questions
    assert question.message in [problem.message for problem in reading.errors]
    answered = ask(data, {question.key: "4.2"})
    assert answered.errors == ()
    uses = {use.letters: use.role for use in answered.columns}
    assert uses == {
        "A": "ignore",
        "B": "name",
        "C": "2.1",
        "D": "4.2",
        "E": "1.1",
        "F": "10",
    }


def test_the_layout_is_recognised_in_the_next_quarter() -> None:
    first = read_form()
    other = read_form(
        Form(title="GIÁ TRỊ CÁC CHỈ TIÊU (Quý IV năm 2020)", values=VALUES[:1])
    )
    assert first.fingerprint
    assert first.fingerprint == other.fingerprint
    assert other.fingerprint != read_form(Form(header=(*HEADER, "11"))).fingerprint


def test_communes_may_stand_across() -> None:
    rows = [
        [1, "2.1. Đường xã", "%", 98.5, 98.4, "KCSL"],
        [2, "1.1. Quy hoạch", None, "Đạt", "K", None],
    ]
    form = Form(header=("TT", "Chỉ tiêu", "ĐVT", FIRST, SECOND, THIRD), rows=rows)
    reading = read_form(form)
    assert reading.errors == ()
    assert reading.counts == CellCounts(created=5, unchanged=1)
    assert reading.fates["E3"] == "created"
    assert reading.columns == ()
    apply_reading(reading, by=None, at=AT)
    assert stored(THIRD, "2.1") == NO_DATA


def test_a_sheet_of_another_kind_is_refused() -> None:
    as_results = only(read(indicators_file(), RESULTS).errors)
    assert "là “Giá trị chỉ tiêu”, không phải “Kết quả tiêu chí”" in as_results.message
    as_values = only(read(workbook(three()), INDICATORS).errors)
    assert "là “Kết quả tiêu chí”, không phải “Giá trị chỉ tiêu”" in as_values.message


def test_the_view_heads_each_column_with_its_code() -> None:
    view = read_form().view
    assert view.heads == ("", "Huyện, xã", "2.1", "2.2", "1.1", "10")
    senses = {row.number: [sense for _, sense in row.cells[2:]] for row in view.rows}
    assert senses[5] == ["", "", "unmet", ""]
    assert senses[6] == ["", "unknown", "met", ""]


def test_the_view_marks_what_is_wrong() -> None:
    view = read_form(of(("khá", 0.5, "x", 1))).view
    (row,) = [row for row in view.rows if row.number == 4]
    assert [sense for _, sense in row.cells[2:4]] == ["bad", "bad"]


def queries_of(rows: Sequence[Values]) -> int:
    with CaptureQueriesContext(connection) as found:
        assert read_form(Form(rows=rows)).errors == ()
    return len(found)


def test_reading_takes_as_many_queries_for_many_communes_as_for_one() -> None:
    rows: list[Values] = [["I", "Huyện Ia H'Drai"], [1, FIRST, 98, 97, "x", 30]]
    more = [*rows, [2, SECOND, 98, 97, "x", 30], ["II", "Huyện Đắk Hà"]]
    more += [[1, "Đăk Long", 98, 97, "x", 30], [2, "Hà Mòn", 98, 97, "x", 30]]
    assert queries_of(rows) == queries_of(more)


def test_what_was_read_says_where_each_problem_is() -> None:
    reading = read_form(of(("khá", 50, "x", 30), (98, "tốt", "x", 30)))
    assert told(reading.errors) == [("C4", "khá"), ("D5", "tốt")]
