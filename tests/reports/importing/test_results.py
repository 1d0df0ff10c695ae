"""Results of a quarter, from a workbook to approved revisions."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, figures_at
from reports.choices import ResultState
from reports.importing.readings import CellCounts
from reports.models import ImportRun, Revision
from tests.reports.importing.files import (
    CODES,
    FIRST,
    RESULTS_2017,
    RESULTS_2019,
    SECOND,
    THIRD,
    bring,
    district,
    edited,
    only,
    read,
    sample_bytes,
    three,
    told,
    workbook,
)

MET, UNMET, UNKNOWN = ResultState.MET, ResultState.UNMET, ResultState.UNKNOWN

pytestmark = pytest.mark.usefixtures("reference")


def as_expected(figures: Figures) -> dict[str, object]:
    return {
        "communes": figures.total,
        "criteria_met_total": figures.criteria_met_total,
        "bands": figures.bands,
        "groups": {each.group.code: each.attained for each in figures.groups},
        "criteria": {
            str(each.criterion.number): each.attained for each in figures.criteria
        },
        "met": {
            each.place.code: [
                criterion.number
                for criterion in figures.law.criteria
                if each.meets(criterion)
            ]
            for each in figures.communes
        },
    }


@pytest.mark.parametrize(
    ("name", "encoding", "cells"),
    [(RESULTS_2019, "unicode", 1615), (RESULTS_2017, "tcvn3", 1634)],
)
def test_a_sample_gives_the_figures_beside_it(
    name: str, encoding: str, cells: int
) -> None:
    applied = bring(sample_bytes(name))
    expected = json.loads(sample_bytes(name.replace(".xlsx", ".json")))
    figures = figures_at(Quarter.parse(expected["period"]))
    found = as_expected(figures)
    assert found == {key: expected[key] for key in found}
    assert figures.average is not None
    assert abs(figures.average - Decimal(str(expected["average"]))) <= Decimal("0.005")
    assert applied.reading.encoding == encoding
    assert applied.reading.counts == CellCounts(created=cells)
    assert applied.reading.errors == applied.reading.warnings == ()


@pytest.mark.parametrize("name", [RESULTS_2019, RESULTS_2017])
def test_the_same_file_again_changes_nothing(name: str) -> None:
    first = bring(sample_bytes(name)).reading
    again = bring(sample_bytes(name))
    assert again.run is None
    assert again.reading.counts == CellCounts(unchanged=first.counts.read)
    assert ImportRun.objects.count() == 1
    assert Revision.objects.count() == 10


def test_only_districts_with_a_changed_cell_get_a_revision() -> None:
    bring(sample_bytes(RESULTS_2019))
    changed = edited(RESULTS_2019, {"D13": "x", "V13": 15, "D9": 30, "D10": 6})
    applied = bring(changed)
    assert applied.reading.counts == CellCounts(updated=1, unchanged=1614)
    again = Revision.objects.filter(number=2)
    assert [revision.district_id for revision in again] == ["608"]


def test_districts_that_are_not_in_the_file_are_untouched() -> None:
    bring(sample_bytes(RESULTS_2019))
    bring(workbook(three()), period="2021Q1")
    quarters = Revision.objects.filter(quarter_id="2021Q1")
    assert [revision.district_id for revision in quarters] == ["618"]


def test_a_revision_keeps_who_when_and_that_it_is_an_illustration() -> None:
    on = dt.date(2021, 4, 2)
    applied = bring(workbook(three()), on=on, is_demo=True)
    revision = Revision.objects.get()
    assert revision.approved_on == on
    assert revision.import_run == applied.run
    assert revision.is_demo


def test_blanks_are_unmet_when_only_positive_marks_are_used() -> None:
    bring(workbook(three(first=(1,))))
    cells = Revision.objects.get().cells()
    assert cells[CODES[FIRST], 1] == MET
    assert cells[CODES[FIRST], 2] == UNMET


def test_blanks_are_unknown_when_a_negative_mark_is_used() -> None:
    rows = three()
    rows[1] = [None, FIRST, "x", "C"]
    reading = bring(workbook(rows)).reading
    cells = Revision.objects.get().cells()
    assert cells[CODES[FIRST], 2] == UNMET
    assert cells[CODES[FIRST], 3] == UNKNOWN
    assert "chưa đánh giá" in " ".join(reading.notes)


def test_a_row_without_mark_and_total_is_unknown_and_a_warning() -> None:
    rows = three()
    rows[1] = [1, FIRST]
    reading = bring(workbook(rows)).reading
    assert told(reading.warnings) == [("B5", FIRST)]
    assert {
        state
        for (code, _), state in Revision.objects.get().cells().items()
        if code == CODES[FIRST]
    } == {UNKNOWN}


def test_the_reading_says_how_many_blanks_become_unmet() -> None:
    notes = read(workbook(three())).notes
    assert any(note.startswith("51 ô để trống") for note in notes)


def test_tallies_add_up_to_the_cells_that_were_read() -> None:
    reading = read(edited(RESULTS_2019, {"G24": "đạt?", "B26": "Đắk Zét"}))
    assert sum(tally.count for tally in reading.tallies) == 1615
    assert reading.counts.read == 1615


def test_a_bad_mark_is_named_by_its_cell_and_refuses_the_file() -> None:
    reading = read(edited(RESULTS_2019, {"G24": "đạt?"}))
    problem = only(reading.errors)
    assert (problem.sheet, problem.cell, problem.value) == ("Phu luc", "G24", "đạt?")
    assert problem.header == "Hạ tầng kinh tế - xã hội › 5. Trường học"
    assert reading.counts == CellCounts(created=1614, refused=1)


@pytest.mark.parametrize(
    ("cell", "value"), [("V13", 15), ("C10", 12), ("C9", 81), ("V13", "nhiều")]
)
def test_a_total_that_does_not_add_up_refuses_the_file(
    cell: str, value: str | int
) -> None:
    reading = read(edited(RESULTS_2019, {cell: value}))
    assert told(reading.errors) == [(cell, str(value))]
    assert reading.counts == CellCounts(created=1615)


def test_a_total_without_a_stored_value_is_only_a_warning() -> None:
    applied = bring(edited(RESULTS_2019, {"V13": '=COUNTIF(C13:U13,"x")'}))
    assert [problem.cell for problem in applied.reading.warnings] == ["V13"]
    assert applied.run is not None


def test_a_mark_without_a_stored_value_is_an_error() -> None:
    reading = read(edited(RESULTS_2019, {"C13": '=IF(1,"x","")'}))
    assert "C13" in [problem.cell for problem in reading.errors]


def test_a_whole_province_is_read_and_written_in_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(30):
        read(sample_bytes(RESULTS_2019))
    with django_assert_max_num_queries(130):
        bring(sample_bytes(RESULTS_2019))


def test_a_table_without_a_single_mark_has_nothing_to_import() -> None:
    blank = [[None, name] for name in (FIRST, SECOND, THIRD)]
    reading = read(workbook(district(*blank)))
    assert "không có dấu nào" in only(reading.errors).message
    assert reading.changes is None
