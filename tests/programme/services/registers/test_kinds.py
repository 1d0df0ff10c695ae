"""Kinds and fields of registers, as the office changes them."""

import pytest
from django.core.exceptions import ValidationError

from programme.forms.registers.columns import register_columns
from programme.importing.tables import KEY_COLUMN
from programme.models import RegisterField, RegisterKind
from programme.models.register_rules import FIXED_LABELS
from programme.services.registers.kinds import (
    FieldHasData,
    KindHasRows,
    remove_field,
    remove_kind,
    save_field,
    save_kind,
    used_values,
)
from reports.services.guard import NotAllowed
from tests.programme.register_world import OWN, OWN_COMMUNE, office, officer, record

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


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Mã dòng", ""),
        ("GHI CHU", ""),
        ("Huyện", ""),
        ("thôn", ""),
        ("Tên sản phẩm", ""),
        ("Ngày quyết định", ""),
        ("kết quả", ""),
        ("Chủ  thể", ""),
        ("Hạng", "sao"),
        ("…", ""),
    ],
)
def test_a_label_that_already_names_a_column_is_refused(label, unit):
    field = RegisterField(
        kind_id="ocop", code="moi", label=label, unit=unit, type="text"
    )
    with pytest.raises(ValidationError) as refused:
        save_field(field=field, by=office())
    assert list(refused.value.message_dict) == ["label"]


def test_a_field_keeps_its_own_label(stars):
    assert save_field(field=stars, by=office()).label == "Hạng sao"


def test_a_label_of_the_kind_that_names_a_field_is_refused():
    kind = RegisterKind.objects.get(pk="ocop")
    kind.result_label = "Hạng Sao"
    with pytest.raises(ValidationError, match="trùng với cột “Hạng sao”"):
        save_kind(kind=kind, by=office())


def test_every_fixed_column_is_among_those_that_no_label_may_repeat():
    kind = RegisterKind(place_level="village", title_label="Tên")
    labels = {each.label for each in register_columns(kind, ())} - {"Tên"}
    assert {*labels, KEY_COLUMN.label} <= set(FIXED_LABELS)


def test_every_register_that_comes_with_the_portal_may_be_saved_as_it_is():
    for kind in RegisterKind.objects.all():
        save_kind(kind=kind, by=office())
    for field in RegisterField.objects.select_related("kind"):
        save_field(field=field, by=office())


@pytest.mark.parametrize(
    ("given", "changed", "why"),
    [
        ({"commune_id": OWN_COMMUNE}, {"place_level": "district"}, "dưới cấp"),
        ({"agency_id": "SNN"}, {"place_required": True}, "chưa ghi đủ địa bàn"),
        ({"agency_id": "SNN"}, {"writers": "districts"}, "chưa ghi địa bàn"),
        ({"district_id": OWN}, {"writers": "agencies"}, "chưa ghi đơn vị"),
    ],
)
def test_a_change_that_some_row_does_not_fit_is_refused(given, changed, why):
    record("dao-tao", **given)
    kind = RegisterKind.objects.get(pk="dao-tao")
    for name, value in changed.items():
        setattr(kind, name, value)
    with pytest.raises(KindHasRows, match=f"1 dòng .*{why}"):
        save_kind(kind=kind, by=office())
