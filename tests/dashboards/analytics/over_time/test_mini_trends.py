"""Small lines of districts and criteria over the quarters with reports."""

from dataclasses import replace
from decimal import Decimal

from dashboards.analytics.over_time.mini_trends import criterion_trend, district_trend
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Source
from tests.dashboards import plain_figures as plain
from tests.dashboards.plain_figures import law

FIRST = Quarter(2019, 1)


def source(quarter):
    return Source(
        district_code="618",
        revision_id=1,
        quarter=quarter.code,
        number=1,
        approved_on=quarter.last_day,
        is_demo=False,
    )


def series(*quarters):
    """Figures quarter by quarter; None is a quarter without a report of its own."""
    found, last, own = [], None, FIRST
    for step, met in enumerate(quarters):
        period = FIRST.shift(step)
        if met is not None:
            last, own = met, period
        found.append(
            replace(plain.figures(last), period=period, sources={"618": source(own)})
        )
    return found


def test_a_district_without_a_report_has_no_lines():
    assert district_trend([plain.figures({"a": None})], "618") is None


def test_a_district_has_its_average_and_each_group():
    found = district_trend(series({"a": [1]}, {"a": [1, 18, 19]}), "618")
    assert [each.value for each in found.averages] == [Decimal(1), Decimal(3)]
    assert [line.last for line in found.groups] == [
        (1, 1),
        (0, 1),
        (0, 1),
        (0, 1),
        (1, 1),
    ]


def test_a_quarter_without_a_report_is_left_out_and_keeps_its_place():
    found = district_trend(series({"a": []}, None, {"a": [1]}), "618")
    assert [each.quarter.number for each in found.averages] == [1, 3]
    assert [point.x for point in found.line.points] == ["0%", "100%"]


def test_the_line_goes_from_none_to_all():
    found = criterion_trend(
        series({"a": [], "b": []}, {"a": [5], "b": [5]}), law().by_number[5]
    )
    assert [point.y for point in found.line.points] == ["100%", "0%"]
    point, counts = found.rows[1]
    assert (point.quarter, point.waiting, counts) == (Quarter(2019, 2), 0, (2, 2))


def test_a_quarter_that_districts_have_not_reported_is_marked():
    (one,) = series({"a": [5]})
    other = plain.figures({"b": []}, district="610").communes
    both = replace(one, communes=one.communes + other)
    found = criterion_trend([both], law().by_number[5])
    assert [point.waiting for point, _ in found.rows] == [1]


def test_quarters_under_another_set_are_left_out():
    first, second = series({"a": [5]}, {"a": [5]})
    other = replace(first, law=replace(first.law, code="khác"))
    found = criterion_trend([other, second], law().by_number[5])
    assert [point.quarter for point, _ in found.rows] == [second.period]
    assert found.line.stretches == ()
