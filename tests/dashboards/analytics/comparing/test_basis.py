"""What a change is counted against, and what it holds besides gains and losses."""

from dataclasses import replace

from communes.models import District
from dashboards.analytics.comparing.basis import basis, first_data
from tests.dashboards.plain_figures import PERIOD, figures

DISTRICTS = {
    code: District(code=code, name=name)
    for code, name in (("610", "Đắk Glei"), ("618", "Ia H'Drai"))
}


def both(here, there):
    """Communes of 618 and of 610 with the criteria they meet."""
    one, other = figures(here), figures(there, district="610")
    return replace(one, communes=one.communes + other.communes)


def told(found):
    return [(each.district.code, each.communes) for each in found]


def test_first_data_of_a_district_is_counted_in_its_communes():
    then = both({"a": [1]}, {"x": None, "y": None})
    now = both({"a": [1]}, {"x": [1], "y": []})
    assert told(first_data(now, then, DISTRICTS)) == [("610", 2)]
    assert first_data(then, then, DISTRICTS) == ()


def test_a_commune_that_did_not_exist_then_is_no_first_data():
    then, now = both({"a": [1]}, {}), both({"a": [1]}, {"x": [1]})
    assert first_data(now, then, DISTRICTS) == ()
    assert (
        basis(now, replace(then, period=PERIOD.previous()), DISTRICTS).moved_from == 1
    )


def test_the_number_of_communes_is_told_only_when_it_was_another():
    then = both({"a": [1]}, {"x": []})
    found = basis(then, then, DISTRICTS)
    assert (found.quarter, found.moved_from, found.first) == (PERIOD, None, ())


def test_without_earlier_figures_there_is_no_basis():
    assert basis(both({"a": []}, {}), None, DISTRICTS) is None
