"""Catalogues go out to a file and come back from one, with Vietnamese columns."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from communes.admin import MasterDataAdmin
from communes.models import Commune, CommuneArea, CommunePeriod, District
from criteria.models import Agency, AgencyHead

pytestmark = pytest.mark.django_db
CATALOGUES = sorted(
    (
        model
        for model, site in admin.site._registry.items()
        if isinstance(site, MasterDataAdmin)
    ),
    key=lambda model: model._meta.label,
)


@pytest.fixture
def office(client):
    client.force_login(User.objects.create_user("quantri", role=Role.ADMIN))
    return client


def address(model, name):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}")


def test_master_data_is_exported_as_a_file(office):
    answer = office.post(
        "/quan-tri/communes/district/export/",
        {"format": "0", "resource": "0", "districtresource_code": "on"},
    )
    assert answer["Content-Type"].startswith("text/csv")


def upload(office, model, text):
    """Send a CSV file through the two steps of an import."""
    where = address(model, "import")
    file = SimpleUploadedFile("a.csv", text.encode())
    shown = office.post(where, {"import_file": file, "format": "0", "resource": "0"})
    if "confirm_form" not in shown.context:
        return shown
    initial = shown.context["confirm_form"].initial
    return office.post(
        where.replace("import/", "process_import/"), initial, follow=True
    )


def test_master_data_keyed_by_code_is_imported_from_a_file(office):
    upload(office, Agency, "code,short_name\nSYT,Sở Y tế tỉnh\n")
    assert Agency.objects.get(code="SYT").short_name == "Sở Y tế tỉnh"


def exported(office, model):
    """Return the whole catalogue as a CSV file."""
    resource = f"{model._meta.model_name}resource_"
    names = [field.attname for field in model._meta.fields]
    asked = {f"{resource}{name.removesuffix('_id')}": "on" for name in names}
    where = address(model, "export")
    return office.post(where, {"format": "0", "resource": "0", **asked})


@pytest.mark.parametrize("model", CATALOGUES, ids=lambda model: model._meta.label)
def test_what_is_exported_reads_back_without_a_change(office, model):
    # No names of heads and no areas of communes come with the portal.
    AgencyHead.objects.create(agency_id="SYT", name="Nguyễn Văn Ấn", title="Giám đốc")
    CommuneArea.objects.create(commune_id="23535", area_class="III", source="thử")
    file = exported(office, model).content.decode("utf-8-sig")
    header = file.splitlines()[0].split(",")
    assert len({*header}) == len(model._meta.fields)
    assert all(each[0].isupper() for each in header)
    preview = office.post(
        address(model, "import"),
        {
            "import_file": SimpleUploadedFile("a.csv", file.encode()),
            "format": "0",
            "resource": "0",
        },
    ).context["result"]
    assert not preview.has_errors()
    assert not preview.has_validation_errors()
    assert {row.import_type for row in preview.rows} <= {"skip"}


def test_columns_of_a_file_have_vietnamese_names(office):
    file = exported(office, Agency).content.decode("utf-8-sig")
    assert file.splitlines()[0] == "Mã,Tên,Tên ngắn,Loại,Huyện (mã),Nguồn,Độ chắc chắn"
    assert "Tên ngắn" in office.get(address(Agency, "export")).content.decode()


def test_a_file_with_vietnamese_columns_is_imported(office):
    upload(office, Agency, "mã,Tên ngắn\nSYT,Sở Y tế tỉnh\n")
    assert Agency.objects.get(code="SYT").short_name == "Sở Y tế tỉnh"


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Mã,Tên tắt", "Bảng này không có cột “Tên tắt”."),
        ("Tên,Tên ngắn", "Tệp thiếu cột “Mã”, cột để nhận ra từng dòng."),
    ],
)
def test_a_file_with_other_columns_is_refused_with_the_reason(office, header, why):
    answer = upload(office, Agency, f"{header}\nSYT,Sở Y tế tỉnh\n")
    assert why in answer.content.decode()
    assert Agency.objects.get(code="SYT").short_name != "Sở Y tế tỉnh"


def test_an_imported_row_that_breaks_a_rule_is_refused(office):
    answer = upload(office, Agency, "code,kind\nSYT,lạ\n")
    assert Agency.objects.get(code="SYT").kind == "department"
    assert "SYT" in answer.content.decode()


def test_a_file_that_is_refused_shows_no_trace_of_the_code(office):
    page = upload(office, Agency, "Mã,Tên tắt\nSYT,Sở Y tế tỉnh\n").content.decode()
    assert "Tệp chưa nhập được, chưa có gì được ghi" in page
    assert "Traceback" not in page


def test_every_row_with_an_unknown_commune_is_named_in_vietnamese(office):
    rows = "".join(f",{code},III,QĐ\n" for code in ("99998", "99999"))
    text = f"Mã dòng,Xã (mã),Khu vực,Nguồn\n{rows}"
    page = upload(office, CommuneArea, text).content.decode()
    for code in ("99998", "99999"):
        assert f"Không có đơn vị cấp xã nào có mã “{code}”." in page
    assert "matching query" not in page


def test_an_import_that_is_confirmed_twice_is_done_once_and_says_so(office):
    where = address(Agency, "import")
    file = SimpleUploadedFile("a.csv", "code,short_name\nSYT,Sở Y\n".encode())
    shown = office.post(where, {"import_file": file, "format": "0", "resource": "0"})
    confirmed = shown.context["confirm_form"].initial
    again = where.replace("import/", "process_import/")
    office.post(again, confirmed)
    answer = office.post(again, confirmed, follow=True)
    assert answer.status_code == 200
    assert "Tệp này đã nhập rồi" in answer.content.decode()
    assert Agency.objects.get(code="SYT").short_name == "Sở Y"


NEXT = "id,commune,name,kind,valid_from,source\n,23344,Tên mới,ward,{},NQ 1\n"


def test_a_name_of_a_unit_that_begins_while_another_holds_is_refused(office):
    answer = upload(office, CommunePeriod, NEXT.format("2020-01-01"))
    assert "còn hiệu lực trong thời gian này" in answer.content.decode()
    said = {"commune": "23344", "name": "Tên mới", "kind": "ward", "source": "NQ 1"}
    where = address(CommunePeriod, "add")
    page = office.post(where, said | {"valid_from": "01/01/2020"})
    assert "còn hiệu lực trong thời gian này" in page.content.decode()
    CommunePeriod.objects.filter(commune="23344").update(valid_to="2019-12-31")
    upload(office, CommunePeriod, NEXT.format("2020-01-01"))
    assert CommunePeriod.objects.filter(commune="23344").count() == 2


NOT_SAID = "Hãy ghi “Từ ngày”"


def unit_form(office, where, **changed):
    """Return the form of a row as its page sends it, with what is changed."""
    shown = office.get(where)
    forms = [shown.context["adminform"].form]
    for each in shown.context["inline_admin_formsets"]:
        forms += [each.formset.management_form, *each.formset.forms]
    fields = {field.html_name: field.value() for form in forms for field in form}
    return {
        name: value for name, value in fields.items() if value is not None
    } | changed


def test_a_unit_changes_its_name_in_one_step_on_its_page_and_without_overlap(office):
    where = reverse("admin:communes_commune_change", args=["23344"])
    new = {
        "periods-TOTAL_FORMS": "2",
        "periods-1-commune": "23344",
        "periods-1-name": "Tên mới",
        "periods-1-kind": "ward",
        "periods-1-valid_from": "01/01/2020",
        "periods-1-source": "NQ 1",
    }
    page = office.post(where, unit_form(office, where, **new))
    assert "còn hiệu lực trong thời gian này" in page.content.decode()
    ended = new | {"periods-0-valid_to": "31/12/2019"}
    assert office.post(where, unit_form(office, where, **ended)).status_code == 302
    assert CommunePeriod.objects.filter(commune="23344").count() == 2


def test_a_unit_does_not_change_its_district(office):
    answer = upload(office, Commune, "code,district\n23344,611\n")
    assert "không chuyển huyện được" in answer.content.decode()
    assert Commune.objects.get(pk="23344").district_id == "610"


@pytest.mark.parametrize(
    ("model", "code"), [(Commune, "23344"), (District, "610"), (Agency, "SYT")]
)
def test_the_code_of_a_row_stays_what_it_was(office, model, code):
    where = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_add")
    assert "code" in office.get(where).context["adminform"].form.fields
    where = where.replace("add/", f"{code}/change/")
    shown = office.get(where)
    assert "code" not in shown.context["adminform"].form.fields
    asked = unit_form(office, where, code="99998")
    assert office.post(where, asked).status_code == 302
    assert not model.objects.filter(pk="99998").exists()


def test_a_unit_whose_code_is_changed_elsewhere_is_checked_without_a_fault():
    unit = Commune.objects.get(pk="23344")
    unit.code = "99998"
    unit.clean()


def test_a_unit_added_here_says_since_when_it_has_its_name(office):
    where = address(Commune, "add")
    unit = {"code": "99998", "district": "610", "name": "Xã mới", "source": "NQ 1"}
    life = {"name": "Xã mới", "kind": "commune", "source": "NQ 1"}
    asked = unit_form(
        office,
        where,
        **unit,
        **{f"periods-0-{name}": value for name, value in life.items()},
        **{"periods-TOTAL_FORMS": "1"},
    )
    assert NOT_SAID in office.post(where, asked).content.decode()
    asked["periods-0-valid_from"] = "01/01/2020"
    assert office.post(where, asked).status_code == 302
    assert CommunePeriod.objects.get(commune="99998").valid_from is not None


def test_only_what_came_with_the_portal_has_its_name_since_ever(office):
    Commune.objects.create(code="99998", district_id="610", name="Xã mới", source="NQ")
    answer = upload(office, CommunePeriod, NEXT.replace("23344", "99998").format(""))
    assert NOT_SAID in answer.content.decode()
    said = {"commune": "99998", "name": "Xã mới", "kind": "commune", "source": "NQ"}
    page = office.post(address(CommunePeriod, "add"), said)
    assert NOT_SAID in page.content.decode()
    known = CommunePeriod.objects.get(commune="23344")
    where = reverse("admin:communes_communeperiod_change", args=[known.pk])
    moved = said | {"commune": "99998"}
    assert NOT_SAID in office.post(where, moved).content.decode()
    assert office.post(where, said | {"commune": "23344"}).status_code == 302
    assert not CommunePeriod.objects.filter(commune="99998").exists()
