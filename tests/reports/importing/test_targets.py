"""Phụ lục 01, from a workbook to the plan in force."""

import datetime as dt
import json

import pytest

from criteria.models import CommunePlan
from criteria.services.plans import plan_cells, plan_in_force
from criteria.services.reference import SET_CODE
from reports.importing.readings import CellCounts
from tests.reports.importing.files import (
    CODES,
    FIRST,
    SECOND,
    TARGETS,
    TARGETS_2019,
    Line,
    bring,
    district,
    edited,
    only,
    read,
    sample_bytes,
    told,
    workbook,
)

TITLE = "Phụ lục 01 Chỉ tiêu các xã phấn đấu đạt chuẩn đến năm 2020"

pytestmark = pytest.mark.usefixtures("reference")


def plan(*rows: Line) -> bytes:
    return workbook(district(*rows), title=TITLE)


def in_force() -> dict[tuple[str, int], int | None]:
    return plan_cells(plan_in_force(SET_CODE))


def test_the_sample_gives_the_plan_beside_it() -> None:
    applied = bring(sample_bytes(TARGETS_2019), TARGETS)
    expected = json.loads(sample_bytes(TARGETS_2019.replace(".xlsx", ".json")))
    assert in_force() == {
        (code, int(number)): None if value == "x" else value
        for code, values in expected.items()
        for number, value in values.items()
        if value is not None
    }
    assert applied.reading.counts == CellCounts(created=1615)
    assert applied.reading.period is None


def test_the_same_file_again_changes_nothing() -> None:
    bring(sample_bytes(TARGETS_2019), TARGETS)
    again = bring(sample_bytes(TARGETS_2019), TARGETS)
    assert again.run is None
    assert again.reading.counts == CellCounts(unchanged=1615)
    assert CommunePlan.objects.count() == 1


def test_a_plan_is_named_after_its_title() -> None:
    bring(sample_bytes(TARGETS_2019), TARGETS)
    document = CommunePlan.objects.get().document
    assert document.startswith("Phụ lục 01 (")
    assert "1334/QĐ-UBND ngày 25/11/2019" in document


def test_x_is_met_a_year_is_planned_and_a_blank_is_not_planned() -> None:
    bring(plan([1, FIRST, "x", 2019, "2020", None]), TARGETS)
    code = CODES[FIRST]
    assert in_force() == {(code, 1): None, (code, 2): 2019, (code, 3): 2020}


def test_communes_outside_the_file_keep_their_targets() -> None:
    bring(plan([1, FIRST, "x"], [2, SECOND, 2020]), TARGETS)
    applied = bring(plan([1, FIRST, None, "x"]), TARGETS)
    assert in_force() == {(CODES[FIRST], 2): None, (CODES[SECOND], 1): 2020}
    assert applied.reading.counts == CellCounts(updated=2, unchanged=17)
    assert {p.message for p in applied.reading.warnings} == {
        "Tệp không có xã Ia Dom: giữ nguyên chỉ tiêu cũ của xã.",
        "Tệp không có xã Ia Tơi: giữ nguyên chỉ tiêu cũ của xã.",
    }


def test_a_commune_that_is_new_to_the_plan_is_created() -> None:
    bring(plan([1, FIRST, "x"]), TARGETS)
    reading = read(plan([1, FIRST, "x"], [2, SECOND, 2020]), TARGETS)
    assert reading.counts == CellCounts(created=19, unchanged=19)


def test_a_commune_without_any_target_stays_unchanged() -> None:
    data = plan([1, FIRST, "x"], [2, SECOND])
    bring(data, TARGETS)
    assert bring(data, TARGETS).run is None


def test_a_plan_built_on_an_illustration_is_one() -> None:
    bring(plan([1, FIRST, "x"], [2, SECOND, "x"]), TARGETS, is_demo=True)
    bring(plan([1, FIRST, 2020]), TARGETS)
    bring(plan([1, FIRST, "x"], [2, SECOND, 2020]), TARGETS)
    found = CommunePlan.objects.order_by("number").values_list("is_demo", flat=True)
    assert list(found) == [True, True, False]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("G49", 2109, "2016 đến 2020"),
        ("M52", 2021, "2016 đến 2020"),
        ("D55", "đạt?", "x (đã đạt)"),
    ],
)
def test_a_bad_cell_is_named(cell: str, value: int | str, said: str) -> None:
    reading = read(edited(TARGETS_2019, {cell: value}), TARGETS)
    problem = only(reading.errors)
    assert (problem.cell, problem.value) == (cell, str(value))
    assert said in problem.message
    assert reading.counts == CellCounts(created=1614, refused=1)


def test_a_unit_that_left_the_programme_refuses_its_row() -> None:
    reading = read(edited(TARGETS_2019, {"B53": "Đăk Long"}), TARGETS)
    assert told(reading.errors) == [("B53", "Đăk Long")]
    assert reading.counts.refused == 19


def test_a_total_counts_met_and_planned() -> None:
    right = plan([1, FIRST, "x", 2020, *[None] * 17, 2])
    wrong = plan([1, FIRST, "x", 2020, *[None] * 17, 1])
    assert read(right, TARGETS).errors == ()
    assert told(read(wrong, TARGETS).errors) == [("V5", "1")]


def test_tallies_count_every_cell_once() -> None:
    tallies = read(sample_bytes(TARGETS_2019), TARGETS).tallies
    expected = json.loads(sample_bytes(TARGETS_2019.replace(".xlsx", ".json")))
    values = [value for row in expected.values() for value in row.values()]
    assert {tally.label: tally.count for tally in tallies} == {
        "ô đã đạt (x)": values.count("x"),
        "ô kế hoạch 2019": values.count(2019),
        "ô kế hoạch 2020": values.count(2020),
        "ô để trống": values.count(None),
        "ô chưa đọc được": 0,
    }


def test_a_day_before_any_law_is_refused() -> None:
    reading = read(plan([1, FIRST, "x"]), TARGETS, on=dt.date(2016, 1, 1))
    assert "bộ tiêu chí" in only(reading.errors).message
