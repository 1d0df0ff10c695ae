"""Values behind the pages of communes and agencies, at their edges."""

import pytest

from communes.analytics.places import districts_by_code
from communes.models import Commune
from criteria.analytics.assignments import ledger_on
from criteria.analytics.law import law_on
from criteria.analytics.plans import PlannedCell
from criteria.models import Agency
from dashboards.analytics.law.agency_page import agency_page
from dashboards.analytics.over_time.timeline import commune_timeline
from dashboards.analytics.places.commune_page import commune_page, compare
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from reports.choices import ResultState
from tests.world import approve

pytestmark = pytest.mark.django_db
Q3 = Quarter(2019, 3)


def page(code: str, period: Quarter = Q3):
    commune = Commune.objects.get(code=code)
    return commune_page(commune, law_on(period.last_day), period, as_of=None)


def test_a_commune_without_history_has_no_change():
    assert page("23535").change is None


def test_a_first_quarter_has_nothing_to_compare_with():
    approve("618", "2019Q3")
    assert page("23535").change is None


def test_a_commune_that_left_has_no_change():
    approve("613", "2019Q2")
    assert page("23473").change is None


def test_a_quarter_without_its_own_report_is_carried():
    approve("618", "2019Q2")
    moments = commune_timeline(Commune.objects.get(code="23535"), until=Q3)
    assert [moment.is_carried for moment in moments] == [False, True]


def test_a_moment_without_data_has_no_count():
    approve("613", "2019Q2")
    moments = commune_timeline(Commune.objects.get(code="23473"), until=Q3)
    assert [moment.met_count for moment in moments] == [0, None]


def test_an_agency_sums_what_is_missing_over_its_criteria():
    approve("618", "2019Q3", {"23535": [5]})
    figures = figures_at(Q3).of_district("618")
    found = agency_page(
        Agency.objects.get(code="SGDDT"),
        figures,
        ledger_on(Q3.last_day),
        districts_by_code(),
    )
    # Criterion 5 is missing in two communes, criterion 14 in all three.
    assert found.missing == 5


def test_without_a_result_there_is_nothing_to_hold_against_the_plan():
    assert compare(None, None, Q3) is None


@pytest.mark.parametrize(
    ("planned", "words"),
    [
        (None, "đạt ngoài kế hoạch"),
        (PlannedCell(2019), "đạt theo kế hoạch"),
        (PlannedCell(2020), "đạt trước kế hoạch"),
        (PlannedCell(None), "giữ vững"),
    ],
)
def test_a_met_criterion_is_called_as_on_the_page_of_the_plan(planned, words):
    assert compare(planned, ResultState.MET, Q3).words == words


def test_neither_planned_nor_met_there_is_nothing_to_say():
    assert compare(None, ResultState.UNMET, Q3) is None
