"""Files of many rows: as many questions to the database as for a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communes.models import Cooperative, Village
from programme.choices import VillageState
from programme.forms.tables.places import Places
from programme.importing.changes import Signed, take_rows, undo_changes
from programme.importing.cooperative_table import CooperativeTable
from programme.importing.record_table import RecordTable
from programme.importing.tables import read_table
from programme.importing.village_result_table import VillageResultTable
from programme.importing.village_table import VillageTable
from programme.models import (
    RegisterField,
    RegisterKind,
    RegisterRecord,
    VillagePlan,
    VillageResult,
)
from programme.services.registers.village_results import save_result
from reports.services.guard import ChangeRefused
from tests.programme.register_world import (
    OTHER_COMMUNE,
    OWN_COMMUNE,
    TODAY,
    cooperative,
    office,
    officer,
    village,
)

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 30
COOPERATIVES = "Xã;Tên hợp tác xã;Loại;Ghi chú\n"
VILLAGES = "Xã;Tên thôn, làng;Loại;Năm phấn đấu đạt chuẩn;Nguồn\n"


def take(table, text, *, is_trial=False):
    reading = read_table(text.encode(), "a.csv", table.columns, places=Places(TODAY))
    signed = Signed(table.by, timezone.now(), "nhập")
    return take_rows(table, reading, signed=signed, is_trial=is_trial)


def cooperatives(count, note):
    lines = (f"23344;HTX {n};Nông nghiệp;{note}\n" for n in range(count))
    return COOPERATIVES + "".join(lines)


def villages(count, note):
    year = 2021 if note == "một" else 2022
    lines = (f"23344;{n + 1};Thôn;{year};{note}\n" for n in range(count))
    return VILLAGES + "".join(lines)


def results(count, note):
    for n in range(count):
        Village.objects.get_or_create(commune_id=OWN_COMMUNE, name=str(n + 1))
    lines = (f"23344;{n + 1};2020;Chưa đạt;{note}\n" for n in range(count))
    return "Xã;Thôn, làng;Năm;Kết quả;Ghi chú\n" + "".join(lines)


def records(count, note):
    lines = (f"Đắk Glei;23344;Lớp {n};Cán bộ xã;30;{note}\n" for n in range(count))
    return "Huyện;Xã;Tên lớp;Đối tượng;Số người học;Ghi chú\n" + "".join(lines)


def training(by):
    fields = RegisterField.objects.in_use().filter(kind_id="dao-tao")
    return RecordTable(RegisterKind.objects.get(pk="dao-tao"), list(fields), by=by)


TABLES = [
    (CooperativeTable, Cooperative, cooperatives),
    (VillageTable, Village, villages),
    (lambda by: VillageResultTable((), by=by), VillageResult, results),
    (training, RegisterRecord, records),
]


@pytest.mark.parametrize(("table", "model", "text"), TABLES)
def test_a_file_asks_as_much_for_many_rows_as_for_a_few(table, model, text):
    asked = []
    for count in (FEW, MANY):
        for note in ("một", "hai"):
            content = text(count, note)
            own = table(by=officer())
            with CaptureQueriesContext(connection) as queries:
                outcome = take(own, content)
            assert outcome.problems == ()
            asked.append(len(queries))
        assert model.history.filter(history_user=officer()).count() == 2 * count
        assert model.objects.count() == count
        model.history.all().delete()
        VillagePlan.objects.all().delete()
        model.objects.all().delete()
    assert asked[:2] == asked[2:]


def test_a_row_may_take_the_name_that_one_above_it_gives_up():
    first, second = cooperative(name="HTX Một"), cooperative(name="HTX Hai")
    outcome = take(
        CooperativeTable(by=office()),
        "Mã dòng;Xã;Tên hợp tác xã;Loại\n"
        f"{first.pk};23344;HTX Ba;Nông nghiệp\n"
        f"{second.pk};23344;HTX Một;Nông nghiệp\n"
        ";23344;HTX Hai;Nông nghiệp\n",
    )
    # "HTX Hai" is the name of a row that the file has already changed: the same row.
    assert [each.message for each in outcome.problems] == ["Trùng với hàng 3 của tệp."]
    outcome = take(
        CooperativeTable(by=office()),
        "Mã dòng;Xã;Tên hợp tác xã;Loại\n"
        f"{first.pk};23344;HTX Ba;Nông nghiệp\n"
        f"{second.pk};23344;HTX Một;Nông nghiệp\n",
    )
    assert (outcome.problems, outcome.updated) == ((), 2)
    names = Cooperative.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["HTX Ba", "HTX Một"]


def test_a_row_cannot_take_the_name_that_one_below_it_gives_up():
    first, second = village(name="1"), village(name="2")
    outcome = take(
        VillageTable(by=office()),
        "Mã dòng;Xã;Tên thôn, làng;Loại\n"
        f"{first.pk};23344;Thôn 2;Thôn\n"
        f"{second.pk};23344;Thôn 3;Thôn\n",
    )
    assert [(each.cell, each.message) for each in outcome.problems] == [
        ("C2", "Xã đã có “Thôn 2”.")
    ]
    assert set(Village.objects.values_list("name", flat=True)) == {"1", "2"}


def test_faults_of_a_file_stand_in_the_order_of_its_rows():
    outcome = take(
        CooperativeTable(by=officer()),
        "Mã dòng;Xã;Tên hợp tác xã;Loại\n"
        f";{OTHER_COMMUNE};HTX Một;Nông nghiệp\n"
        "999999;23344;HTX Hai;Nông nghiệp\n"
        ";23344;HTX Ba;Nông nghiệp\n"
        ";23344;htx ba;Nông nghiệp\n",
    )
    assert [each.cell for each in outcome.problems] == ["B2", "A3", "A5"]


def test_two_results_of_a_year_are_told_apart_from_one_that_changes_its_year():
    row = village()
    made = VillageResult.objects.create(village=row, year=2019, state="met")
    VillageResult.objects.create(village=row, year=2020, state="met")
    head = "Mã dòng;Xã;Thôn, làng;Năm;Kết quả\n"
    line = f"{made.pk};23344;Thôn 1;%s;Chưa đạt\n"
    outcome = take(VillageResultTable((), by=office()), head + line % 2020)
    assert outcome.problems[0].message == "Thôn đã có kết quả của năm này."
    outcome = take(VillageResultTable((), by=office()), head + line % 2021)
    assert outcome.problems == ()
    made.refresh_from_db()
    assert (made.year, made.state) == (2021, VillageState.UNMET)


def test_a_plan_that_a_file_leaves_blank_goes_and_its_history_says_so():
    take(VillageTable(by=officer()), villages(1, "một"))
    outcome = take(VillageTable(by=officer()), f"{VILLAGES}23344;1;Thôn;;hai\n")
    assert outcome.updated == 1
    assert not VillagePlan.objects.exists()
    gone = VillagePlan.history.first()
    assert (gone.history_type, gone.history_change_reason) == ("-", "nhập")


def test_a_file_takes_no_result_of_a_year_in_which_the_village_was_not():
    row = village()
    Village.objects.filter(pk=row.pk).update(valid_from="2021-03-01")
    table = VillageResultTable((), by=officer())
    outcome = take(table, "Xã;Thôn, làng;Năm;Kết quả\n23344;1;2020;Chưa đạt\n")
    (problem,) = outcome.problems
    assert (problem.header, problem.value) == ("Năm", "2020")
    assert "từ ngày 01/03/2021" in problem.message


def test_the_days_of_a_village_go_back_only_while_its_results_allow_it():
    village()
    table = VillageTable(by=officer())
    text = "Xã;Tên thôn, làng;Đến ngày\n23344;1;{}\n"
    Village.objects.update(valid_to="2019-12-31")
    outcome = take(table, text.format("31/12/2021"))
    save_result(
        result=VillageResult(village=Village.objects.get(), year=2020),
        by=officer(),
        at=timezone.now(),
    )
    with pytest.raises(ChangeRefused, match="đã có kết quả năm 2020"):
        undo_changes(table, outcome.changes, Signed(officer(), timezone.now()))
