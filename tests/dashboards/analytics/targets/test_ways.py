"""The shortest way to a target: communes, criteria, who answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from dashboards.analytics.targets.ways import Way, ways
from tests.dashboards.plain_figures import ALL, GROUPS, figures, names

CRITERIA = st.sets(st.sampled_from(ALL))
COMMUNES = st.lists(st.none() | CRITERIA, min_size=1, max_size=12).map(
    lambda each: {str(number): met for number, met in enumerate(each)}
)


def way(met: Mapping[str, Collection[int] | None], code: str = "III") -> Way:
    given_figures = figures(met)
    every = ways(given_figures, names(given_figures), None)
    return next(each for each in every if each.attainment.group.code == code)


def codes(candidates: Collection[object]) -> list[str]:
    return [each.commune.code for each in candidates]  # type: ignore[attr-defined]


def test_only_groups_with_a_target_have_a_way() -> None:
    made = figures({"a": ALL})
    found = [each.attainment.group.code for each in ways(made, names(made), None)]
    assert found == ["II", "III", "IV", "V"]


def test_the_commune_that_misses_the_fewest_criteria_comes_first() -> None:
    found = way({"a": [10], "b": [10, 11, 12], "c": [10, 11]})
    assert codes(found.candidates) == ["b", "c", "a"]


def test_a_commune_without_data_is_no_candidate() -> None:
    assert codes(way({"a": None, "b": []}).candidates) == ["b"]


def test_a_commune_that_attains_the_group_is_no_candidate() -> None:
    assert codes(way({"a": ALL, "b": []}).candidates) == ["b"]


def test_the_smallest_set_is_named_when_there_is_only_one() -> None:
    # 30 % of 5 communes are 2.
    found = way({"a": [10, 11, 12], "b": [10, 11], "c": [10], "d": [], "e": []})
    assert codes(found.certain) == ["a", "b"]
    assert (found.choice, found.places, found.cells) == ((), 0, 3)


def test_communes_that_miss_equally_many_are_a_choice() -> None:
    found = way({"a": [10, 11, 12], "b": [10], "c": [11], "d": [12], "e": []})
    assert codes(found.certain) == ["a"]
    assert (codes(found.choice), found.places) == (["b", "c", "d"], 1)
    assert found.cells == 4


def test_a_choice_that_must_be_taken_whole_is_none() -> None:
    found = way({"a": [18], "b": [19]}, "V")
    assert (codes(found.certain), found.choice) == (["a", "b"], ())


def test_communes_with_data_may_not_suffice() -> None:
    found = way({"a": [18], "b": None}, "V")
    assert (found.attainment.short, found.cells, found.is_enough) == (2, None, False)


def test_nothing_is_needed_when_the_target_is_reached() -> None:
    found = way({"a": ALL, "b": []})
    assert (found.certain, found.choice, found.cells) == ((), (), 0)
    assert found.shared == ()


def test_the_most_shared_criterion_comes_first_with_its_lead() -> None:
    @dataclass(frozen=True)
    class Leads:
        def leads(self, criterion_id: int) -> tuple[str, ...]:
            return (f"chủ trì {criterion_id}",)

    made = figures({"a": [18], "b": [18], "c": [19]})
    found = ways(made, names(made), Leads())[-1]  # type: ignore[arg-type]
    first = found.shared[0]
    assert (first.criterion.number, first.communes) == (19, 2)
    assert first.leads == ("chủ trì 19",)


@given(COMMUNES)
def test_no_set_of_communes_reaches_a_target_with_fewer_criteria(
    met: dict[str, set[int] | None],
) -> None:
    for code, (numbers, percent) in GROUPS.items():
        if percent is None:
            continue
        missing = sorted(
            len(set(numbers) - each) for each in met.values() if each is not None
        )
        left = [count for count in missing if count]
        needed = -(-percent * len(met) // 100)
        short = max(0, needed - missing.count(0))
        found = way(met, code)
        expected = sum(left[:short]) if len(left) >= short else None
        assert found.cells == expected
        assert len(found.certain) + found.places == min(short, len(left))
