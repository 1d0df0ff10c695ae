"""The demonstration of registers: marked as such, valid, added once."""

import datetime as dt

import pytest
from django.utils import timezone

from communes.models import Cooperative, Village
from programme.forms.registers.columns import register_columns
from programme.forms.tables.stored import loaded
from programme.management.demo.cooperatives import load_demo_cooperatives
from programme.management.demo.registers import load_demo_records
from programme.management.demo.villages import load_demo_villages
from programme.models import RegisterField, RegisterRecord, VillageResult

pytestmark = pytest.mark.django_db
ON = dt.date(2021, 3, 20)
LOADERS = (load_demo_cooperatives, load_demo_villages, load_demo_records)


def test_it_is_added_once_valid_and_marked():
    added = [load(on=ON, at=timezone.now()) for load in LOADERS]
    assert all(added)
    assert [load(on=ON, at=timezone.now()) for load in LOADERS] == [0, 0, 0]
    for model in (Cooperative, Village, VillageResult, RegisterRecord):
        assert not model.objects.filter(is_sample=False).exists()
        assert model.history.count() == model.objects.count()
        for row in model.objects.all()[:40]:
            row.full_clean()


def test_every_register_has_rows_that_its_columns_read():
    load_demo_records(on=ON, at=timezone.now())
    records = RegisterRecord.objects.select_related("kind")
    fields: dict[str, list[RegisterField]] = {}
    for field in RegisterField.objects.all():
        fields.setdefault(field.kind_id, []).append(field)
    assert {record.kind_id for record in records} == set(fields)
    for record in records:
        columns = register_columns(record.kind, fields[record.kind_id])
        for column in columns:
            if column.code.startswith("o-"):
                value = loaded(column, record.values[column.code.removeprefix("o-")])
                assert column.parse(column.typed(value)) == value
