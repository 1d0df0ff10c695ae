"""What pasting would do, counted before it is done."""

from collections import defaultdict

import pytest
from django.template.loader import render_to_string

from communes.analytics.matching import UnitMatcher
from criteria.analytics.law import law_on
from ntm_portal.lib.periods import Quarter
from reports.choices import ResultState
from reports.importing.paste import Blanks, Entry, Preview, preview_paste
from reports.importing.paste_targets import Target

MET, UNMET, UNKNOWN = ResultState.MET, ResultState.UNMET, ResultState.UNKNOWN
WHOLE_ROW = "\t" * 18

pytestmark = pytest.mark.django_db


def preview(
    text: str,
    *,
    column: int = 0,
    current: ResultState = MET,
    blanks: Blanks | None = None,
) -> Preview:
    day = Quarter(2021, 1).last_day
    law = law_on(day)
    assert law
    return preview_paste(
        text,
        target=Target("610", UnitMatcher(day), law.criteria, 0, column),
        current=defaultdict(lambda: current),
        blanks=blanks,
    )


def states(entries: tuple[Entry, ...]) -> list[ResultState | None]:
    return [entry.state for entry in entries]


def test_a_blank_is_unmet_when_only_positive_marks_are_used() -> None:
    found = preview("x\t\nx\t✓")
    assert states(found.entries) == [MET, UNMET, MET, MET]
    assert (len(found.unmet), len(found.blank_unmet), len(found.erased)) == (1, 1, 1)
    assert found.rule == found.blanks == Blanks.UNMET


def test_a_blank_is_unknown_when_a_negative_mark_is_used_too() -> None:
    found = preview("x\t\n0\tx")
    assert states(found.entries) == [MET, UNKNOWN, UNMET, MET]
    assert (len(found.unknown), len(found.blank_unknown)) == (1, 1)


def test_a_block_without_a_mark_changes_nothing_by_itself() -> None:
    found = preview("\t\n\t?")
    assert found.rule == Blanks.KEEP
    assert states(found.to_write) == [UNKNOWN]


def test_the_person_may_choose_what_blanks_mean() -> None:
    kept = preview("x\t\nx\t", blanks=Blanks.KEEP)
    assert states(kept.to_write) == [MET, MET]
    assert kept.erased == ()
    assert kept.rule == Blanks.UNMET
    unknown = preview("x\t\nx\t", blanks=Blanks.UNKNOWN)
    assert states(unknown.blank) == [UNKNOWN, UNKNOWN]


def test_a_blank_over_a_cell_that_is_not_met_erases_nothing() -> None:
    assert preview("x\t", current=UNMET).erased == ()


def test_cells_that_stay_what_they_are_are_not_changing() -> None:
    found = preview("x\t0")
    assert states(found.changing) == [UNMET]
    assert len(found.to_write) == 2


def test_a_mark_that_cannot_be_read_keeps_all_from_being_written() -> None:
    found = preview("x\tđạt?\nx\t2109")
    assert [(e.cell.row, e.cell.column, e.cell.shown) for e in found.faults] == [
        (1, 2, "đạt?"),
        (2, 2, "2109"),
    ]
    assert found.to_write == ()


def test_a_whole_row_without_a_mark_is_unknown_and_told() -> None:
    found = preview(f"x{WHOLE_ROW}\n{WHOLE_ROW}\n")
    assert set(states(found.entries[19:])) == {UNKNOWN}
    assert "Hàng Đắk Man không có dấu nào: để chưa đánh giá." in found.notes


def test_a_whole_row_without_a_mark_but_with_a_total_is_unmet() -> None:
    found = preview(f"x{WHOLE_ROW}\t12\n{WHOLE_ROW}\t0\n")
    assert set(states(found.entries[19:])) == {UNMET}


def test_a_total_that_does_not_add_up_is_told() -> None:
    found = preview("x\tx\t2\nx\t\t9\n", column=17)
    assert "Hàng Đắk Man: cột tổng ghi 9, khối có 1 dấu đạt." in found.notes
    assert not any("Đắk Blô" in note for note in found.notes)


def shown(text: str) -> str:
    """Return the words of the first paragraph of what the person is shown."""
    html = render_to_string("reports/entry/_paste.html", {"paste": preview(text)})
    first = html.split("</p>")[0].replace("<b>", "").replace("</b>", "")
    return " ".join(first.removeprefix("<p>").split())


def test_a_block_with_names_says_its_communes() -> None:
    said = shown("Đắk Long\tx\nĐắk Pék\tx\n")
    assert "2 ô, từ tiêu chí 1, của 2 xã: Đắk Long, Đắk Pék. 0 ô" in said


def test_the_seventh_commune_of_a_block_is_only_counted() -> None:
    day = Quarter(2021, 1).last_day
    names = [place.name for place in UnitMatcher(day).in_district("610")][:8]
    said = shown("".join(f"{name}\tx\n" for name in names))
    assert f"của 8 xã: {', '.join(names[:6])} và 2 xã khác. " in said


def test_a_block_without_names_says_where_it_begins() -> None:
    assert "2 ô, từ Đắk Blô, tiêu chí 1. " in shown("x\nx\n")
