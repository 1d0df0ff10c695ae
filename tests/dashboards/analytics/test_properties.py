"""What holds of figures whatever the results are."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import BANDS, Figures, figures_at
from tests.dashboards.plain_figures import ALL, figures
from tests.world import approve

MET = st.none() | st.sets(st.sampled_from(ALL))
COMMUNES = st.dictionaries(
    st.integers(10_000, 10_040).map(str),
    st.tuples(st.sampled_from(["608", "610", "618"]), MET),
    min_size=1,
    max_size=14,
)


def province(communes: dict[str, tuple[str, set[int] | None]]) -> Figures:
    made = figures({code: met for code, (_district, met) in communes.items()})
    return replace(
        made,
        communes=tuple(
            replace(
                each,
                place=replace(each.place, district_code=communes[each.place.code][0]),
            )
            for each in made.communes
        ),
    )


@given(COMMUNES)
def test_districts_add_up_to_the_province(
    communes: dict[str, tuple[str, set[int] | None]],
) -> None:
    whole = province(communes)
    parts = [whole.of_district(code) for code in ("608", "610", "618")]
    assert sum(each.total for each in parts) == whole.total
    assert sum(each.not_reported for each in parts) == whole.not_reported
    assert sum(each.criteria_met_total for each in parts) == whole.criteria_met_total
    for name in whole.bands:
        assert sum(each.bands[name] for each in parts) == whole.bands[name]
    for place, group in enumerate(whole.groups):
        assert sum(each.groups[place].attained for each in parts) == group.attained
    for place, criterion in enumerate(whole.criteria):
        counted = sum(each.criteria[place].attained for each in parts)
        assert counted == criterion.attained


@given(COMMUNES)
def test_the_order_of_the_communes_does_not_matter(
    communes: dict[str, tuple[str, set[int] | None]],
) -> None:
    whole = province(communes)
    turned = replace(whole, communes=whole.communes[::-1])
    assert (turned.bands, turned.groups) == (whole.bands, whole.groups)
    assert (turned.criteria, turned.average) == (whole.criteria, whole.average)


@given(COMMUNES)
def test_a_commune_with_data_is_in_exactly_one_band(
    communes: dict[str, tuple[str, set[int] | None]],
) -> None:
    whole = province(communes)
    assert sum(whole.bands.values()) + whole.not_reported == whole.total
    edges = [(low, high) for _name, low, high in BANDS]
    for each in whole.reported:
        assert sum(low <= (each.met_count or 0) <= high for low, high in edges) == 1


@given(COMMUNES)
def test_attained_and_short_make_needed_when_short(
    communes: dict[str, tuple[str, set[int] | None]],
) -> None:
    for group in province(communes).groups:
        if group.short:
            assert group.attained + group.short == group.needed
            assert group.reached is False
        elif group.needed is not None:
            assert group.reached


@pytest.mark.django_db
def test_as_of_today_is_as_now() -> None:
    today = dt.date(2020, 2, 1)
    approve("618", "2019Q3", {"23535": [1, 18]}, on=dt.date(2019, 10, 10))
    approve("618", "2019Q4", {"23535": [1, 18, 19]}, on=today)
    now = figures_at(Quarter(2019, 4))
    then = figures_at(Quarter(2019, 4), as_of=today)
    assert replace(then, as_of=None) == now
