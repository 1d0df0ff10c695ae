"""The rest of the programme in a few figures, and where they are told."""

import datetime as dt
from decimal import Decimal

import pytest

from communes.models import Cooperative, Village
from dashboards.analytics.outputs.comparing import compare, compute, content_of
from dashboards.analytics.outputs.reading import Asked
from dashboards.analytics.programme.summary import Fact, programme_summary, told
from ntm_portal.lib.periods import Quarter
from reports.analytics.other_parts import other_parts
from reports.choices import OutputFormat, ReportKind
from reports.services.outputs import Output, record_snapshot
from tests.dashboards.output_world import office
from tests.world import approve

pytestmark = pytest.mark.django_db
PERIOD, TODAY = Quarter.parse("2019Q4"), dt.date(2020, 2, 1)


def facts(code, **asked):
    parts = programme_summary(PERIOD, today=TODAY, **asked)
    (part,) = (part for part in parts if part.code == code)
    return {fact.label: fact.value for fact in part.facts}


def cooperative(commune, **fields):
    given = {"follows_law_2012": True, "founded_on": dt.date(2018, 1, 1)} | fields
    return Cooperative.objects.create(commune_id=commune, name="HTX", **given)


def test_communes_with_a_cooperative_are_counted_of_those_in_the_programme():
    cooperative("23344")
    assert facts("hop-tac-xa") == {
        "Xã có ít nhất 01 hợp tác xã nông nghiệp theo Luật": 1,
        "Xã còn thiếu": 84,
    }


def test_what_came_after_the_period_does_not_count():
    cooperative("23344", founded_on=dt.date(2020, 1, 5))
    assert facts("hop-tac-xa")["Xã còn thiếu"] == 85


def test_one_district_tells_its_own_only():
    cooperative("23344")
    mine = facts("hop-tac-xa", district="610")
    theirs = facts("hop-tac-xa", district="611")
    assert (mine["Xã còn thiếu"], theirs["Xã còn thiếu"]) == (10, 7)


def test_the_tasks_of_a_district_are_those_its_committee_leads():
    everywhere = facts("nhiem-vu")["Nhiệm vụ đang theo dõi"]
    assert 0 < facts("nhiem-vu", district="610")["Nhiệm vụ đang theo dõi"] < everywhere


def test_a_task_without_a_report_of_the_quarter_is_told():
    found = facts("nhiem-vu")
    assert found["Chưa có báo cáo của quý phải báo cáo"] > 0


def test_capital_without_any_data_is_unknown_and_not_nought():
    assert set(facts("von").values()) == {None}


def test_a_village_of_the_district_is_counted():
    Village.objects.create(commune_id="23344", name="Đông Sông")
    assert facts("thon", district="610")["Thôn, làng có trong danh mục"] == 1


def test_only_the_province_is_told_of_meetings():
    codes = [part.code for part in programme_summary(PERIOD, today=TODAY)]
    of_one = programme_summary(PERIOD, today=TODAY, district="610")
    assert "hop" in codes
    assert "hop" not in [part.code for part in of_one]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (None, "xã", "chưa có số liệu"),
        (0, "xã", "0 xã"),
        (1234, "dòng", "1.234 dòng"),
        (Decimal("1234.5"), "triệu đồng", "1234,5 triệu đồng"),
        (Decimal("205000.000"), "triệu đồng", "205.000 triệu đồng"),
        (dt.date(2020, 5, 25), "", "25/05/2020"),
    ],
)
def test_a_figure_is_said_the_vietnamese_way(value, unit, said):
    assert Fact("x", value, unit).said == said


def test_a_report_of_a_district_is_told_every_part_with_its_page():
    parts = other_parts("610", PERIOD, TODAY)
    assert len(parts) == len(programme_summary(PERIOD, today=TODAY, district="610"))
    assert all(part.address.startswith("/") and part.lines for part in parts)


def given_out(today=TODAY):
    asked = Asked(ReportKind.QUARTER, PERIOD, today=today)
    pinned, figures = compute(asked)
    output = Output(
        kind=asked.kind,
        format=OutputFormat.CSV,
        period=PERIOD,
        as_of=None,
        district=None,
        revisions=pinned.revisions,
        plan=pinned.plan,
        figures=figures,
    )
    return record_snapshot(
        output=output, by=office(), at=dt.datetime(2020, 2, 1, tzinfo=dt.UTC)
    )


def test_an_output_keeps_what_the_registers_said_and_comes_out_the_same():
    approve("610", "2019Q4")
    made = given_out()
    cooperative("23344")
    kept = {part["code"]: part for part in content_of(made)["programme"]}
    assert kept["hop-tac-xa"]["facts"][0]["number"] == 0
    assert compare(made).is_same


def test_an_output_of_before_has_no_programme_and_comes_out_the_same():
    approve("610", "2019Q4")
    made = given_out(today=None)
    assert "programme" not in content_of(made)
    assert content_of(made)["shape"] == 1
    assert compare(made).is_same


def test_what_is_told_to_an_output_says_each_figure_in_words_too():
    (first, *_rest) = told(programme_summary(PERIOD, today=TODAY))
    assert first["facts"][0]["said"].endswith("nhiệm vụ")
