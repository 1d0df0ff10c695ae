"""The pages of registers, cooperatives and villages: reading, writing, files."""

import datetime as dt

import pytest

from communes.models import Cooperative, Village
from programme.models import (
    RegisterRecord,
    VillageResult,
)
from tests.programme.register_world import (
    OTHER,
    OTHER_COMMUNE,
    OWN,
    OWN_COMMUNE,
    cooperative,
    department,
    leader,
    officer,
    record,
    signed_in,
    village,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """A row of every table, in one's own district and in another."""
    own, other = village(), village(OTHER_COMMUNE)
    return {
        "/hop-tac-xa/": (cooperative(), cooperative(OTHER_COMMUNE)),
        "/thon/": (own, other),
        "/thon/ket-qua/": tuple(
            VillageResult.objects.create(village=each, year=2020)
            for each in (own, other)
        ),
        "/so-theo-doi/dao-tao/": (
            record("dao-tao", commune_id=OWN_COMMUNE, agency_id="HLHPN"),
            record("dao-tao", commune_id=OTHER_COMMUNE, agency_id="SNN"),
        ),
    }


def test_everyone_signed_in_reads_lists_and_rows(client, rows):
    signed_in(client, leader())
    for where, pair in rows.items():
        for address in (where, *(f"{where}{row.pk}/" for row in pair)):
            assert client.get(address).status_code == 200
        assert client.get(f"{where}xuat.xlsx").status_code == 200


def test_a_stranger_is_asked_to_log_in(client, rows):
    for where in rows:
        assert client.get(where).url == f"/dang-nhap/?next={where}"


def test_a_reader_finds_nothing_to_write(client, rows):
    signed_in(client, leader())
    for where, (row, _) in rows.items():
        for below in ("moi/", "nhap/", "mau.xlsx", f"{row.pk}/sua/", f"{row.pk}/xoa/"):
            assert client.get(f"{where}{below}").status_code == 404
            assert client.post(f"{where}{below}").status_code in (404, 405)
        assert ">Sửa</a>" not in client.get(f"{where}{row.pk}/").content.decode()


def test_rows_of_another_district_cannot_be_changed(client, rows):
    signed_in(client, officer())
    for where, (own, other) in rows.items():
        for below in ("sua/", "xoa/"):
            assert client.get(f"{where}{own.pk}/{below}").status_code == 200
            assert client.get(f"{where}{other.pk}/{below}").status_code == 404
            assert client.post(f"{where}{other.pk}/{below}").status_code == 404


def test_a_department_changes_rows_of_its_body_alone(client, rows):
    signed_in(client, department())
    own, other = rows["/so-theo-doi/dao-tao/"]
    assert client.get(f"/so-theo-doi/dao-tao/{own.pk}/sua/").status_code == 200
    assert client.get(f"/so-theo-doi/dao-tao/{other.pk}/sua/").status_code == 404
    assert client.get("/hop-tac-xa/moi/").status_code == 404


def test_a_cooperative_is_added_changed_and_deleted_with_its_history(client):
    signed_in(client, officer())
    typed = {
        "commune": OWN_COMMUNE,
        "name": "HTX Rau",
        "kind": "farming",
        "follows_law_2012": "1",
        "founded_on": "1/5/2018",
    }
    client.post("/hop-tac-xa/moi/", typed)
    row = Cooperative.objects.get()
    assert (row.founded_on, row.follows_law_2012) == (dt.date(2018, 5, 1), True)
    changed = typed | {"name": "HTX Rau sạch", "reason": "đổi tên"}
    client.post(f"/hop-tac-xa/{row.pk}/sua/", changed)
    html = client.get(f"/hop-tac-xa/{row.pk}/").content.decode()
    assert "<del>HTX Rau</del> → <ins>HTX Rau sạch</ins>" in html
    assert "đổi tên" in html
    client.post(f"/hop-tac-xa/{row.pk}/xoa/", {"reason": "ghi nhầm"})
    assert not Cooperative.objects.exists()
    assert Cooperative.history.first().history_change_reason == "ghi nhầm"


TWICE = {
    "/hop-tac-xa/moi/": {"commune": OWN_COMMUNE, "name": "HTX A", "kind": "farming"},
    "/thon/moi/": {"commune": OWN_COMMUNE, "name": "Làng A", "planned": "2020"},
    "/so-theo-doi/dao-tao/moi/": {
        "title": "Lớp",
        "commune": OWN_COMMUNE,
        "o-doi-tuong": "Cán bộ xã",
        "o-so-nguoi": "30",
    },
}


@pytest.mark.parametrize("where", TWICE)
def test_a_new_row_that_is_sent_twice_is_one(client, where):
    signed_in(client, officer())
    first = client.post(where, TWICE[where])
    second = client.post(where, TWICE[where], follow=True)
    assert second.redirect_chain == [(first.url, 302)]
    assert "Dòng này vừa được ghi" in second.content.decode()


def test_another_new_row_after_the_first_is_a_second(client):
    signed_in(client, officer())
    where = "/so-theo-doi/dao-tao/moi/"
    client.post(where, TWICE[where])
    client.post(where, TWICE[where] | {"o-so-nguoi": "31"})
    RegisterRecord.history.update(history_date=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    client.post(where, TWICE[where])
    assert RegisterRecord.objects.count() == 3


def test_a_heading_does_not_say_its_words_twice(client):
    signed_in(client, officer())
    html = client.get("/hop-tac-xa/moi/").content.decode()
    assert "<h1>Thêm hợp tác xã</h1>" in html


def test_what_cannot_be_read_stays_typed_and_says_why(client):
    signed_in(client, officer())
    answer = client.post(
        "/so-theo-doi/dao-tao/moi/",
        {"title": "Lớp", "commune": OWN, "on": "31/2/2020", "o-so-nguoi": "nhiều"},
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="31/2/2020"' in html
    assert 'value="nhiều"' in html
    assert "Không có ngày" in html
    assert "Hãy ghi đối tượng." in html
    assert not RegisterRecord.objects.exists()


def test_a_whole_district_is_a_place_where_no_commune_is_needed(client):
    signed_in(client, officer())
    typed = {"title": "Lớp", "o-doi-tuong": "Cán bộ xã", "o-so-nguoi": "30"}
    client.post("/so-theo-doi/dao-tao/moi/", typed | {"commune": OWN})
    assert RegisterRecord.objects.get().district_id == OWN
    answer = client.post(
        "/so-theo-doi/can-bo/moi/",
        {"title": "A", "commune": OWN, "o-cap": "Xã", "o-chuyen-trach": "1"},
    )
    assert "Hãy chọn một xã." in answer.content.decode()


def test_a_place_of_another_district_is_not_taken(client):
    signed_in(client, officer())
    typed = {"title": "Lớp", "o-doi-tuong": "Cán bộ xã", "o-so-nguoi": "30"}
    answer = client.post("/so-theo-doi/dao-tao/moi/", typed | {"commune": OTHER})
    assert "thuộc huyện khác" in answer.content.decode()
    assert not RegisterRecord.objects.exists()


def test_a_result_of_a_village_is_written_from_its_line(client):
    village()
    signed_in(client, officer())
    line = client.get(f"/thon/?huyen={OWN}&nam=2020").content.decode()
    assert "?commune=23344&amp;village=Th%C3%B4n%201&amp;year=2020" in line
    form = client.get("/thon/ket-qua/moi/?commune=23344&village=Thôn 1&year=2020")
    assert 'value="Thôn 1"' in form.content.decode()
    client.post(
        "/thon/ket-qua/moi/",
        {"commune": OWN_COMMUNE, "village": "Thôn 1", "year": "2020", "state": "met"},
    )
    page = client.get(f"/thon/?huyen={OWN}&nam=2020").content.decode()
    assert "1/1 thôn đạt" in page


def test_a_result_outside_of_its_village_s_days_stays_typed_and_says_why(client):
    Village.objects.filter(pk=village().pk).update(valid_to="2019-12-31")
    signed_in(client, officer())
    said = {"commune": OWN_COMMUNE, "village": "Thôn 1", "year": "2020", "state": "met"}
    page = client.post("/thon/ket-qua/moi/", said).content.decode()
    assert "đến ngày 31/12/2019" in page
    assert 'value="2020"' in page


def test_communes_with_and_without_a_cooperative_are_told(client):
    cooperative()
    cooperative("23350", name="HTX Hai", follows_law_2012=None)
    cooperative("23353", name="HTX Ba", kind="other")
    signed_in(client, leader())
    html = client.get("/hop-tac-xa/").content.decode()
    assert "<dd>1/85</dd>" in html
    assert "(chưa rõ theo Luật)" in html
    assert "(có, nhưng không tính)" in html


def test_a_list_is_narrowed_summed_and_a_bad_value_named(client):
    values = {"nhu-cau": 5, "da-xoa": 3}
    record("nha-tam", commune_id=OWN_COMMUNE, on=dt.date(2020, 1, 5), values=values)
    record("nha-tam", commune_id=OTHER_COMMUNE, on=dt.date(2019, 1, 5), values=values)
    signed_in(client, leader())
    where = "/so-theo-doi/nha-tam/"
    page = client.get(where).context
    assert [words for _, words in page["sums"]] == ["10", "6", "0", "0"]
    for asked in (f"huyen={OWN}", "tu=1/1/2020", f"huyen={OWN}&xa=23344&tim=viec"):
        assert client.get(f"{where}?{asked}").context["summary"].count == 1
    assert client.get(f"{where}?tim=khac").context["summary"].count == 0
    bad = client.get(f"{where}?huyen=999&tu=xx").content.decode()
    assert "Huyện: Không có trong danh sách." in bad


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/so-theo-doi/", 7),
        ("/so-theo-doi/dao-tao/", 14),
        ("/hop-tac-xa/", 13),
        ("/thon/", 14),
        (f"/thon/?huyen={OWN}", 14),
        ("/thon/ket-qua/", 12),
        ("/chuong-trinh/", 40),
    ],
)
def test_the_queries_do_not_grow_with_the_rows(
    client, rows, django_assert_max_num_queries, address, queries
):
    for number in range(5):
        cooperative(name=f"HTX {number}")
        own = village(name=str(number + 2))
        VillageResult.objects.create(village=own, year=2020)
        record("dao-tao", commune_id=OWN_COMMUNE, agency_id="SNN")
    signed_in(client, officer())
    with django_assert_max_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/so-theo-doi/dao-tao/?huyen=%00&xa=%00&tim=%00&tu=%00", 200),
        ("/hop-tac-xa/?huyen=%00&loai=%00&trang=x", 200),
        ("/thon/?huyen=%00", 404),
        ("/thon/?nam=9999", 200),
        ("/thon/ket-qua/?huyen=%00", 404),
        ("/hop-tac-xa/999999999999999999999999/", 404),
        ("/hop-tac-xa/nhap/999999999999999999999999/", 404),
        ("/so-theo-doi/khong-co/", 404),
        ("/thon/ket-qua/moi/?commune=x&village=%00&year=x", 200),
    ],
)
def test_odd_addresses_are_answered_and_never_break(client, address, status):
    signed_in(client, officer())
    assert client.get(address).status_code == status


def test_what_no_database_keeps_is_refused_in_a_form(client):
    signed_in(client, officer())
    typed = {"commune": OWN_COMMUNE, "name": "A\x00", "kind": "farming"}
    answer = client.post("/hop-tac-xa/moi/", typed | {"reason": "\x00"})
    assert answer.status_code == 422
    assert not Cooperative.objects.exists()
