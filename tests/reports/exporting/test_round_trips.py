"""What goes out comes in again and changes nothing, whatever the data are."""

import datetime as dt
import io
from collections.abc import Callable, Mapping
from decimal import Decimal

import openpyxl
import pytest

from criteria.analytics.law import law_on
from criteria.analytics.values import GivenValue
from criteria.choices import AssignmentRole
from criteria.models import Agency
from criteria.services.assignments import Duty, ListVersion, record_list
from criteria.services.plans import PlanVersion, record_plan
from reports.choices import ImportKind
from reports.importing.runs import apply_reading
from reports.models import ImportRun, Revision
from tests.reports.exporting.books import (
    FORMS,
    WHOLE,
    back,
    cells,
    changes_nothing,
    exported,
    record,
    wanted,
)
from tests.reports.importing.files import (
    AT,
    DUTIES,
    DUTIES_2019,
    ON,
    RESULTS,
    RESULTS_2017,
    RESULTS_2019,
    TARGETS,
    TARGETS_2019,
    bring,
    read,
    sample_bytes,
)
from tests.reports.review_world import FIRST, LARGE, QUARTER, SECOND, SMALL, THIRD
from tests.world import approve

# What it runs is counted by the tests of each form and of its reading.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

INDICATORS = ImportKind.INDICATORS
LEAD, SUPPORT = AssignmentRole.LEAD, AssignmentRole.SUPPORT
YEAR_2020 = dt.date(2020, 1, 10)

both_ways = pytest.mark.parametrize("is_form", FORMS.values(), ids=FORMS)


def _three_states() -> None:
    approve(SMALL, QUARTER, {FIRST: [1, 2], SECOND: WHOLE}, unknown={FIRST: [3]})
    approve(LARGE, QUARTER)


def _never_negative() -> None:
    approve(SMALL, QUARTER, {FIRST: WHOLE}, unknown={SECOND: WHOLE, THIRD: [5]})


def _all_unknown() -> None:
    approve(SMALL, QUARTER, unknown=dict.fromkeys((FIRST, SECOND, THIRD), WHOLE))


def _all_met() -> None:
    approve(SMALL, QUARTER, dict.fromkeys((FIRST, SECOND, THIRD), WHOLE))


@both_ways
@pytest.mark.parametrize(
    "world",
    [_three_states, _never_negative, _all_unknown, _all_met],
    ids=["three states", "never negative", "all unknown", "all met"],
)
def test_results_come_back_unchanged(
    world: Callable[[], None], *, is_form: bool
) -> None:
    world()
    assert changes_nothing(back(RESULTS, wanted(is_form=is_form)))


@both_ways
@pytest.mark.parametrize(
    ("name", "quarter"), [(RESULTS_2019, "2019Q3"), (RESULTS_2017, "2017Q4")]
)
def test_the_results_of_the_samples_come_back_unchanged(
    name: str, quarter: str, *, is_form: bool
) -> None:
    bring(sample_bytes(name))
    reading = back(RESULTS, wanted(quarter, is_form=is_form))
    assert changes_nothing(reading)
    assert reading.warnings == ()
    assert reading.respellings == ()


def test_results_that_were_corrected_are_those_of_the_last_revision() -> None:
    approve(SMALL, QUARTER, {FIRST: [1]})
    approve(SMALL, QUARTER, {FIRST: [2]})
    assert changes_nothing(back(RESULTS))


@both_ways
def test_targets_come_back_unchanged(*, is_form: bool) -> None:
    bring(sample_bytes(TARGETS_2019), TARGETS, on=YEAR_2020)
    reading = back(TARGETS, wanted(is_form=is_form))
    assert changes_nothing(reading)
    assert reading.warnings == ()


@both_ways
def test_a_plan_of_few_cells_comes_back_unchanged(*, is_form: bool) -> None:
    law = law_on(ON)
    assert law
    cells: dict[tuple[str, int], int | None] = {
        **{(FIRST, number): None for number in WHOLE},
        **{(SECOND, year - 2015): year for year in range(2016, 2021)},
    }
    version = PlanVersion(law.code, "Phụ lục 01", YEAR_2020)
    record_plan(version=version, cells=cells, at=AT)
    assert changes_nothing(back(TARGETS, wanted(is_form=is_form)))


@both_ways
def test_the_list_of_the_catalogue_comes_back_unchanged(*, is_form: bool) -> None:
    assert changes_nothing(back(DUTIES, wanted(is_form=is_form)))


@both_ways
def test_the_list_of_the_sample_comes_back_unchanged(*, is_form: bool) -> None:
    bring(sample_bytes(DUTIES_2019), DUTIES, on=YEAR_2020)
    reading = back(DUTIES, wanted(is_form=is_form))
    assert changes_nothing(reading)
    assert reading.warnings == ()


def _duties() -> tuple[Duty, ...]:
    """Return duties of several agencies for wholes and parts, with dues and notes."""
    committees = Agency.objects.filter(district__isnull=False).order_by("code")
    codes = list(committees.values_list("code", flat=True))
    same = {"due": "31/12/2020", "note": "theo Quyết định; phụ lục"}
    return (
        Duty("SXD", LEAD, 1, "1.1", **same),
        Duty("SNN", LEAD, 1, "1.1", **same),
        *(Duty(code, SUPPORT, 1, "1.1", **same) for code in codes),
        *(Duty(code, SUPPORT, 1, "1.2", "2020") for code in codes[1:]),
        Duty("SGTVT", LEAD, 2, "", "Năm 2020"),
        Duty("SNN", SUPPORT, 2, "", "Năm 2020"),
        Duty("SNN", LEAD, 2, "2.4"),
        Duty("SVHTTDL", LEAD, 16, note="=1+1"),
    )


@both_ways
def test_a_list_of_many_agencies_comes_back_unchanged(*, is_form: bool) -> None:
    law = law_on(ON)
    assert law
    version = ListVersion(law.code, "Phụ lục 02", YEAR_2020)
    record_list(version=version, duties=_duties(), at=AT)
    assert changes_nothing(back(DUTIES, wanted(is_form=is_form)))


@both_ways
def test_values_come_back_unchanged(*, is_form: bool) -> None:
    record()
    assert changes_nothing(back(INDICATORS, wanted(is_form=is_form)))


@both_ways
def test_percentages_below_one_come_back_unchanged(*, is_form: bool) -> None:
    record({(FIRST, "2.1"): GivenValue(Decimal("0.25"))})
    assert changes_nothing(back(INDICATORS, wanted(is_form=is_form)))


def test_a_form_of_values_without_any_changes_nothing() -> None:
    assert changes_nothing(back(INDICATORS))


def _typed(kind: ImportKind, typed: Mapping[str, str | int]) -> bytes:
    """Return a form of which the first cell with some value holds another one."""
    book = openpyxl.load_workbook(io.BytesIO(exported(kind)))
    found = list(cells(book.worksheets[0]))
    for before, after in typed.items():
        next(cell for cell in found if cell.value == before).value = after
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (RESULTS, {"C": "x"}),
        (INDICATORS, {"Chưa đạt": "Đạt"}),
    ],
)
def test_one_cell_typed_into_a_form_is_one_changed_cell(
    kind: ImportKind, typed: Mapping[str, str | int]
) -> None:
    approve(SMALL, QUARTER, {FIRST: [1]}, on=dt.date(2021, 4, 1))
    record()
    reading = read(_typed(kind, typed), kind)
    assert reading.errors == ()
    assert (reading.counts.updated, reading.counts.created) == (1, 0)
    assert apply_reading(reading, by=None, at=AT).run == ImportRun.objects.get()


def test_only_the_districts_with_results_are_in_an_export() -> None:
    approve(SMALL, QUARTER)
    reading = back(RESULTS)
    assert reading.matched == 3
    apply_reading(reading, by=None, at=AT)
    assert Revision.objects.count() == 1
