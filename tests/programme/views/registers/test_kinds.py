"""The office adds and changes registers and sets of criteria on their pages."""

import re
import unicodedata

import pytest

from programme.forms.registers.kinds import KindForm
from programme.models import (
    RegisterField,
    RegisterKind,
)
from programme.models.register_rules import TAKEN_CODES
from programme.views.registers.addresses import urlpatterns
from tests.programme.register_world import (
    OWN,
    OWN_COMMUNE,
    office,
    officer,
    record,
    signed_in,
)

pytestmark = pytest.mark.django_db
FIXED_PART = re.compile(r"so-theo-doi/(?:loai/(?!<))?([a-z-]+)/")


def test_criteria_that_the_office_adds_are_asked_of_every_village(client):
    signed_in(client, office())
    where = "/so-theo-doi/bo-tieu-chi/thon-2018/"
    client.post(where, {"number": "1", "name": "Đường thôn"})
    assert "1. Đường thôn" in client.get("/thon/ket-qua/moi/").content.decode()
    signed_in(client, officer())
    client.post(where, {"number": "2", "name": "Điện"})
    assert "Điện" not in client.get(where).content.decode()


def test_a_later_version_of_a_set_is_added(client):
    signed_in(client, office())
    asked = {
        "subject": "village",
        "code": "thon-2021",
        "name": "Bộ tiêu chí mới",
        "document": "QĐ mới",
    }
    client.post("/so-theo-doi/bo-tieu-chi/", asked | {"valid_from": "1/1/2021"})
    assert "QĐ mới" in client.get("/thon/").content.decode()


def test_the_office_adds_a_register_with_fields_and_uses_it(client):
    signed_in(client, office())
    asked = {
        "code": "cho-nong-thon",
        "name": "Chợ nông thôn",
        "noun": "chợ",
        "title_label": "Tên chợ",
        "place_level": "commune",
        "place_required": "on",
        "writers": "districts",
        "position": "200",
        "is_active": "on",
    }
    client.post("/so-theo-doi/loai/moi/", asked)
    field = {"code": "so-quay", "label": "Số quầy", "type": "whole", "position": "1"}
    client.post(
        "/so-theo-doi/loai/cho-nong-thon/cot/moi/",
        field | {"summed": "on", "is_active": "on"},
    )
    signed_in(client, officer())
    client.post(
        "/so-theo-doi/cho-nong-thon/moi/",
        {"title": "Chợ xã", "commune": OWN_COMMUNE, "o-so-quay": "25"},
    )
    html = client.get("/so-theo-doi/cho-nong-thon/").content.decode()
    assert "Chợ xã" in html
    assert "<dd>25</dd>" in html


def test_the_type_of_a_field_with_data_is_refused_on_its_page(client):
    record("ocop", district_id=OWN, values={"hang-sao": "4 sao"})
    field = RegisterField.objects.get(kind_id="ocop", code="hang-sao")
    signed_in(client, office())
    answer = client.post(
        f"/so-theo-doi/loai/ocop/cot/{field.pk}/",
        {"label": "Hạng sao", "type": "text", "position": "1", "is_active": "on"},
    )
    assert answer.status_code == 422
    assert "không đổi kiểu được" in answer.content.decode()


def test_the_form_of_a_register_has_no_empty_dashes(client):
    signed_in(client, office())
    assert "-----" not in client.get("/so-theo-doi/loai/moi/").content.decode()


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"code": "loai"}, "Mã này đã dùng cho trang khác."),
        ({"code": "Có Dấu"}, "Mã chỉ gồm chữ thường không dấu"),
        ({"code": "ocop"}, "đã dùng cho một mục khác"),
        ({"code": "moi"}, "Mã này đã dùng cho trang khác."),
        ({"code": "cho", "writers": "agencies"}, "hãy đặt tên cột đơn vị"),
        ({"code": "cho", "writers": "districts"}, "hãy chọn địa bàn"),
        ({"code": "cho", "title_label": "xa"}, "“xa” trùng với cột “Xã”"),
        ({"code": "cho", "on_label": "TÊN"}, "“TÊN” trùng với cột “Tên”"),
        ({"code": "cho", "name": "\u200b"}, "Hãy điền hoặc chọn ở mục này."),
    ],
)
def test_a_register_that_cannot_be_is_refused(client, asked, why):
    signed_in(client, office())
    given = {
        "name": "Mới",
        "noun": "dòng",
        "title_label": "Tên",
        "place_level": "none",
        "writers": "office",
        "position": "1",
    }
    answer = client.post("/so-theo-doi/loai/moi/", given | asked)
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_a_name_is_kept_composed_and_without_invisible_characters(client):
    signed_in(client, office())
    given = {
        "code": "cho",
        "name": unicodedata.normalize("NFD", "Chợ\u200b quê"),
        "noun": "chợ",
        "title_label": "Tên",
        "place_level": "none",
        "writers": "office",
        "position": "1",
    }
    client.post("/so-theo-doi/loai/moi/", given)
    assert RegisterKind.objects.get(pk="cho").name == "Chợ quê"


def test_a_column_named_like_a_fixed_one_is_refused_on_its_page(client):
    signed_in(client, office())
    answer = client.post(
        "/so-theo-doi/loai/ocop/cot/moi/",
        {"code": "a", "label": "ma  dong", "type": "text", "position": "1"},
    )
    assert answer.status_code == 422
    assert "trùng với cột “Mã dòng”" in answer.content.decode()


def test_a_place_level_that_rows_do_not_fit_is_refused_on_its_page(client):
    record("dao-tao", commune_id=OWN_COMMUNE)
    kind = RegisterKind.objects.get(pk="dao-tao")
    signed_in(client, office())
    fields = KindForm.Meta.fields[1:]
    given = {name: getattr(kind, name) for name in fields if getattr(kind, name)}
    answer = client.post(
        "/so-theo-doi/loai/dao-tao/", given | {"place_level": "district"}
    )
    assert answer.status_code == 422
    assert "1 dòng ghi địa bàn dưới cấp" in answer.content.decode()


def test_every_fixed_part_of_an_address_is_no_code():
    parts = {
        found.group(1)
        for each in urlpatterns
        if (found := FIXED_PART.match(str(each.pattern)))
    }
    assert set(TAKEN_CODES) == parts


def test_a_register_is_laid_aside_and_shown_no_more_to_write(client):
    record("ocop", district_id=OWN)
    signed_in(client, office())
    client.post("/so-theo-doi/loai/ocop/bo/")
    assert not RegisterKind.objects.get(pk="ocop").is_active
    assert "đã ngừng dùng" in client.get("/so-theo-doi/ocop/").content.decode()
    assert client.get("/so-theo-doi/ocop/moi/").status_code == 404


def test_pages_of_kinds_are_the_office_s_alone(client):
    signed_in(client, officer())
    for below in ("moi/", "ocop/", "ocop/bo/", "ocop/cot/moi/"):
        where = f"/so-theo-doi/loai/{below}"
        assert client.post(where).status_code == 404
