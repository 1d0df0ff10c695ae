"""What is asked of a file as a whole, and every cell of it counted once."""

from collections import Counter

import pytest

from reports.choices import ImportKind
from reports.importing.encodings import LABELS
from reports.importing.readings import Fate, Reading
from reports.importing.runs import ImportRefused, apply_reading
from reports.models import ImportRun, Revision
from tests.reports.importing.asking import (
    CLOSE_KEY,
    MEANT,
    across,
    asked,
    bring_asked,
    close_indicator,
    close_name,
    in_old_letters,
    question,
    read_asked,
)
from tests.reports.importing.files import (
    AT,
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
from tests.reports.importing.indicators.files import INDICATORS, indicators_file

pytestmark = pytest.mark.usefixtures("reference")

ENCODING = "encoding"


def test_a_page_asks_for_the_encoding_of_a_file_in_old_letters() -> None:
    reading = read_asked(in_old_letters(three()))
    found = question(reading)
    assert (found.key, found.cell, found.value) == (ENCODING, "", "TCVN3 (ABC)")
    assert only(reading.errors).message == found.message
    assert [value for value, _ in found.choices] == [
        "tcvn3",
        "unicode",
        "vni",
        "windows-1258",
    ]


def test_the_question_comes_with_cells_as_stored_and_as_read() -> None:
    samples = read_asked(in_old_letters(three())).samples
    assert ("B4", "HuyÖn Ia H'Drai", "Huyện Ia H'Drai") in samples
    assert ("B5", "Ia §al", "Ia Đal") in samples


def test_a_file_whose_encoding_is_not_said_is_not_applied() -> None:
    reading = read_asked(in_old_letters(three()))
    assert reading.changes is None
    assert reading.counts.created == 57
    with pytest.raises(ImportRefused, match="TCVN3"):
        apply_reading(reading, by=None, at=AT)
    assert not Revision.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_file_whose_encoding_was_confirmed_is_applied() -> None:
    data = in_old_letters(three())
    applied = bring_asked(data, {ENCODING: "tcvn3"})
    assert applied.run is not None
    assert applied.reading.encoding == "tcvn3"
    assert bring(workbook(three())).run is None


def test_the_command_takes_the_encoding_that_is_found() -> None:
    reading = read(in_old_letters(three()))
    assert (reading.errors, reading.questions) == ((), ())
    assert reading.encoding == "tcvn3"


@pytest.mark.parametrize("encoding", ["vni", "unicode", "windows-1258"])
def test_another_encoding_that_is_said_is_read_with(encoding: str) -> None:
    reading = read_asked(in_old_letters(three()), {ENCODING: encoding})
    assert ENCODING not in [each.key for each in reading.questions]
    assert reading.period is None
    assert "Huyện Ia H'Drai" not in [
        text for row in reading.view.rows for text, _ in row.cells
    ]


def test_an_encoding_that_does_not_exist_is_no_answer() -> None:
    reading = read_asked(in_old_letters(three()), {ENCODING: "viscii"})
    assert question(reading).key == ENCODING


def test_several_encodings_are_confirmed_as_such() -> None:
    data = in_old_letters(three())
    reading = read_asked(data, {ENCODING: "mixed"})
    assert (reading.errors, reading.encoding) == ((), "tcvn3")
    assert "mixed" in LABELS


def test_a_file_in_unicode_is_not_asked_about() -> None:
    assert read_asked(workbook(three())).questions == ()


def test_what_concerns_the_file_stands_before_its_cells() -> None:
    reading = read_asked(in_old_letters(close_name()))
    assert [each.key for each in reading.questions] == [ENCODING, CLOSE_KEY]
    assert [each.cell for each in reading.errors] == ["", "B5"]


@pytest.mark.parametrize("is_again", [False, True])
def test_every_question_is_an_error_until_it_is_answered(*, is_again: bool) -> None:
    data = workbook(close_name())
    if is_again:
        bring_asked(data, {CLOSE_KEY: MEANT})
    reading = read_asked(data)
    asked_of = {(each.cell, each.message) for each in reading.questions}
    assert asked_of <= {(each.cell, each.message) for each in reading.errors}
    assert bool(reading.questions) is not is_again


def counted(reading: Reading) -> Reading:
    """Return the reading, whose fates by address are those that it counts."""
    said = Counter(reading.fates.values())
    assert {fate: said[fate] for fate in Fate} == {
        fate: getattr(reading.counts, fate) for fate in Fate
    }
    assert sum(tally.count for tally in reading.tallies) == reading.counts.read
    return reading


def test_the_fates_of_results_add_up() -> None:
    bring(workbook(three()))
    counts = counted(read_asked(workbook(three(first=(1, 2, 3))))).counts
    assert (counts.updated, counts.unchanged) == (1, 56)


@pytest.mark.parametrize(
    "rows", [close_name(), [*three(), commune("Ia Dom")], three()[:3]]
)
def test_the_fates_of_results_add_up_whatever_is_wrong(rows: list[list[str]]) -> None:
    assert counted(read_asked(workbook(rows))).errors


def test_the_fates_of_a_file_without_a_quarter_add_up() -> None:
    counts = counted(read_asked(workbook(three(), title="Kết quả"))).counts
    assert (counts.read, counts.refused) == (57, 57)


def test_the_fates_of_a_table_with_communes_across_add_up() -> None:
    reading = counted(read_asked(across(three()[1:])))
    assert reading.counts.created == 57
    assert reading.fates["C4"] == Fate.CREATED


def test_the_fates_of_targets_add_up() -> None:
    title = "Phụ lục 01. Chỉ tiêu phấn đấu"
    bring(workbook(three(), title=title), TARGETS)
    again = workbook(district(commune("Ia Đal", met=(1,), mark="2020")), title=title)
    counts = counted(read_asked(again, kind=TARGETS)).counts
    assert counts.read == 19
    assert counts.updated == 2


@pytest.mark.parametrize("data", [indicators_file(), close_indicator()])
def test_the_fates_of_indicators_add_up(data: bytes) -> None:
    assert counted(read_asked(data, kind=INDICATORS)).counts.created


def test_the_fates_that_are_kept_are_those_of_cells_that_do_not_stay() -> None:
    bring(workbook(three()))
    changed = workbook(three(first=(1, 2, 3)))
    assert read_asked(changed).details_as_json()["fates"] == {
        "created": [],
        "updated": ["E5"],
        "refused": [],
    }


def test_a_total_of_an_incomplete_district_is_a_warning() -> None:
    rows = [["I", "Huyện Ia H'Drai", *[3] * 2, *[0] * 17, 6], *three()[1:3]]
    reading = read_asked(workbook(rows))
    assert "thiếu xã Ia Tơi" in only(reading.errors).message
    assert "Không kiểm được" in only(reading.warnings).message


def test_a_total_over_a_name_that_is_asked_is_an_error_once_it_is_known() -> None:
    rows = close_name()
    rows[0] = ["I", "Huyện Ia H'Drai", *[3] * 2, *[0] * 17, 7]
    unclear = read_asked(workbook(rows))
    assert [each.cell for each in unclear.errors] == ["B5"]
    known = read_asked(workbook(rows), {CLOSE_KEY: MEANT})
    assert [each.cell for each in known.errors] == ["V4"]


@pytest.mark.parametrize("kind", [RESULTS, TARGETS, INDICATORS])
def test_a_file_that_cannot_be_read_asks_nothing(kind: ImportKind) -> None:
    reading = read_asked(b"khong phai so tinh", kind=kind)
    assert (reading.questions, reading.sheets, reading.source) == ((), (), None)


def test_what_is_said_is_part_of_what_was_asked_for() -> None:
    data = in_old_letters(three())
    request = asked(data, {ENCODING: "tcvn3"})
    assert read_asked(data, {ENCODING: "tcvn3"}).request == request
