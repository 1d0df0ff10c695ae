"""What was deleted is listed, and what was done beside a row is in its history."""

import pytest
from django.utils import timezone

from communes.choices import UnitKind
from communes.models import Commune
from programme.choices import DossierStepKind, RecognitionLevel
from programme.models import Reward, VillageResult
from programme.services.recognition.dossiers import remove_dossier
from programme.services.recognition.rewards import remove_reward, save_reward
from tests.programme import dossier_world
from tests.programme.register_world import (
    OTHER_COMMUNE,
    OWN,
    OWN_COMMUNE,
    TODAY,
    cooperative,
    department,
    leader,
    office,
    officer,
    record,
    signed_in,
    village,
)

pytestmark = pytest.mark.django_db
REASON = {"reason": "ghi nhầm"}


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def delete(client, where, row):
    assert client.post(f"{where}{row.pk}/xoa/", REASON).status_code == 302


def result(client, year, state="met", **more):
    typed = {"commune": OWN_COMMUNE, "village": "Thôn 1", "year": year, "state": state}
    answer = client.post("/thon/ket-qua/moi/", typed | more)
    assert answer.status_code == 302
    return answer.url


ROWS = {
    "/hop-tac-xa/": (lambda: cooperative(note="Rau sạch"), "HTX Một", "Rau sạch"),
    "/thon/": (village, "Thôn 1", "Xã Đắk Blô"),
    "/so-theo-doi/dao-tao/": (
        lambda: record(
            "dao-tao", commune_id=OWN_COMMUNE, agency_id="HLHPN", values={"so-lop": 7}
        ),
        "Việc",
        "7",
    ),
}


@pytest.mark.parametrize("where", ROWS)
def test_a_deleted_row_is_listed_with_who_when_why_and_its_last_values(client, where):
    make, name, value = ROWS[where]
    row = make()
    signed_in(client, officer())
    delete(client, where, row)
    signed_in(client, office())
    assert f'href="{where}da-xoa/">Đã xóa (1)' in read(client, where)
    html = read(client, f"{where}da-xoa/")
    for said in (name, value, officer().display_name, "ghi nhầm"):
        assert said in html


@pytest.mark.parametrize("where", [*ROWS, "/ho-so-cong-nhan/thuong/"])
def test_deleted_rows_are_for_the_office_alone(client, where):
    if where in ROWS:
        row = ROWS[where][0]()
        delete(signed_in(client, office()), where, row)
    for person in (officer(), department(), leader()):
        signed_in(client, person)
        assert "Đã xóa (" not in read(client, where)
        read(client, f"{where}da-xoa/", 404)


def test_a_deleted_result_names_its_village_that_is_deleted_too(client):
    own = village()
    signed_in(client, office())
    where = result(client, "2020")
    client.post(f"{where}xoa/", REASON)
    delete(client, "/thon/", own)
    html = read(client, "/thon/ket-qua/da-xoa/")
    assert "Thôn 1" in html
    assert "2020: Đạt chuẩn" in html


def test_a_record_names_its_village_that_is_deleted_too(client):
    own = village()
    row = record("can-bo", commune_id=OWN_COMMUNE, village_id=own.pk)
    signed_in(client, office())
    delete(client, "/so-theo-doi/can-bo/", row)
    delete(client, "/thon/", own)
    assert "Việc" in read(client, "/so-theo-doi/can-bo/da-xoa/")


GONE = "99999"


def passing_commune():
    commune = Commune.objects.create(
        code=GONE, district_id=OWN, name="Tạm lập", source="thử"
    )
    commune.periods.create(name="Tạm lập", kind=UnitKind.COMMUNE, source="thử")
    return commune


def deleted_result():
    own = village(GONE)
    VillageResult.objects.create(village=own, year=2020, state="met").delete()
    own.delete()


def deleted_step():
    dossier = dossier_world.opened(office(), GONE)
    remove_dossier(dossier=dossier, by=office(), at=timezone.now())


def deleted_reward():
    given = {"document": "7/QĐ", "on": TODAY, "what": "Nhà văn hóa"}
    Reward.objects.create(commune_id=GONE, **given).delete()


DELETED = {
    "/hop-tac-xa/": (lambda: cooperative(GONE).delete(), "HTX Một"),
    "/thon/": (lambda: village(GONE).delete(), "Thôn 1"),
    "/thon/ket-qua/": (deleted_result, "2020: Đạt chuẩn"),
    "/so-theo-doi/can-bo/": (
        lambda: record("can-bo", commune_id=GONE).delete(),
        "Việc",
    ),
    "/ho-so-cong-nhan/bang/": (deleted_step, DossierStepKind.REQUEST.label),
    "/ho-so-cong-nhan/thuong/": (deleted_reward, "Nhà văn hóa"),
}


@pytest.mark.parametrize("where", DELETED)
def test_a_deleted_row_is_listed_when_its_commune_is_deleted_too(client, where):
    delete_row, name = DELETED[where]
    commune = passing_commune()
    delete_row()
    commune.delete()
    html = read(signed_in(client, office()), f"{where}da-xoa/")
    assert name in html
    assert GONE in html


def test_a_row_that_left_a_commune_keeps_its_history_when_that_is_deleted(client):
    commune, own = passing_commune(), village()
    moved = cooperative(GONE), village(GONE, name="2")
    kept = VillageResult.objects.create(village=moved[1], year=2020, state="met")
    for row in moved:
        row.commune_id = OWN_COMMUNE
        row.save()
    kept.village = own
    kept.save()
    moved[1].delete()
    commune.delete()
    signed_in(client, office())
    read(client, f"/hop-tac-xa/{moved[0].pk}/")
    read(client, f"/thon/ket-qua/{kept.pk}/")


def test_steps_of_a_dossier_that_is_gone_are_listed(client):
    by = office()
    dossier = dossier_world.opened(by, level=RecognitionLevel.STANDARD)
    remove_dossier(dossier=dossier, by=by, at=timezone.now())
    signed_in(client, by)
    assert "Bước đã xóa (1)" in read(client, "/ho-so-cong-nhan/")
    html = read(client, "/ho-so-cong-nhan/bang/da-xoa/")
    assert DossierStepKind.REQUEST.label in html
    assert "Bỏ hồ sơ mở nhầm" in html
    assert "12/TTr-UBND" in html


def test_a_deleted_reward_is_listed(client):
    by = office()
    row = Reward(commune_id=OWN_COMMUNE, document="7/QĐ", on=TODAY, what="Nhà văn hóa")
    save_reward(reward=row, by=by, at=timezone.now(), today=TODAY)
    remove_reward(reward=row, reason="nhầm xã", by=by, at=timezone.now())
    html = read(signed_in(client, by), "/ho-so-cong-nhan/thuong/da-xoa/")
    assert "Nhà văn hóa" in html
    assert "Xóa: nhầm xã" in html


def test_a_list_of_deleted_rows_asks_no_more_for_many(
    client, django_assert_max_num_queries
):
    signed_in(client, office())
    for number in range(6):
        delete(client, "/hop-tac-xa/", cooperative(name=f"HTX {number}"))
        own = village(OTHER_COMMUNE, name=str(number))
        row = record("dao-tao", district_id=OWN, agency_id="SNN")
        delete(client, "/thon/", own)
        delete(client, "/so-theo-doi/dao-tao/", row)
    for where in ROWS:
        with django_assert_max_num_queries(18):
            read(client, f"{where}da-xoa/")


def test_the_history_of_a_village_tells_of_its_plan_and_its_results(client):
    signed_in(client, officer())
    typed = {"commune": OWN_COMMUNE, "name": "1", "planned": "2020"}
    where = client.post("/thon/moi/", typed).url
    client.post(f"{where}sua/", typed | {"planned": "2022", "reason": "lùi hạn"})
    made = result(client, "2020", met_count="9", decision="7/QĐ")
    client.post(f"{made}xoa/", REASON)
    history = client.get(where).context["history"]
    told = [
        (each.act, each.reason, *((c.label, c.before, c.after) for c in each.changes))
        for each in history
    ]
    said = "Đạt chuẩn, 9 tiêu chí đạt, quyết định 7/QĐ"
    plan = "Năm phấn đấu đạt chuẩn"
    assert told == [
        ("Xóa", "ghi nhầm", ("Kết quả năm 2020", said, "")),
        ("Thêm", "", ("Kết quả năm 2020", "", said)),
        ("Sửa", "lùi hạn", (plan, "2020", "2022")),
        ("Thêm", "", (plan, "", "2020")),
    ]
