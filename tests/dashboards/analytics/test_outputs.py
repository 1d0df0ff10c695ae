"""An output can be computed again: whatever came since does not change it."""

import datetime as dt

import pytest
from django.utils import timezone

from communes.models import CommunePeriod, District
from criteria.models import CommunePlan, CriteriaSet
from dashboards.analytics.outputs.comparing import compare, content_of
from dashboards.analytics.outputs.reading import NothingToGiveOut
from ntm_portal.lib import periods
from reports.analytics.attainment import figures_at
from reports.choices import ReportKind
from reports.models import CommuneSummary, Revision, RevisionWords, Snapshot
from reports.services.withdrawals import undo_import
from tests.dashboards.output_world import given_out
from tests.reports.importing.files import bring, three, workbook
from tests.reports.review_world import reviewer
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

DAL, DOM = "23535", "23537"


def group(snapshot, code):
    groups = content_of(snapshot)["province"]["groups"]
    return next(each["attained"] for each in groups if each["code"] == code)


def test_the_figures_are_those_of_the_pages():
    approve("618", "2019Q4", {DAL: range(1, 20), DOM: [18, 19]})
    content = content_of(given_out())
    figures = figures_at(periods.Quarter(2019, 4))
    assert content["province"]["criteria_met_total"] == figures.criteria_met_total
    assert content["province"]["average"] == f"{figures.average:.4f}"
    assert content["province"]["bands"] == figures.bands
    assert [each["attained"] for each in content["province"]["groups"]] == [
        each.attained for each in figures.groups
    ]


def test_the_districts_add_up_to_the_province():
    approve("618", "2019Q4", {DAL: range(1, 20)})
    approve("610", "2019Q4", {})
    content = content_of(given_out())
    province, districts = content["province"], content["districts"]
    for key in ("communes", "criteria_met_total", "not_reported"):
        assert sum(each[key] for each in districts) == province[key]
    columns = zip(*(each["criteria"] for each in districts), strict=True)
    assert [sum(column) for column in columns] == [
        each["attained"] for each in province["criteria"]
    ]


def test_a_later_approval_does_not_change_an_output():
    approve("618", "2019Q4", {DAL: [18, 19]})
    before = given_out()
    approve("618", "2019Q4", {DAL: [18, 19], DOM: [18, 19]})
    approve("618", "2019Q3", {DAL: [1]})
    assert compare(before).is_same
    assert (group(before, "V"), group(given_out(), "V")) == (1, 2)


def test_undoing_an_import_does_not_change_what_was_given_out_before():
    approve("618", "2020Q4", {DAL: [18, 19]})
    run = bring(workbook(three(first=(1, 2)))).run
    imported = given_out("2021Q1")
    undo_import(
        run_id=run.pk,
        by=reviewer(),
        on=dt.date(2021, 5, 1),
        at=timezone.now(),
        reason="nhập nhầm",
    )
    undone = given_out("2021Q1")
    assert imported.sha256 != undone.sha256
    assert compare(imported).is_same
    assert compare(undone).is_same


def test_figures_recorded_later_but_approved_earlier_stay_out_of_an_output():
    approve("618", "2019Q4", {DAL: [18, 19]}, on=dt.date(2020, 1, 10))
    before = given_out(as_of=dt.date(2020, 2, 1))
    approve("610", "2019Q4", {}, on=dt.date(2020, 1, 5))
    assert compare(before).is_same
    assert given_out(as_of=dt.date(2020, 2, 1)).sha256 != before.sha256


def test_two_changes_of_the_same_instant_are_told_apart():
    at = timezone.now()
    approve("618", "2019Q4", {DAL: [18, 19]}, at=at)
    before = given_out()
    Snapshot.objects.filter(pk=before.pk).update(read_at=at)
    approve("618", "2019Q4", {}, at=at)
    assert compare(Snapshot.objects.get()).is_same


def test_an_appendix_imported_later_does_not_change_an_output():
    approve("618", "2019Q4", {DAL: [18, 19]})
    before = given_out()
    CommunePlan.objects.create(
        criteria_set=CriteriaSet.objects.get(subject="commune"),
        number=1,
        document="Phụ lục 01",
        effective_from=dt.date(2019, 11, 25),
        recorded_at=timezone.now(),
    )
    assert compare(before).is_same
    assert content_of(given_out())["plan"]["document"] == "Phụ lục 01"


def test_an_appendix_of_a_later_day_is_not_that_of_the_period():
    approve("618", "2019Q4", {DAL: [18, 19]})
    approve("618", "2020Q4", {DAL: [18, 19]})
    for number, day in enumerate((dt.date(2019, 11, 25), dt.date(2020, 6, 1)), 1):
        CommunePlan.objects.create(
            criteria_set=CriteriaSet.objects.get(subject="commune"),
            number=number,
            document=f"Phụ lục 01, bản {number}",
            effective_from=day,
            recorded_at=timezone.now(),
        )
    plans = [content_of(given_out(each))["plan"] for each in ("2019Q4", "2020Q4")]
    assert [each["document"][-1] for each in plans] == ["1", "2"]


def test_a_name_changed_in_the_back_office_is_told():
    approve("618", "2019Q4", {DAL: [18, 19]})
    before = given_out()
    CommunePeriod.objects.filter(commune=DAL).update(name="Ia Đal mới")
    found = compare(before)
    assert not found.is_same
    assert ("communes › 23535 › name", "Ia Đal", "Ia Đal mới") in [
        (each.where, each.before, each.after) for each in found.differences
    ]


def test_stored_results_that_were_tampered_with_are_told():
    approve("618", "2019Q4", {DAL: [18, 19]})
    before = given_out()
    CommuneSummary.objects.filter(commune=DAL).update(met_mask=0)
    assert "province › criteria_met_total" in {
        each.where for each in compare(before).differences
    }


def test_stored_figures_that_were_tampered_with_are_told():
    approve("618", "2019Q4", {DAL: [18, 19]})
    made = given_out()
    figures = made.figures.replace('"criteria_met_total":2', '"criteria_met_total":3')
    Snapshot.objects.filter(pk=made.pk).update(figures=figures)
    found = compare(Snapshot.objects.get())
    assert not found.is_intact
    assert not found.is_same


def test_an_output_whose_sources_are_gone_is_told():
    approve("618", "2019Q4", {DAL: [18, 19]})
    made = given_out()
    Revision.objects.all().delete()
    found = compare(made)
    assert found.sha256 == ""
    assert [each.where for each in found.differences] == ["nguồn số liệu"]


def test_without_approved_data_there_is_nothing_to_give_out():
    with pytest.raises(NothingToGiveOut, match=r"của Quý IV/2019\.$"):
        given_out()


def test_before_the_first_approval_there_is_nothing_to_give_out():
    approve("618", "2019Q4", {}, on=dt.date(2020, 1, 10))
    with pytest.raises(NothingToGiveOut, match="đến hết ngày 09/01/2020"):
        given_out(as_of=dt.date(2020, 1, 9))


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        (ReportKind.QUARTER, "2020Q3"),
        (ReportKind.HALF, "2020Q2"),
        (ReportKind.YEAR, "2019Q4"),
    ],
)
def test_each_report_compares_with_its_own_quarter(kind, base):
    for quarter in ("2019Q4", "2020Q2", "2020Q3", "2020Q4"):
        approve("618", quarter, {DAL: [1]})
    assert content_of(given_out("2020Q4", kind=kind))["base"]["period"] == base


def test_the_deadline_s_own_quarter_is_shown_in_later_periods():
    approve("618", "2019Q4", {DAL: [18, 19]})
    approve("618", "2020Q1", {DAL: [18, 19], DOM: [18, 19]})
    content = content_of(given_out("2020Q1"))
    assert content["deadlines"] == [
        {"code": "V", "period": "2019Q4", "attained": 1, "total": 85, "needed": 85}
    ]


def test_the_words_of_the_period_s_own_report_are_kept():
    told = approve("618", "2019Q4", {DAL: [18]})
    RevisionWords.objects.create(revision=told, difficulties="Đường lầy lội.")
    approve("618", "2019Q4", {DAL: [18, 19]})
    [words] = content_of(given_out())["words"]
    assert (words["district"], words["difficulties"]) == ("618", "Đường lầy lội.")


def test_words_of_a_quarter_before_are_not_those_of_the_period():
    told = approve("618", "2019Q3", {DAL: [18]})
    RevisionWords.objects.create(revision=told, difficulties="Đường lầy lội.")
    assert content_of(given_out())["words"] == []


def test_computing_costs_the_same_whatever_the_districts(django_assert_num_queries):
    approve("618", "2019Q4", {DAL: [18]})
    approve("618", "2019Q3", {})
    before = given_out()
    with django_assert_num_queries(10):
        compare(before)
    for district in District.objects.exclude(code="618"):
        approve(district.code, "2019Q4", {})
        approve(district.code, "2019Q3", {})
    after = given_out()
    with django_assert_num_queries(10):
        compare(after)
