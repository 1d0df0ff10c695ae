"""A decision of recognition in the back office asks when the commune lacks criteria."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from accounts.models import User
from communes.models import Recognition
from tests.programme.dossier_world import DAL, TOI
from tests.world import approve

pytestmark = pytest.mark.django_db
ADD = "/quan-tri/communes/recognition/add/"
IMPORT = "/quan-tri/communes/recognition/import/"


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_user("quantri", role=Role.ADMIN))
    approve("618", "2019Q4", {DAL: range(1, 18), TOI: range(1, 20)})
    Recognition.objects.all().delete()
    return client


def decision(**more):
    values = {"commune": DAL, "number": "9/QĐ", "decided_on": "01/02/2020"}
    return values | {"source": "Công báo"} | more


def test_a_commune_that_lacks_criteria_is_not_recognised_without_a_reason(admin):
    html = admin.post(ADD, decision()).content.decode()
    assert "Quý IV/2019: đạt 17/19, còn thiếu tiêu chí 18, 19" in html
    admin.post(ADD, decision(checked_reason="Đã có biên bản"))
    admin.post(ADD, decision(checked="on", checked_reason=" "))
    assert not Recognition.objects.exists()
    admin.post(ADD, decision(checked="on", checked_reason="Đã có biên bản"))
    assert Recognition.objects.get().commune_id == DAL
    kept = LogEntry.objects.get().get_change_message()
    assert "còn thiếu tiêu chí 18, 19" in kept
    assert "Lý do: Đã có biên bản" in kept


def test_a_commune_with_every_criterion_is_recognised_without_a_question(admin):
    admin.post(ADD, decision(commune=TOI))
    row = Recognition.objects.get()
    admin.post(
        f"/quan-tri/communes/recognition/{row.pk}/change/",
        decision(commune=TOI, number="10/QĐ"),
    )
    assert Recognition.objects.get().number == "10/QĐ"


def test_a_recognition_that_stands_is_corrected_without_a_question(admin):
    row = Recognition.objects.create(commune_id=DAL, known_by="2019-05-14", source="B")
    admin.post(
        f"/quan-tri/communes/recognition/{row.pk}/change/",
        decision(known_by="14/05/2019", decided_on=""),
    )
    assert Recognition.objects.get().number == "9/QĐ"


def test_a_file_recognises_no_commune_that_lacks_criteria(admin):
    text = "id,commune,decided_on,source\n"
    lines = [f",{code},2020-02-01,Công báo\n" for code in (DAL, TOI)]
    for line, is_taken in zip(lines, (False, True), strict=True):
        file = SimpleUploadedFile("a.csv", (text + line).encode())
        shown = admin.post(
            IMPORT, {"import_file": file, "format": "0", "resource": "0"}
        )
        html = shown.content.decode()
        assert ("còn thiếu tiêu chí 18, 19" in html) is not is_taken
        assert ("confirm_form" in shown.context) is is_taken


def shown_import(admin, text):
    file = SimpleUploadedFile("a.csv", text.encode())
    return admin.post(IMPORT, {"import_file": file, "format": "0", "resource": "0"})


@pytest.mark.parametrize(
    ("stored", "file"),
    [
        ({"commune_id": TOI}, "id,commune\n{},23535\n"),
        (
            {"commune_id": DAL, "withdrawn_on": "2019-06-01"},
            "id,commune,withdrawn_on\n{},23535,\n",
        ),
        (
            {"commune_id": DAL, "withdrawn_on": "2019-06-01"},
            "id,withdrawn_on\n{},\n",
        ),
    ],
    ids=["to another commune", "not withdrawn any more", "without its commune"],
)
def test_a_file_that_changes_a_recognition_is_asked_like_a_new_one(admin, stored, file):
    row = Recognition.objects.create(known_by="2019-05-14", source="B", **stored)
    shown = shown_import(admin, file.format(row.pk))
    assert "còn thiếu tiêu chí 18, 19" in shown.content.decode()
    assert "confirm_form" not in shown.context


def test_a_file_corrects_a_recognition_that_stands(admin):
    row = Recognition.objects.create(commune_id=DAL, known_by="2019-05-14", source="B")
    shown = shown_import(admin, f"id,commune,number\n{row.pk},{DAL},9/QĐ\n")
    assert "confirm_form" in shown.context


def test_a_new_recognition_with_a_number_of_its_own_is_asked_too(admin):
    shown = shown_import(
        admin, f"id,commune,decided_on,source\n99999,{DAL},2020-02-01,Công báo\n"
    )
    assert "confirm_form" not in shown.context
