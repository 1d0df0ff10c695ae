"""Files replaced and taken away: the old ones stay and say what became of them."""

import pytest
from django.test import Client

from reports.models import Evidence, Report
from tests import handed_in
from tests.reports.evidence_world import (
    ADD,
    CELL_PAGE,
    FRAGMENT,
    added,
    files_on_disk,
    one_file,
    upload,
)
from tests.reports.review_world import SECOND, officer, reviewer
from tests.reports.views.entry.addresses import said, text

ACTS = ("thay", "go")


def act(client: Client, row: Evidence, name: str, **options: object) -> object:
    files = {"uploads": upload("moi.pdf")} if name == "thay" else {}
    return client.post(f"{ADD}{row.pk}/{name}/", files, **options)


def current() -> list[str]:
    return list(Evidence.objects.current().values_list("name", flat=True))


def test_the_old_file_stays_beside_the_new_one(district):
    row = one_file("cu.pdf")
    assert act(district, row, "thay")["Location"] == f"{CELL_PAGE}#minh-chung"
    page = district.get(CELL_PAGE)
    assert current() == ["moi.pdf"]
    assert said(page) == ["Đã thay “cu.pdf” bằng “moi.pdf”; bản cũ vẫn mở được."]
    assert "1 bản cũ" in text(page)
    assert f'href="/minh-chung/{row.pk}/">cu.pdf</a>' in text(page)
    assert "Thay bởi" in text(page)


def test_a_removed_file_says_who_took_it_away(district):
    row = one_file("cu.pdf")
    assert act(district, row, "go")["Location"] == f"{CELL_PAGE}#minh-chung"
    page = text(district.get(CELL_PAGE))
    assert current() == []
    assert "1 tệp đã gỡ" in page
    assert "Gỡ bởi UBND" in page
    assert f'href="/minh-chung/{row.pk}/">cu.pdf</a>' in page


@pytest.mark.parametrize("name", ACTS)
def test_the_script_gets_the_part_anew(district, name):
    response = act(district, one_file("cu.pdf"), name, headers=FRAGMENT)
    assert response.status_code == 200
    assert "cu.pdf" in text(response)


@pytest.mark.parametrize("name", ACTS)
def test_what_somebody_replaced_meanwhile_is_said(district, name):
    row = one_file("cu.pdf")
    act(district, row, "thay")
    response = act(district, row, name)
    assert response.status_code == 409
    assert "Tệp “cu.pdf” đã được UBND" in text(response)
    assert len(files_on_disk()) == 2


def test_a_bad_file_replaces_nothing(district):
    row = one_file("cu.pdf")
    address = f"{ADD}{row.pk}/thay/"
    bad = {"uploads": upload("moi.pdf", handed_in.EXE)}
    assert "là một chương trình" in text(district.post(address, bad))
    assert "Hãy chọn tệp trước khi gửi." in text(district.post(address))
    assert current() == ["cu.pdf"]
    assert len(files_on_disk()) == 1


@pytest.mark.parametrize("name", ACTS)
def test_an_approved_report_keeps_its_files(district, name):
    row = one_file("cu.pdf")
    Report.objects.update(state="approved")
    response = act(district, row, name)
    assert response.status_code == 409
    assert "Khóa vì đã duyệt" in text(response)
    assert current() == ["cu.pdf"]


@pytest.mark.parametrize("name", ACTS)
def test_a_file_of_another_cell_is_not_there(district, name):
    added(cell=(SECOND, 5))
    assert act(district, Evidence.objects.get(), name).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_a_file_of_a_report_not_begun_is_not_there(district, name):
    assert district.post(f"{ADD}7/{name}/").status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_a_link_to_the_act_leads_to_the_files(district, name):
    row = one_file()
    response = district.get(f"{ADD}{row.pk}/{name}/")
    assert response["Location"] == f"{CELL_PAGE}#minh-chung"
    assert current() == [row.name]


@pytest.mark.parametrize("name", ACTS)
def test_another_district_changes_nothing(client, name):
    row = one_file()
    client.force_login(officer("610"))
    assert act(client, row, name).status_code == 404
    assert current() == [row.name]


@pytest.mark.parametrize("name", ACTS)
def test_the_office_may_do_it_for_the_district(client, name):
    row = one_file()
    client.force_login(reviewer())
    assert act(client, row, name).status_code == 302
    assert row.name not in current()
