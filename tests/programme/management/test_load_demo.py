"""The demonstration: exact published figures, real revisions, nothing twice."""

import datetime as dt
import io
from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from accounts.models import User
from communes.models import District, Recognition
from criteria.models import AssignmentList, CommunePlan, CommuneTarget
from ntm_portal.lib.periods import Quarter
from programme.analytics.integrity import run_programme_checks
from programme.management.commands.load_demo import WORKING_DATE
from reports.analytics.attainment import figures_at, latest_period
from reports.analytics.integrity import run_checks
from reports.analytics.submissions import read_standings
from reports.models import (
    Comment,
    DeadlineException,
    FieldSample,
    ImportRun,
    IndicatorRevision,
    IndicatorValue,
    Report,
    ResultChange,
    Revision,
)
from reports.models import Quarter as QuarterRow
from reports.services.clock import working_date

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


def load() -> str:
    out = io.StringIO()
    with override_settings(DEBUG=True):
        call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the demonstration once for all tests here, and take it back after."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("period", "communes", "total", "bands"),
    [
        ("2016Q4", 86, 817, [13, 2, 20, 44, 7]),
        ("2017Q4", 86, 890, [13, 2, 26, 41, 4]),
        ("2019Q3", 85, 1040, [19, 6, 29, 31, 0]),
        ("2020Q4", 85, 1258, [28, 10, 45, 2, 0]),
    ],
)
def test_published_totals_are_met_exactly(period, communes, total, bands):
    figures = figures_at(Quarter.parse(period))
    assert figures.total == communes
    assert figures.criteria_met_total == total
    assert list(figures.bands.values()) == bands


def test_every_quarter_has_its_own_data():
    quarters = set(Revision.objects.values_list("quarter_id", flat=True))
    assert len(quarters) == 17
    assert (min(quarters), max(quarters)) == ("2016Q4", "2020Q4")


def test_each_quarter_was_approved_within_the_month_after_its_end():
    for code, on in Revision.objects.values_list("quarter_id", "approved_on"):
        end = Quarter.parse(code).last_day
        assert end < on <= end + dt.timedelta(days=31)


def test_a_past_day_shows_less():
    early = figures_at(Quarter(2020, 4), as_of=dt.date(2019, 12, 31))
    assert {source.quarter for source in early.carried} == {"2019Q3"}


def test_the_named_communes_are_full_from_the_second_quarter_of_2019():
    recognised = set(Recognition.objects.values_list("commune_id", flat=True))
    full = {
        each.place.code
        for each in figures_at(Quarter(2019, 2)).communes
        if each.met_count == 19
    }
    assert recognised <= full


def test_the_last_quarter_shows_a_target_reached_and_one_short():
    reached = {each.reached for each in figures_at(Quarter(2020, 4)).groups}
    assert reached == {True, False, None}


def test_all_of_it_is_marked_as_illustration():
    assert not Revision.objects.filter(is_demo=False).exists()
    assert CommunePlan.objects.get().is_demo


def test_the_plan_starts_from_the_results_of_the_third_quarter_of_2019():
    planned = set(
        CommuneTarget.objects.filter(value="met").values_list(
            "commune_id", "criterion__number"
        )
    )
    figures = figures_at(Quarter(2019, 3))
    met = {
        (each.place.code, criterion.number)
        for each in figures.communes
        for criterion in figures.law.criteria
        if each.meets(criterion)
    }
    assert planned == met


def test_the_imported_list_of_duties_is_still_a_sample():
    assert AssignmentList.objects.count() == 2
    assert not AssignmentList.objects.filter(is_sample=False).exists()


def test_the_accounts_of_the_contract_exist():
    wanted = {"admin", "vpdp", "lanhdao", "huyen.610", "so.sgddt"}
    assert wanted <= set(User.objects.values_list("username", flat=True))


def test_a_head_of_a_district_can_sign():
    head = User.objects.get(username="truong.610")
    assert (head.is_head, head.district_id) == (True, "610")
    assert not User.objects.filter(is_head=True).exclude(pk=head.pk).exists()


def test_two_districts_have_values_of_nine_quarters():
    quarters = IndicatorRevision.objects.values_list("district_id", "quarter_id")
    assert Counter(district for district, _ in quarters) == {"610": 9, "618": 9}
    assert max(quarter for _, quarter in quarters) == "2020Q4"
    assert not IndicatorRevision.objects.filter(is_demo=False).exists()


def test_values_of_all_kinds_are_among_them():
    values = IndicatorValue.objects.filter(revision__quarter="2020Q4")
    assert values.filter(answer__isnull=False).exists()
    assert values.filter(indicator__unit="triệu đồng/người").exists()
    assert not values.filter(
        indicator__code="17.1", second_number__isnull=True
    ).exists()
    assert values.values("indicator__criterion").distinct().count() == 7


def test_no_report_holds_the_quarters_of_the_history_back():
    """Else an import of the last quarter, or its undo, would be refused."""
    assert not Report.objects.exclude(state__in=("draft", "approved")).exists()
    assert not ResultChange.objects.exists()


def test_people_have_talked_and_a_field_check_is_half_done():
    assert Comment.objects.count() == 2
    assert Comment.objects.filter(done_at__isnull=False).count() == 1
    claims = FieldSample.objects.get().claims
    assert (claims.count(), claims.exclude(verdict="").count()) == (20, 14)


def test_in_the_open_quarter_nobody_has_begun():
    assert not Report.objects.filter(quarter="2021Q1").exists()


def test_the_first_quarter_of_2021_is_open():
    assert QuarterRow.objects.get(code="2021Q1").due_on == WORKING_DATE


def test_the_latest_quarter_with_data_is_the_default():
    assert latest_period() == Quarter(2020, 4)


def test_the_stored_data_agrees_with_itself():
    checks = run_checks, run_programme_checks
    found = [each for run in checks for each in run(today=WORKING_DATE)]
    assert [check.name for check in found if not check.ok] == []


def test_loading_again_imports_nothing():
    before = ImportRun.objects.count()
    assert "thêm 0 tệp" in load()
    assert ImportRun.objects.count() == before


def test_the_working_date_is_that_of_the_demonstration_while_debugging():
    with override_settings(DEBUG=True):
        assert working_date(today=TODAY) == WORKING_DATE


def test_the_working_date_is_the_real_one_in_production():
    assert working_date(today=TODAY) == TODAY


def test_the_demonstration_is_refused_in_production():
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("load_demo")


def test_in_the_open_quarter_nothing_is_sent_and_one_district_has_longer():
    quarter = QuarterRow.objects.get(code="2021Q1")
    found = read_standings([quarter], District.objects.all(), on=WORKING_DATE)
    assert {each.sent for each in found.values()} == {None}
    assert [
        each.district.code for each in found.values() if each.due.on > WORKING_DATE
    ] == ["617"]


def rows() -> dict[str, int]:
    return {
        model._meta.label: model.objects.count()
        for app in ("accounts", "communes", "criteria", "reports")
        for model in apps.get_app_config(app).get_models()
    }


def test_loading_again_changes_nothing():
    before = rows()
    said = load()
    assert rows() == before
    assert "đã thêm" not in said


def test_work_that_people_have_made_impossible_is_left_out():
    with transaction.atomic():
        FieldSample.objects.all().delete()
        User.objects.filter(username="vpdp").update(role="leader")
        assert "mẫu kiểm tra thực địa: không thêm được: Chỉ Văn phòng" in load()
        transaction.set_rollback(True)


def test_loading_again_gives_no_exception():
    before = DeadlineException.objects.count()
    load()
    assert DeadlineException.objects.count() == before == 1


def test_people_of_the_demonstration_can_be_phoned_and_written_to():
    user = User.objects.get(username="huyen.610")
    assert (user.phone, user.email) == ("0900 000 005 (mẫu)", "huyen.610@example.test")
