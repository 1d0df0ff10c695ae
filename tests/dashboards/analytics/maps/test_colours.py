"""What maps colour by: the change since an earlier quarter."""

import pytest

from dashboards.analytics.maps.colours import CHANGE, Colouring, Look, colourings
from ntm_portal.lib.periods import Quarter
from tests.dashboards.plain_figures import figures

SINCE = Quarter(2019, 4)
NOW = {"a": [1, 2], "b": [1, 2, 3, 4], "c": [1], "d": [2], "e": [1], "f": None}
THEN = {"a": [1], "b": [1], "c": [1, 2], "d": [1], "f": [1]}


def colouring() -> Colouring:
    now = figures(NOW)
    choices = colourings(now.law, SINCE, figures(THEN))
    return next(each for each in choices if each.key == CHANGE)


def look(code: str) -> Look:
    commune = next(e for e in figures(NOW).communes if e.place.code == code)
    return colouring().look(commune)


@pytest.mark.parametrize(
    ("code", "sign", "words"),
    [
        ("a", "+1", "tăng 1 tiêu chí"),
        ("b", "+3", "tăng 3 tiêu chí"),
        ("c", "−1", "giảm 1 tiêu chí"),
        ("d", "0", "không đổi"),
        ("e", "?", "chưa có số liệu"),
        ("f", "?", "chưa có số liệu"),
    ],
)
def test_a_commune_is_held_against_what_it_met_then(
    code: str, sign: str, words: str
) -> None:
    assert (look(code).sign, look(code).words) == (sign, words)


def test_a_small_gain_a_large_one_and_a_loss_look_different() -> None:
    looks = {(look(code).css, look(code).fill) for code in "abcde"}
    assert len(looks) == 5


def test_the_choice_names_the_quarter_it_counts_from() -> None:
    assert colouring().label == "thay đổi từ Quý IV/2019"


def test_without_figures_then_nothing_is_known() -> None:
    now = figures(NOW)
    every = {each.key: each for each in colourings(now.law, SINCE, None)}
    assert {every[CHANGE].look(commune).sign for commune in now.communes} == {"?"}


def test_a_group_of_which_only_unknown_criteria_are_left_is_not_assessed() -> None:
    made = figures({"a": [18], "b": [18]}, unknown={"a": [19]})
    every = {each.key: each for each in colourings(made.law, SINCE, None)}
    looks = [every["nhom-V"].look(commune) for commune in made.communes]
    assert [each.words for each in looks] == [
        "chưa đánh giá",
        "gần đạt, 1/2 tiêu chí",
    ]
