"""What holds for every mark, however it is typed."""

import unicodedata
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean
from reports.choices import ResultState
from reports.importing.decoding import decode_sheet
from reports.importing.marks import read_mark, read_plan
from tests.lib.test_legacy_text import in_tcvn3, in_vni
from tests.reports.importing.tables.sheets import cell, sheet

MET = ("x", "X", "v", "✓", "✔", "☑", "×", "Đ", "Đạt", "Đạt chuẩn", "có", "1", "100%")
UNMET = ("C", "K", "Chưa", "Chưa đạt", "Không đạt", "không", "KĐ", "CĐ", "0", "0%")
UNKNOWN = ("?", "Chưa đánh giá", "Không có số liệu", "k.có SL", "KCSL", "n/a")
STATES = {
    **dict.fromkeys(MET, ResultState.MET),
    **dict.fromkeys(UNMET, ResultState.UNMET),
    **dict.fromkeys(UNKNOWN, ResultState.UNKNOWN),
}
MARKS = st.sampled_from(sorted(STATES))
SPACES = st.text(alphabet=" \u00a0\u200b\u2009\ufeff\t\n", max_size=3)
FORMS = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])
CASES: st.SearchStrategy[Callable[[str], str]] = st.sampled_from(
    [str, str.upper, str.lower, str.title]
)
ONE_MARK = settings(max_examples=60)


@given(MARKS, CASES, FORMS, SPACES, SPACES)
@ONE_MARK
def test_case_form_and_space_around_a_mark_do_not_matter(
    mark: str, case: Callable[[str], str], form: str, before: str, after: str
) -> None:
    typed = unicodedata.normalize(form, case(mark))  # type: ignore[arg-type]
    assert read_mark(cell(before + typed + after)).state is STATES[mark]


@pytest.mark.parametrize(
    ("encode", "font"),
    [(in_tcvn3, ".VnTime"), (in_vni, "VNI-Times"), (in_tcvn3, "Arial")],
)
@pytest.mark.parametrize("mark", sorted(STATES))
def test_a_mark_in_an_old_encoding_has_its_sense_among_others_of_the_font(
    encode: Callable[[str], str], font: str, mark: str
) -> None:
    typed = sheet([[encode(text)] for text in ("Chưa đạt", "Huyện, xã", mark)])
    cells = {
        place: Cell(each.row, each.column, each.value, font)
        for place, each in typed.cells.items()
    }
    decoded, _found = decode_sheet(type(typed)("Biểu", is_hidden=False, cells=cells))
    assert read_mark(decoded.cell(3, 1)).state is STATES[mark]


@given(st.text(max_size=30))
@ONE_MARK
def test_every_text_has_one_state_or_a_fault_that_quotes_it_or_is_blank(
    text: str,
) -> None:
    reading = read_mark(cell(text))
    assert [reading.state is not None, bool(reading.fault), reading.is_blank].count(
        True
    ) == 1
    assert not reading.fault or text in reading.fault


@given(st.text(max_size=30))
@ONE_MARK
def test_a_text_of_a_plan_is_met_or_planned_or_refused_or_blank(text: str) -> None:
    reading = read_plan(cell(text))
    said = [reading.is_met, reading.year is not None, bool(reading.fault)]
    assert sum(said) == (0 if cell(text).is_blank else 1)


@given(MARKS, MARKS)
@ONE_MARK
def test_two_marks_in_one_cell_are_refused(one: str, other: str) -> None:
    assert read_mark(cell(f"{one}; {other}")).fault


@given(MARKS)
@ONE_MARK
def test_a_mark_with_a_question_mark_is_doubtful_and_refused(mark: str) -> None:
    reading = read_mark(cell(f"{mark}?"))
    assert reading.fault
    assert reading.state is None


@given(st.decimals(-2, 2, places=1) | st.decimals(-(10**6), 10**6, places=2))
@ONE_MARK
def test_of_all_numbers_only_1_and_0_are_marks(number: Decimal) -> None:
    state = read_mark(cell(number)).state
    expected = {Decimal(1): ResultState.MET, Decimal(0): ResultState.UNMET}
    assert state is expected.get(number)


@given(st.integers(0, 100).map(lambda share: f"{share}%"))
@ONE_MARK
def test_of_all_shares_only_all_and_none_are_marks(share: str) -> None:
    expected = {"100%": ResultState.MET, "0%": ResultState.UNMET}.get(share)
    spaced = share.replace("%", " %")
    assert read_mark(cell(share)).state is expected
    assert read_mark(cell(spaced)).state is expected


@given(st.text(max_size=20))
@ONE_MARK
def test_cleaning_a_cell_first_does_not_change_its_mark(text: str) -> None:
    assert read_mark(cell(clean(text))).state is read_mark(cell(text)).state
