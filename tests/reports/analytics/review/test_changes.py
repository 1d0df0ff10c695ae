"""How changed cells are read, and which of them tips a group."""

import pytest

from communes.analytics.places import Place
from criteria.analytics.law import Law, LawCriterion, LawGroup
from reports.analytics.review.changes import Cell, Row, Turn, changes_in
from reports.choices import ResultState

MET, UNMET, UNKNOWN = ResultState.MET, ResultState.UNMET, ResultState.UNKNOWN
CRITERIA = [LawCriterion(n, n, f"Tiêu chí {n}", "", "AABB"[n - 1]) for n in range(1, 5)]
LAW = Law(
    "thử",
    (
        LawGroup("A", 1, "Nhóm A", "", tuple(CRITERIA[:2]), None),
        LawGroup("B", 2, "Nhóm B", "", tuple(CRITERIA[2:]), None),
    ),
)


def row(before: str, after: str, code: str = "1") -> Row:
    """Build a commune of four criteria from marks: d đạt, c chưa đạt, ? unknown."""
    state = {"d": MET, "c": UNMET, "?": UNKNOWN}
    place = Place(code, f"Xã {code}", "610")
    return Row(
        place,
        tuple(
            Cell(place, criterion, state[old], state[new])
            for criterion, old, new in zip(CRITERIA, before, after, strict=True)
        ),
    )


def read(*rows: Row) -> list[tuple[int, Turn | None]]:
    return [
        (each.cell.criterion.number, each.cell.turn) for each in changes_in(LAW, rows)
    ]


def effects(*rows: Row) -> list[tuple[str, int, str, bool]]:
    return [
        (
            change.cell.place.code,
            change.cell.criterion.number,
            effect.group.code if effect.group else "hết",
            effect.is_gain,
        )
        for change in changes_in(LAW, rows)
        for effect in change.effects
    ]


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        ("d", "c", Turn.FALLEN),
        ("d", "?", Turn.UNKNOWN),
        ("c", "d", Turn.ATTAINED),
        ("?", "d", Turn.ATTAINED),
        ("c", "?", Turn.UNKNOWN),
        ("?", "c", Turn.ASSESSED),
        ("c", "c", None),
    ],
)
def test_every_change_of_a_cell_has_its_turn(before, after, turn):
    assert row(before + "ccc", after + "ccc").cells[0].turn == turn


def test_losses_are_read_first_then_gains_then_unknown_then_the_rest():
    assert read(row("?dcc", "ccd?")) == [
        (2, Turn.FALLEN),
        (3, Turn.ATTAINED),
        (4, Turn.UNKNOWN),
        (1, Turn.ASSESSED),
    ]


def test_within_a_turn_communes_and_criteria_keep_their_order():
    changes = changes_in(LAW, [row("cccc", "dcdc", "1"), row("cccc", "dccc", "2")])
    found = [(each.cell.place.code, each.cell.criterion.number) for each in changes]
    assert found == [("1", 1), ("1", 3), ("2", 1)]


def test_unchanged_cells_are_left_out():
    assert read(row("dc?d", "dc?d")) == []


def test_a_group_attained_by_one_cell_is_told_at_that_cell():
    assert effects(row("dccc", "ddcc")) == [("1", 2, "A", True)]


def test_a_group_attained_by_several_cells_is_told_once_at_the_last():
    assert effects(row("cccc", "ddcc")) == [("1", 2, "A", True)]


def test_a_group_lost_by_several_cells_is_told_once_at_the_first_read():
    assert effects(row("ddcc", "?ccc")) == [("1", 2, "A", False)]


def test_a_cell_that_turns_unknown_can_lose_a_group():
    assert effects(row("ddcc", "?dcc")) == [("1", 1, "A", False)]


def test_a_commune_that_comes_to_meet_all_criteria_is_told_so():
    assert effects(row("dddc", "dddd")) == [
        ("1", 4, "B", True),
        ("1", 4, "hết", True),
    ]


def test_a_commune_that_ceases_to_meet_all_criteria_is_told_so():
    assert effects(row("dddd", "dcdd")) == [
        ("1", 2, "A", False),
        ("1", 2, "hết", False),
    ]


def test_a_gain_beside_a_loss_tips_nothing():
    assert effects(row("dccc", "cdcc")) == []


def test_each_commune_tips_for_itself():
    rows = [row("dccc", "ddcc", "1"), row("ddcc", "dccc", "2")]
    assert effects(*rows) == [("2", 2, "A", False), ("1", 2, "A", True)]


def test_masks_hold_met_and_unknown_criteria_by_number():
    masks = row("cccc", "d?cd").masks_after
    assert (masks.met, masks.unknown) == (0b10010, 0b00100)
