"""Who writes which rows of the registers, and what their history keeps."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from programme.models import RegisterKind, RegisterRecord
from programme.services.registers.records import remove_record, save_record
from reports.services.guard import NotAllowed, OutOfScope
from tests.programme.register_world import (
    OTHER,
    OWN,
    OWN_COMMUNE,
    department,
    leader,
    office,
    officer,
    record,
    village,
)

pytestmark = pytest.mark.django_db


def save(by, kind="dao-tao", **given):
    row = RegisterRecord(
        kind=RegisterKind.objects.get(pk=kind), title="Lớp một", **given
    )
    return save_record(record=row, by=by, at=timezone.now(), reason="thử")


def test_a_district_writes_rows_of_its_communes_and_the_district_follows():
    row = save(officer(), commune_id=OWN_COMMUNE)
    assert row.district_id == OWN
    entry = row.history.get()
    assert (entry.history_user, entry.history_change_reason) == (officer(), "thử")


@pytest.mark.parametrize(
    ("by", "kind", "given", "refusal"),
    [
        (officer, "dao-tao", {"district_id": OTHER}, OutOfScope),
        (officer, "dao-tao", {}, OutOfScope),
        (officer, "xa-nang-cao", {"district_id": OWN}, NotAllowed),
        (department, "dao-tao", {"agency_id": "SNN"}, OutOfScope),
        (department, "dao-tao", {}, OutOfScope),
        (department, "can-bo", {"district_id": OWN}, NotAllowed),
        (leader, "dao-tao", {"district_id": OWN}, NotAllowed),
    ],
)
def test_what_is_not_theirs_is_refused(by, kind, given, refusal):
    with pytest.raises(refusal):
        save(by(), kind, **given)


def test_a_department_writes_rows_of_its_own_body():
    assert save(department(), agency_id="HLHPN").pk


def test_a_row_cannot_be_taken_over_from_another_district():
    row = record("dao-tao", district_id=OTHER)
    row.district_id = OWN
    with pytest.raises(OutOfScope):
        save_record(record=row, by=officer(), at=timezone.now())


def test_a_register_that_is_laid_aside_takes_nothing():
    RegisterKind.objects.filter(pk="dao-tao").update(is_active=False)
    with pytest.raises(NotAllowed, match="đã ngừng dùng"):
        save(office())


def test_a_village_must_be_of_the_commune():
    with pytest.raises(ValidationError, match="không thuộc xã"):
        save(office(), commune_id="23350", village=village())


def test_days_must_be_in_order():
    days = {"on": dt.date(2020, 2, 1), "until": dt.date(2020, 1, 1)}
    with pytest.raises(ValidationError, match="Ngày kết thúc"):
        save(office(), **days)


def test_a_deleted_row_leaves_its_history():
    row = record("dao-tao", district_id=OWN)
    key = row.pk
    remove_record(record=row, by=officer(), at=timezone.now(), reason="trùng")
    entries = RegisterRecord.history.filter(id=key)
    assert [each.history_type for each in entries] == ["-", "+"]
    assert entries[0].history_change_reason == "trùng"
