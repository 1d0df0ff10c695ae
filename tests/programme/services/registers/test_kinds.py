"""Kinds and fields of registers, as the office changes them."""

import pytest

from programme.models import RegisterField, RegisterKind
from programme.services.registers.kinds import (
    FieldHasData,
    remove_field,
    remove_kind,
    save_field,
    save_kind,
    used_values,
)
from reports.services.guard import NotAllowed
from tests.programme.register_world import OWN, office, officer, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def stars():
    return RegisterField.objects.get(kind_id="ocop", code="hang-sao")


def test_only_the_office_changes_kinds_and_fields(stars):
    for act in (
        lambda by: save_field(field=stars, by=by),
        lambda by: remove_field(field=stars, by=by),
        lambda by: save_kind(kind=stars.kind, by=by),
        lambda by: remove_kind(kind=stars.kind, by=by),
    ):
        with pytest.raises(NotAllowed):
            act(officer())


def test_a_field_with_data_keeps_its_type(stars):
    record("ocop", district_id=OWN, values={"hang-sao": "4 sao"})
    stars.type, stars.choices = "text", []
    with pytest.raises(FieldHasData, match="không đổi kiểu được"):
        save_field(field=stars, by=office())


def test_a_word_in_use_stays_in_its_list_and_others_go(stars):
    record("ocop", district_id=OWN, values={"hang-sao": "4 sao"})
    stars.choices = ["4 sao", "5 sao", "6 sao"]
    assert save_field(field=stars, by=office()).choices[-1] == "6 sao"
    stars.choices = ["5 sao"]
    with pytest.raises(FieldHasData, match="“4 sao”"):
        save_field(field=stars, by=office())


def test_a_field_without_data_changes_its_type(stars):
    stars.type, stars.choices = "text", []
    assert save_field(field=stars, by=office()).type == "text"


def test_a_field_with_data_is_laid_aside_and_another_deleted(stars):
    record("ocop", district_id=OWN, values={"hang-sao": "4 sao"})
    assert remove_field(field=stars, by=office()) is False
    assert used_values(stars) == {"4 sao"}
    other = RegisterField.objects.get(kind_id="ocop", code="nhom")
    assert remove_field(field=other, by=office()) is True


def test_a_kind_with_rows_is_laid_aside_and_another_deleted():
    record("ocop", district_id=OWN)
    assert remove_kind(kind=RegisterKind.objects.get(pk="ocop"), by=office()) is False
    assert not RegisterKind.objects.in_use().filter(pk="ocop").exists()
    assert remove_kind(kind=RegisterKind.objects.get(pk="mo-hinh"), by=office())
