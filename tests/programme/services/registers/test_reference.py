"""Kinds and fields of registers come with the portal, and stay as they were edited."""

import pytest
from django.conf import settings

from criteria.models import CriteriaSet, Criterion
from ntm_portal.lib.catalogue import read_catalogue
from programme.choices import ColumnKind
from programme.models import RegisterField, RegisterKind
from programme.services.registers.reference import load_registers

pytestmark = pytest.mark.django_db
FOLDER = settings.FIXTURE_DIR / "reference"


def test_every_kind_is_valid_and_every_field_too():
    assert RegisterKind.objects.count() == 13
    for row in (*RegisterKind.objects.all(), *RegisterField.objects.all()):
        row.full_clean()
    lists = RegisterField.objects.filter(type=ColumnKind.CHOICE)
    assert all(len(field.choices) > 1 for field in lists)


def test_every_field_of_the_catalogue_has_its_kind():
    kinds = {row["code"] for row in read_catalogue(FOLDER / "register_kinds.csv")}
    fields = read_catalogue(FOLDER / "register_fields.csv")
    assert {row["kind"] for row in fields} <= kinds


def test_loading_again_changes_nothing_that_the_office_has_edited():
    RegisterKind.objects.filter(pk="ocop").update(name="OCOP")
    RegisterField.objects.filter(kind_id="ocop", code="nhom").delete()
    load_registers(FOLDER)
    assert RegisterKind.objects.get(pk="ocop").name == "OCOP"
    assert not RegisterField.objects.filter(kind_id="ocop", code="nhom").exists()


def test_sets_of_villages_and_above_the_standard_come_without_criteria():
    sets = CriteriaSet.objects.exclude(subject="commune")
    assert sorted(sets.values_list("subject", flat=True)) == [
        "advanced",
        "model",
        "village",
    ]
    assert not Criterion.objects.filter(criteria_set__in=sets).exists()
