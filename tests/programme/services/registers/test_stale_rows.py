"""A row that was deleted meanwhile is not brought back by a save that comes late."""

import pytest
from django.utils import timezone

from programme.models import VillageResult
from programme.services.registers.cooperatives import save_cooperative
from programme.services.registers.records import save_record
from programme.services.registers.village_results import save_result
from programme.services.registers.villages import save_village
from reports.services.guard import ChangeRefused
from tests.programme.register_world import (
    OWN_COMMUNE,
    cooperative,
    office,
    record,
    village,
)

pytestmark = pytest.mark.django_db


def result():
    return VillageResult.objects.create(village=village(), year=2020, state="met")


def plan_village(*, village, **about):
    return save_village(village=village, planned=2022, **about)


SAVED = {
    "cooperative": (cooperative, save_cooperative),
    "village": (village, plan_village),
    "result": (result, save_result),
    "record": (lambda: record("can-bo", commune_id=OWN_COMMUNE), save_record),
}


@pytest.mark.parametrize("name", SAVED)
def test_a_row_that_is_gone_is_refused_and_stays_gone(name):
    make, save = SAVED[name]
    row = make()
    model = type(row)
    model.objects.get(pk=row.pk).delete()
    with pytest.raises(ChangeRefused, match=f"Sổ không còn dòng mã {row.pk}"):
        save(**{name: row}, by=office(), at=timezone.now())
    assert not model.objects.exists()
    assert model.history.first().history_type == "-"
