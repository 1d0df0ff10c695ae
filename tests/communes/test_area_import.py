"""The admin brings the areas of communes in from a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from accounts.models import User
from communes.models import CommuneArea

pytestmark = pytest.mark.django_db

HEAD = "Mã dòng,Xã (mã),Khu vực,Từ ngày,Đến ngày,Nguồn\n"
ADDRESS = "/quan-tri/communes/communearea/import/"


@pytest.fixture
def admin_client(client):
    client.force_login(User.objects.create_user("quantri", role=Role.ADMIN))
    return client


def load(client, rows):
    file = SimpleUploadedFile("khu-vuc.csv", (HEAD + rows).encode())
    first = client.post(ADDRESS, {"format": "0", "import_file": file})
    form = first.context.get("confirm_form")
    if form is None:
        return first
    return client.post("/quan-tri/communes/communearea/process_import/", form.initial)


def test_areas_come_in_by_the_code_of_their_commune(admin_client):
    load(admin_client, ",23535,III,2017-04-28,,QĐ 582/QĐ-TTg\n")
    area = CommuneArea.objects.get()
    assert (area.commune_id, area.area_class) == ("23535", "III")
    assert f"{area.valid_from:%d/%m/%Y}" == "28/04/2017"


def test_days_are_read_as_they_are_written_here(admin_client):
    load(admin_client, ",23535,III,28/04/2017,,QĐ 582/QĐ-TTg\n")
    assert f"{CommuneArea.objects.get().valid_from:%d/%m/%Y}" == "28/04/2017"


def test_an_unknown_class_is_refused_and_nothing_is_kept(admin_client):
    html = load(admin_client, ",23535,IV,28/04/2017,,QĐ\n").content.decode()
    assert "Khu vực phải là I, II hoặc III." in html or "IV" in html
    assert not CommuneArea.objects.exists()
