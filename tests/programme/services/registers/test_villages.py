"""Villages, their plans and results, written with their history."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from communes.models import Village
from programme.models import VillagePlan, VillageResult
from programme.services.registers.village_results import remove_result, save_result
from programme.services.registers.villages import remove_village, save_village
from reports.services.guard import ChangeRefused, OutOfScope
from tests.programme.register_world import OTHER, OWN_COMMUNE, office, officer, village

pytestmark = pytest.mark.django_db


def save(planned=None, by=None, **given):
    row = Village(**{"commune_id": OWN_COMMUNE, "name": "1"} | given)
    return save_village(
        village=row, planned=planned, by=by or office(), at=timezone.now()
    )


def result(row, by=None, **given):
    return save_result(
        result=VillageResult(village=row, year=2020, **given),
        by=by or office(),
        at=timezone.now(),
    )


def test_a_plan_comes_changes_and_goes_with_its_village():
    row = save(planned=2020)
    assert row.plan.year == 2020
    for year in (2021, None):
        save_village(village=row, planned=year, by=officer(), at=timezone.now())
    assert not VillagePlan.objects.exists()
    kinds = [each.history_type for each in VillagePlan.history.all()]
    assert kinds == ["-", "~", "+"]


def test_a_plan_for_an_impossible_year_is_refused_at_its_column():
    with pytest.raises(ValidationError) as refused:
        save(planned=1999)
    assert list(refused.value.message_dict) == ["planned"]


def test_another_district_writes_neither_villages_nor_results():
    row = save()
    for act in (
        lambda by: save(by=by),
        lambda by: result(row, by=by),
        lambda by: remove_village(village=row, by=by, at=timezone.now()),
    ):
        with pytest.raises(OutOfScope):
            act(officer(OTHER))


def test_states_by_criterion_are_counted_and_one_unmet_forbids_met():
    row = village()
    found = result(row, states={"1": True, "2": False}, state="unmet")
    assert found.met_count == 1
    found.state = "met"
    with pytest.raises(ValidationError, match="Còn tiêu chí chưa đạt"):
        save_result(result=found, by=office(), at=timezone.now())


def test_a_year_has_one_result():
    row = village()
    result(row)
    with pytest.raises(ValidationError, match="đã có kết quả của năm này"):
        result(row)


def test_a_village_with_a_result_is_not_deleted_and_without_it_is():
    row = save(planned=2020)
    found = result(row)
    with pytest.raises(ChangeRefused, match="Đến ngày"):
        remove_village(village=row, by=office(), at=timezone.now())
    remove_result(result=found, by=office(), at=timezone.now())
    remove_village(village=row, by=office(), at=timezone.now())
    assert not Village.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kind", "kept"),
    [
        ("Thôn 1", "village", ("1", "village")),
        ("LÀNG Kon Rẫy", "village", ("Kon Rẫy", "hamlet")),
        ("tổ dân phố: 2", "village", ("2", "street")),
        ("Thôn 3", "hamlet", ("3", "hamlet")),
        ("Thôn", "village", ("Thôn", "village")),
        ("Lang Khảo", "village", ("Lang Khảo", "village")),
        ("Tho\u031b\u0300\u200b", "village", ("Thờ", "village")),
    ],
)
def test_the_word_before_a_village_s_name_is_its_kind(typed, kind, kept):
    row = save(name=typed, kind=kind)
    assert (row.name, row.kind) == kept


@pytest.mark.parametrize("typed", ["THÔN THỬ", "Làng thử", "thư", "Thon Thu"])
def test_a_village_of_the_same_name_in_other_letters_is_refused(typed):
    save(name="Thử")
    with pytest.raises(ValidationError, match="Xã đã có “Thôn Thử”"):
        save(name=typed)
    assert save(name=typed, commune_id="23350").pk


def test_a_village_kept_twice_from_before_can_still_be_ended():
    village()
    twice = village(name="Thôn 1")
    twice.source = "QĐ 1"
    save_village(village=twice, planned=None, by=office(), at=timezone.now())
    assert Village.objects.get(pk=twice.pk).source == "QĐ 1"


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ({"valid_from": dt.date(2021, 3, 1)}, "từ ngày 01/03/2021"),
        ({"valid_to": dt.date(2019, 12, 31)}, "đến ngày 31/12/2019"),
    ],
)
def test_a_village_has_no_result_of_a_year_in_which_it_was_not(dates, why):
    row = save(**dates)
    with pytest.raises(ValidationError) as refused:
        result(row)
    assert why in refused.value.message_dict["year"][0]


@pytest.mark.parametrize(
    ("name", "day"),
    [("valid_from", dt.date(2021, 1, 1)), ("valid_to", dt.date(2019, 12, 31))],
)
def test_the_days_of_a_village_leave_no_result_outside(name, day):
    row = save()
    result(row)
    setattr(row, name, day)
    with pytest.raises(ValidationError) as refused:
        save_village(village=row, planned=None, by=office(), at=timezone.now())
    assert "đã có kết quả năm 2020" in refused.value.message_dict[name][0]
    setattr(row, name, day.replace(year=2020))
    save_village(village=row, planned=None, by=office(), at=timezone.now())
