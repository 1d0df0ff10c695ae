"""What was said of a file that is applied is known for the next one like it."""

import pytest

from accounts.models import User
from communes.models import CommuneVariant, DistrictVariant
from reports.importing.remembering import remember, remembered_columns
from reports.importing.runs import (
    REMEMBERED,
    Applied,
    apply_reading,
    keep_preview,
    read_appendix,
    request_of,
)
from reports.models import SheetLayout
from reports.services.withdrawals import undo_import
from tests.reports.importing.asking import (
    CLOSE,
    CLOSE_KEY,
    MEANT,
    UNNAMED_KEY,
    bring_asked,
    close_indicator,
    close_name,
    question,
    read_asked,
    unnamed_column,
)
from tests.reports.importing.files import (
    AT,
    FIRST,
    ON,
    RESULTS,
    TARGETS,
    bring,
    commune,
    district,
    only,
    read,
    three,
    workbook,
)
from tests.reports.importing.indicators.files import INDICATORS
from tests.reports.review_world import reviewer

pytestmark = pytest.mark.usefixtures("reference")

KNOWN = {UNNAMED_KEY: "5"}
AS_HEADED = {UNNAMED_KEY: "ignore"}
TOTAL_KEY = "column:V"


@pytest.fixture
def by() -> User:
    return reviewer()


@pytest.fixture
def layout(by: User) -> SheetLayout:
    """The layout that was applied with a choice."""
    bring_asked(unnamed_column(three()), KNOWN, by=by)
    return SheetLayout.objects.get()


def test_a_spelling_that_was_explained_is_kept_when_the_file_is_applied(
    by: User,
) -> None:
    reading = read_asked(workbook(close_name()), {CLOSE_KEY: MEANT})
    keep_preview(reading, by=by, at=AT)
    assert not CommuneVariant.objects.filter(name=CLOSE).exists()
    apply_reading(reading, by=by, at=AT)
    assert CommuneVariant.objects.get(name=CLOSE).commune_id == MEANT


def test_the_next_file_with_a_spelling_that_was_explained_asks_nothing() -> None:
    bring_asked(workbook(close_name()), {CLOSE_KEY: MEANT})
    moved = district(commune("Ia Dom"), commune(CLOSE), commune("Ia Tơi"))
    reading = read(workbook(moved))
    assert reading.errors == ()
    assert reading.counts.unchanged == 57
    assert reading.lessons == ()
    assert [each.catalogue for each in reading.respellings] == [FIRST]


def test_a_spelling_is_kept_even_if_the_figures_stay_as_they_are() -> None:
    bring_asked(workbook(three()))
    applied = bring_asked(workbook(close_name()), {CLOSE_KEY: MEANT})
    assert applied.run is None
    assert CommuneVariant.objects.filter(name=CLOSE).exists()


def test_a_spelling_of_a_district_is_kept_too() -> None:
    data = workbook(district(*three()[1:], heading="Huyện Ia H'Rai"))
    bring_asked(data, {"unit:B4": "618"})
    assert DistrictVariant.objects.get(name="Huyện Ia H'Rai").district_id == "618"
    assert read(data).errors == ()


def test_a_name_that_several_communes_bear_is_asked_again() -> None:
    rows = [commune("Đăk Long")]
    data = workbook(rows, title="Kết quả Quý II năm 2019")
    found = question(read_asked(data))
    known = CommuneVariant.objects.count()
    remember(read_asked(data, {found.key: found.choices[0][0]}), by=None, at=AT)
    assert CommuneVariant.objects.count() == known
    assert question(read_asked(data)) == found


def test_columns_that_are_chosen_are_read_so() -> None:
    data = unnamed_column(three())
    assert "Thiếu cột của 1 tiêu chí: 5" in only(read_asked(data).errors).message
    reading = read_asked(data, KNOWN)
    assert reading.errors == ()
    assert reading.counts.created == 57
    assert REMEMBERED not in reading.notes


def test_a_choice_is_kept_when_the_file_is_applied(by: User) -> None:
    reading = read_asked(unnamed_column(three()), KNOWN)
    keep_preview(reading, by=by, at=AT)
    assert not SheetLayout.objects.exists()
    apply_reading(reading, by=by, at=AT)
    kept = SheetLayout.objects.get()
    assert (kept.kind, kept.roles) == (RESULTS, {"G": "5"})
    assert (kept.by, kept.at) == (by, AT)
    assert kept.fingerprint == reading.fingerprint


def test_the_next_file_of_the_layout_is_read_by_the_choice(layout: SheetLayout) -> None:
    later = workbook_later()
    for reading in (read_asked(later), read(later)):
        assert reading.errors == ()
        assert REMEMBERED in reading.notes
        assert reading.request.answers == KNOWN


def workbook_later() -> bytes:
    """Return another file of the layout, with other marks."""
    return unnamed_column(three(first=(5, 6), second=(7,)))


def test_a_layout_without_a_choice_comes_without_the_note(layout: SheetLayout) -> None:
    reading = read_asked(workbook(three()))
    assert REMEMBERED not in reading.notes
    assert reading.request.answers == {}


def test_a_choice_is_not_taken_for_another_kind(layout: SheetLayout) -> None:
    assert remembered_columns(RESULTS, layout.fingerprint) == KNOWN
    assert remembered_columns(TARGETS, layout.fingerprint) == {}


def test_a_table_without_a_layout_remembers_nothing(layout: SheetLayout) -> None:
    SheetLayout.objects.update(fingerprint="")
    assert remembered_columns(RESULTS, "") == {}


def test_choosing_what_is_read_anyway_is_no_choice() -> None:
    data = workbook(three())
    plain = read_asked(data)
    all_of_them = {f"column:{use.letters}": use.role for use in plain.columns}
    reading = read_asked(data, all_of_them)
    assert reading.request.answers == {}
    assert (reading.columns, reading.fates) == (plain.columns, plain.fates)
    apply_reading(reading, by=None, at=AT)
    assert not SheetLayout.objects.exists()


def test_a_choice_that_another_column_has_by_its_header_names_both() -> None:
    said = {"column:C": "2", "column:D": "2"}
    messages = [each.message for each in read_asked(workbook(three()), said).errors]
    assert any("C và D, cùng được chọn là" in message for message in messages)


def test_a_remembered_choice_is_told_until_it_is_applied(
    layout: SheetLayout, by: User
) -> None:
    kept = keep_preview(read_asked(workbook_later()), by=by, at=AT)
    again = read_appendix(request_of(kept))
    assert REMEMBERED in again.notes
    assert again.request.answers == KNOWN


def test_a_remembered_choice_can_be_taken_back(layout: SheetLayout, by: User) -> None:
    kept = keep_preview(read_asked(workbook_later(), AS_HEADED), by=by, at=AT)
    again = read_appendix(request_of(kept))
    assert "Thiếu cột của 1 tiêu chí: 5" in only(again.errors).message
    assert REMEMBERED not in again.notes


def test_a_choice_that_was_taken_back_is_forgotten() -> None:
    bring_asked(workbook(three()), {TOTAL_KEY: "ignore"})
    later = workbook(three(first=(5, 6)))
    assert REMEMBERED in read_asked(later).notes
    reading = read_asked(later, {TOTAL_KEY: "total"})
    assert REMEMBERED not in reading.notes
    apply_reading(reading, by=None, at=AT)
    assert SheetLayout.objects.get().roles == {"V": "total"}
    again = read_asked(workbook(three()))
    assert REMEMBERED not in again.notes
    assert ("V", "total") in [(use.letters, use.role) for use in again.columns]


def test_an_answer_to_skip_a_column_is_remembered() -> None:
    data = close_indicator()
    bring_asked(data, {"column:D": "ignore"}, kind=INDICATORS)
    reading = read_asked(data, kind=INDICATORS)
    assert (reading.errors, reading.questions) == ((), ())
    assert REMEMBERED in reading.notes
    assert SheetLayout.objects.get().roles == {"D": "ignore"}


def taken_back(applied: Applied) -> None:
    assert applied.run
    undo_import(run_id=applied.run.pk, by=None, on=ON, at=AT)


def test_an_undo_forgets_the_spelling_that_the_file_taught() -> None:
    data = workbook(close_name())
    taken_back(bring_asked(data, {CLOSE_KEY: MEANT}))
    assert question(read_asked(data)).key == CLOSE_KEY


def test_an_undo_forgets_the_spelling_of_a_district_too() -> None:
    data = workbook(district(*three()[1:], heading="Huyện Ia H'Rai"))
    taken_back(bring_asked(data, {"unit:B4": "618"}))
    assert not DistrictVariant.objects.filter(name="Huyện Ia H'Rai").exists()


def test_an_undo_keeps_a_spelling_that_was_known_before() -> None:
    CommuneVariant.objects.create(commune_id=MEANT, name=CLOSE)
    taken_back(bring(workbook(close_name())))
    assert CommuneVariant.objects.filter(name=CLOSE).exists()


def test_an_undo_forgets_the_choice_of_columns() -> None:
    taken_back(bring_asked(unnamed_column(three()), KNOWN))
    assert not SheetLayout.objects.exists()


def test_an_undo_gives_back_the_choice_before() -> None:
    bring_asked(unnamed_column(three()), KNOWN)
    before = SheetLayout.objects.get().roles
    SheetLayout.objects.update(roles={"G": "ignore"})
    again = bring_asked(unnamed_column(three(first=(1,))), KNOWN)
    assert SheetLayout.objects.get().roles == before
    taken_back(again)
    assert SheetLayout.objects.get().roles == {"G": "ignore"}


def test_an_undo_leaves_a_layout_that_was_taught_anew_since() -> None:
    applied = bring_asked(unnamed_column(three()), KNOWN)
    SheetLayout.objects.update(roles={"G": "ignore"})
    taken_back(applied)
    assert SheetLayout.objects.get().roles == {"G": "ignore"}
