"""The command and the back office take a file of boundaries whole or not at all."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from accounts.choices import Role
from accounts.models import User
from communes.models import BoundarySet

pytestmark = pytest.mark.django_db

ADD = "/quan-tri/communes/boundaryset/add/"


def content(code="23535"):
    ring = [[107, 14], [108, 14], [108, 15], [107, 14]]
    unit = {
        "type": "Feature",
        "properties": {"ma": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    other = unit | {"properties": {"ma": "99999"}}
    data = {"type": "FeatureCollection", "features": [unit, other]}
    return json.dumps(data).encode()


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "xa.geojson"
    found.write_bytes(content())
    return found


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_user("quantri", role=Role.ADMIN))
    return client


def test_what_matches_what_does_not_and_what_is_missing_are_told(path, capsys):
    call_command("import_boundaries", path, source="thử")
    said = capsys.readouterr().out
    assert "Khớp 1 đơn vị." in said
    assert "Không khớp: đơn vị thứ 2, mã 99999" in said
    assert "Tệp thiếu: 23537" in said
    kept = BoundarySet.objects.get()
    assert (kept.file_name, kept.source) == ("xa.geojson", "thử")
    assert [each.commune_id for each in kept.boundaries.all()] == ["23535"]


def test_a_dry_run_keeps_nothing(path):
    call_command("import_boundaries", path, dry_run=True)
    assert not BoundarySet.objects.exists()


def test_a_file_that_is_not_right_ends_with_1_and_keeps_nothing(path, capsys):
    path.write_bytes(b"{}")
    with pytest.raises(SystemExit, match="1"):
        call_command("import_boundaries", path)
    assert "không phải GeoJSON" in capsys.readouterr().err
    assert not BoundarySet.objects.exists()


def test_a_missing_file_ends_with_2(tmp_path):
    with pytest.raises(SystemExit, match="2"):
        call_command("import_boundaries", tmp_path / "không-có.geojson")


def test_the_admin_uploads_a_file(admin):
    upload = SimpleUploadedFile("xa.geojson", content())
    answer = admin.post(ADD, {"source": "Sở TN&MT", "file": upload}, follow=True)
    html = answer.content.decode()
    assert "Khớp 1 đơn vị." in html
    assert "mã 99999" in html
    assert BoundarySet.objects.get().loaded_by == "quantri"


def test_a_bad_upload_is_refused_beside_its_field(admin):
    upload = SimpleUploadedFile("xa.geojson", b"{}")
    answer = admin.post(ADD, {"source": "", "file": upload})
    assert answer.status_code == 200
    assert "không phải GeoJSON" in answer.content.decode()
    assert not BoundarySet.objects.exists()


def test_an_upload_that_is_too_large_is_refused(admin, settings):
    settings.UPLOAD_MAX_BYTES = 10
    upload = SimpleUploadedFile("xa.geojson", content())
    answer = admin.post(ADD, {"source": "", "file": upload})
    assert "Tệp lớn hơn" in answer.content.decode()


def test_a_loaded_file_is_shown_and_never_changed(admin):
    admin.post(ADD, {"source": "a", "file": SimpleUploadedFile("x.geojson", content())})
    kept = BoundarySet.objects.get()
    page = f"/quan-tri/communes/boundaryset/{kept.pk}/change/"
    assert admin.get(page).status_code == 200
    assert admin.post(page, {"source": "b"}).status_code == 403
