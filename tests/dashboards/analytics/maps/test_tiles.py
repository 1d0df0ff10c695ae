"""The tile map: places, outlines, and what its colours say."""

import datetime as dt

import pytest

from communes.analytics.places import districts_by_code
from communes.models import Commune, CommunePeriod
from dashboards.analytics.maps.colours import colourings
from dashboards.analytics.maps.membership import membership_on
from dashboards.analytics.maps.tiles import tile_map
from dashboards.analytics.names import named
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from tests.world import approve

pytestmark = pytest.mark.django_db

Q2 = Quarter(2019, 2)
Q3 = Quarter(2019, 3)
ALL = frozenset(range(1, 20))


def drawn(key="", period=Q3):
    figures = figures_at(period)
    districts = districts_by_code()
    choice = {each.key: each for each in colourings(figures.law, Q2, None)}[key]
    return tile_map(
        figures,
        named((each.place for each in figures.communes), districts),
        districts,
        membership_on(period.last_day).outside,
        choice,
    )


def tile(drawing, code):
    return next(each for each in drawing.tiles if each.commune.code == code)


def look(drawing, code):
    return next(each for name, _figure, each in drawing.rows if name.code == code)


def test_every_commune_of_the_programme_has_one_tile():
    assert len(drawn().tiles) == 85
    assert len(drawn(period=Q2).tiles) == 86


def test_no_two_tiles_are_at_one_place():
    places = {(each.x, each.y) for each in drawn().tiles}
    assert len(places) == 85


def test_a_unit_outside_the_programme_keeps_its_place_empty():
    empty = drawn().empty
    assert [each.lines for each in empty] == [("TT Măng", "Đen")]
    assert drawn(period=Q2).empty == ()


def test_the_number_of_a_tile_is_the_met_count():
    approve("618", "2019Q3", {"23535": ALL, "23537": {1, 2}})
    drawing = drawn()
    assert (look(drawing, "23535").sign, look(drawing, "23535").css) == ("19", "b19")
    assert look(drawing, "23537").words == "2/19"


def test_a_commune_without_data_is_hatched_with_a_question_mark():
    approve("618", "2019Q3")
    drawing = drawn()
    assert (look(drawing, "23311").sign, look(drawing, "23311").css) == ("?", "")
    assert [each.words for each in drawing.legend][-1] == "chưa có số liệu"


def test_a_group_is_coloured_as_attained_near_or_not():
    approve("618", "2019Q3", {"23535": {18, 19}, "23537": {18}})
    drawing = drawn("nhom-V")
    words = [look(drawing, code).words for code in ("23535", "23537", "23538")]
    assert words == [
        "đạt cả nhóm, 2/2 tiêu chí",
        "gần đạt, 1/2 tiêu chí",
        "chưa đạt nhóm, 0/2 tiêu chí",
    ]


def test_a_group_of_one_criterion_is_never_near():
    approve("618", "2019Q3", {"23535": {1}})
    drawing = drawn("nhom-I")
    assert look(drawing, "23537").words == "chưa đạt nhóm, 0/1 tiêu chí"
    assert "gần đạt: thiếu một tiêu chí" not in [each.words for each in drawing.legend]


def test_a_criterion_is_told_by_a_letter_too():
    approve("618", "2019Q3", {"23535": {6}}, unknown={"23537": {6}})
    drawing = drawn("tieu-chi-6")
    signs = [look(drawing, code).sign for code in ("23535", "23537", "23538", "23311")]
    assert signs == ["Đ", "?", "C", "?"]
    assert look(drawing, "23537").words == "chưa đánh giá"


def test_a_commune_without_a_place_on_the_map_is_listed():
    Commune.objects.filter(pk="23535").update(tile_row=None, tile_column=None)
    drawing = drawn()
    assert [name.code for name, _look in drawing.unplaced] == ["23535"]
    assert len(drawing.tiles) == 84
    assert len(drawing.rows) == 85


def test_every_district_has_one_outline_with_its_name():
    names = [each.name for each in drawn().outlines]
    assert len(names) == 10
    assert "TP Kon Tum" in names


def test_an_outline_joins_the_edges_of_one_line():
    # Ia H'Drai: a column of two tiles, and one beside the lower of them.
    outline = next(each for each in drawn().outlines if each.name == "Ia H'Drai")
    assert outline.path == (
        "M4 532h58M62 590h58M4 648h116M4 532v116M62 532v58M120 590v58"
    )


def test_a_long_name_takes_two_lines_of_like_length():
    drawing = drawn()
    assert tile(drawing, "23485").lines == ("Đắk Tơ", "Lung")
    assert tile(drawing, "23311").lines == ("Đắk Cấm",)


def test_the_programme_last_changed_on_1_september_2019():
    assert membership_on(Q3.last_day).since == dt.date(2019, 9, 1)
    assert membership_on(Q2.last_day).since is None


def test_a_new_name_changes_no_membership():
    old = CommunePeriod.objects.get(commune_id="23535")
    old.valid_to = dt.date(2018, 6, 30)
    old.save()
    CommunePeriod.objects.create(
        commune_id="23535",
        name="Ia Mới",
        kind=old.kind,
        valid_from=dt.date(2018, 7, 1),
        source="kiểm thử",
    )
    assert membership_on(Q2.last_day).since is None
    assert tile(drawn(), "23535").commune.name == "Ia Mới"
    assert tile(drawn(period=Quarter(2018, 1)), "23535").commune.name == "Ia Đal"
