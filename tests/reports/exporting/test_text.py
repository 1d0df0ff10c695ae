"""Nothing that a person once wrote starts a formula in an exported file."""

import datetime as dt

import pytest

from communes.models import CommunePeriod, District
from criteria.analytics.law import law_on
from criteria.choices import AssignmentRole
from criteria.models import Agency, Indicator
from criteria.services.assignments import Duty, ListVersion, record_list
from criteria.services.plans import PlanVersion, record_plan
from reports.choices import ImportKind
from tests.reports.exporting.books import FORMS, cells, record, sheet, wanted
from tests.reports.importing.files import AT, DUTIES, ON, TARGETS
from tests.reports.review_world import FIRST, QUARTER, SMALL
from tests.world import approve

pytestmark = pytest.mark.django_db

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1")
OUR_OWN = ("=IF(COUNTA(",)


def _give_names(text: str) -> None:
    """Let everything that people may name begin as a formula does."""
    law = law_on(ON)
    assert law
    CommunePeriod.objects.filter(commune=FIRST).update(name=text)
    Agency.objects.filter(pk="SXD").update(name=text)
    District.objects.filter(pk=SMALL).update(name=text)
    Indicator.objects.filter(code="1.1").update(unit=text)
    day = dt.date(2020, 1, 10)
    duty = Duty("SXD", AssignmentRole.LEAD, 1, "1.1", text, text)
    version = ListVersion(law.code, text, day)
    record_list(version=version, duties=[duty], at=AT)
    record_plan(version=PlanVersion(law.code, text, day), cells={}, at=AT)
    approve(SMALL, QUARTER)
    record()


# Slow under coverage, which other tests of the same lines tell already.
@pytest.mark.no_cover
@pytest.mark.parametrize("is_form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("kind", list(ImportKind))
def test_text_that_looks_like_a_formula_stays_text(
    kind: ImportKind, *, is_form: bool
) -> None:
    for text in FORMULAS:
        _give_names(text)
        found = list(cells(sheet(kind, wanted(is_form=is_form))))
        formulas = [x.value for x in found if x.data_type == "f"]
        assert all(str(formula).startswith(OUR_OWN) for formula in formulas)
        written = [cell for cell in found if cell.value == text]
        assert written
        assert all(x.data_type == "s" and x.quotePrefix for x in written)


def test_the_names_of_documents_stand_in_brackets() -> None:
    _give_names("=1+1")
    for kind in (TARGETS, DUTIES):
        assert "(=1+1)" in [cell.value for cell in cells(sheet(kind))]
