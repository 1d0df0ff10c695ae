"""Lines and columns over the quarters."""

from dataclasses import replace

from dashboards.analytics.over_time.trends import GroupTrend, Trends, trends
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, Source
from tests.dashboards.plain_figures import ALL, figures

# The deadline of every group is the end of 2020.
FIRST = Quarter(2019, 4)


def quarter(period: Quarter, full: int, *, of: int = 10, silent: int = 0) -> Figures:
    met: dict[str, object] = {
        str(number): ALL if number < full else [] for number in range(of - silent)
    }
    met |= {f"x{number}": None for number in range(silent)}
    source = Source("618", 1, period.code, 1, period.last_day, is_demo=False)
    made = figures(met)  # type: ignore[arg-type]
    return replace(made, period=period, sources={"618": source})


def shown(*counts: int, of: int = 10) -> Trends:
    found = trends(
        [quarter(FIRST.shift(n), full, of=of) for n, full in enumerate(counts)]
    )
    assert found is not None
    return found


def third(page: Trends) -> GroupTrend:
    return next(e for e in page.groups if e.outlook.now.group.code == "III")


def test_without_reports_there_is_no_trend() -> None:
    silent = replace(quarter(FIRST, 0), sources={})
    assert trends([silent]) is None


def test_points_lie_between_the_first_quarter_and_the_deadline() -> None:
    points = third(shown(0, 5)).points
    assert [(point.x, point.y) for point in points] == [("0%", "100%"), ("25%", "50%")]


def test_the_target_line_stands_at_what_is_needed_now() -> None:
    trend = third(shown(0, 5))
    assert (trend.needed, trend.deadline) == ("70%", "100%")


def test_after_the_deadline_the_drawing_ends_with_the_data() -> None:
    trend = third(shown(0, 0, 0, 0, 0, 0, 1, 1, 2))
    assert trend.points[-1].x == "100%"
    assert trend.deadline == "50%"


def test_a_quarter_expected_within_the_drawing_is_dashed_to() -> None:
    # 6 of 20 are needed: one more at 5/3 a quarter.
    hoped = third(shown(0, 2, 4, 5, of=20)).hoped
    assert hoped is not None
    assert (hoped.start.x, hoped.start.y) == ("75%", "75%")
    assert (hoped.end.x, hoped.end.y) == ("100%", "70%")


def test_a_quarter_expected_beyond_the_drawing_is_not_dashed_to() -> None:
    assert third(shown(0, 0, 0, 1)).hoped is None


def test_a_target_is_reached_since_the_last_quarter_that_was_short() -> None:
    trend = third(shown(3, 2, 4, 5))
    assert trend.reached_since == FIRST.shift(2)
    assert third(shown(2, 2)).reached_since is None


def test_the_bands_of_a_column_are_stacked_from_the_highest() -> None:
    (column,) = shown(4).columns
    assert [(part.y, part.height) for part in column.parts] == [
        ("60%", "40%"),
        ("60%", "0%"),
        ("60%", "0%"),
        ("60%", "0%"),
        ("0%", "60%"),
    ]


def test_communes_without_data_leave_their_part_of_the_column_empty() -> None:
    found = trends([quarter(FIRST, 4, silent=2)])
    assert found is not None
    (column,) = found.columns
    assert (column.parts[-1].y, column.not_reported) == ("20%", 2)


def test_a_quarter_without_reports_leaves_a_gap_between_the_columns() -> None:
    silent = replace(quarter(FIRST.next(), 1), sources={})
    found = trends([quarter(FIRST, 1), silent, quarter(FIRST.shift(2), 1)])
    assert found is not None
    assert [column.x for column in found.columns] == ["4%", "70.6667%"]
    assert (found.first, found.last, found.counted) == (FIRST, FIRST.shift(2), 2)


def test_columns_of_a_year_s_end_are_marked() -> None:
    assert [column.is_marked for column in shown(1, 1).columns] == [True, False]


def test_a_quarter_that_districts_have_not_reported_is_marked() -> None:
    last = quarter(FIRST.next(), 4)
    other = figures({"x": []}, district="610").communes
    found = trends([quarter(FIRST, 4), replace(last, communes=last.communes + other)])
    assert found is not None
    assert [column.waiting for column in found.columns] == [0, 1]
    assert [point.waiting for point, _ in third(found).rows] == [0, 1]
    assert (found.start, found.counted, found.awaited) == (FIRST, 1, ("610",))


def test_the_dashes_begin_at_the_last_complete_quarter() -> None:
    every = [quarter(FIRST.shift(n), full, of=20) for n, full in enumerate((0, 2, 4))]
    silent = replace(every[-1], period=FIRST.shift(4), sources={})
    found = trends([quarter(FIRST.previous(), 0, of=20), *every, silent])
    assert found is not None
    trend = third(found)
    assert trend.hoped is not None
    assert trend.hoped.start.quarter == FIRST.shift(2)
    assert trend.outlook.quarter == FIRST.shift(4)
    assert found.awaited == ("618",)


def test_a_quarter_under_a_new_set_has_no_line_yet() -> None:
    old = quarter(FIRST, 4)
    new = replace(
        old, period=FIRST.next(), law=replace(old.law, code="khác"), sources={}
    )
    found = trends([old, new])
    assert found is not None
    assert third(found).points == ()
