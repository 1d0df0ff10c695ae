"""Files of tables taken whole or not at all, and put back."""

import datetime as dt

import pytest
from django.utils import timezone

from communes.models import Cooperative, Village
from programme.exporting.tables import TableTitle, WrittenRow, write_table
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
from reports.services.guard import ChangeRefused
from tests.programme.register_world import (
    OTHER_COMMUNE,
    OWN,
    OWN_COMMUNE,
    TODAY,
    cooperative,
    office,
    officer,
    record,
    village,
)

pytestmark = pytest.mark.django_db
HEADER = "Mã dòng;Huyện;Xã;Tên hợp tác xã;Loại;Theo Luật HTX năm 2012\n"


def take(table, data: bytes | str, *, by=None, name="a.csv", is_trial=False):
    content = data.encode() if isinstance(data, str) else data
    reading = read_table(content, name, table.columns, places=Places(TODAY))
    signed = Signed(by or table.by, timezone.now(), "nhập")
    return take_rows(table, reading, signed=signed, is_trial=is_trial)


def exported(table) -> bytes:
    return write_table(
        table.columns,
        [WrittenRow(*row) for row in table.rows().items()],
        title=TableTitle("Bảng", made_on=TODAY),
        places=Places(TODAY),
        blank_rows=5,
    )


def register(kind: str, by=None) -> RecordTable:
    fields = RegisterField.objects.in_use().filter(kind_id=kind)
    return RecordTable(
        RegisterKind.objects.get(pk=kind), list(fields), by=by or office()
    )


def all_tables():
    """Return every table with a row in it."""
    cooperative(founded_on=dt.date(2015, 5, 1), note="một\nhai")
    own = village()
    VillagePlan.objects.create(village=own, year=2021)
    VillageResult.objects.create(village=own, year=2020, state="met", met_count=9)
    record(
        "dao-tao",
        commune_id=OWN_COMMUNE,
        agency_id="SNN",
        on=dt.date(2020, 5, 1),
        values={
            "so-nguoi": 1234,
            "kinh-phi": "12.5",
            "tham-quan": False,
            "doi-tuong": "Cán bộ xã",
            "dia-diem": "=HYPERLINK(1)",
        },
    )
    by = office()
    return [
        CooperativeTable(by=by),
        VillageTable(by=by),
        VillageResultTable((), by=by),
        VillageResultTable(((1, "Giao thông"),), by=by),
        register("dao-tao"),
    ]


def test_what_is_exported_comes_back_unchanged():
    for table in all_tables():
        outcome = take(table, exported(table), name="a.xlsx")
        assert outcome.problems == ()
        assert (outcome.unchanged, outcome.has_changes) == (1, False)


def test_rows_are_added_changed_and_left_alone_by_number_or_by_name():
    kept, changed = cooperative(name="HTX Một"), cooperative(name="HTX Hai")
    table = CooperativeTable(by=officer())
    outcome = take(
        table,
        f"{HEADER};Đắk Glei;23344;htx một;Nông nghiệp;Có\n"
        f"{changed.pk};Đắk Glei;23344;HTX Hai mới;Nông nghiệp;Không\n"
        ";Đắk Glei;23344;HTX Ba;Phi nông nghiệp;\n",
    )
    # A name in other letters is the same row, and is written as the file has it.
    assert (outcome.created, outcome.updated, outcome.unchanged) == (1, 2, 0)
    kept.refresh_from_db()
    changed.refresh_from_db()
    assert (kept.name, changed.name) == ("htx một", "HTX Hai mới")
    assert changed.history.first().history_user == officer()
    assert Cooperative.objects.get(name="HTX Ba").follows_law_2012 is None


def test_columns_that_a_file_lacks_stay_as_they_are():
    row = cooperative(note="giữ")
    text = (
        f"Mã dòng;Huyện;Xã;Tên hợp tác xã;Loại\n{row.pk};;23344;HTX Mới;Nông nghiệp\n"
    )
    take(CooperativeTable(by=office()), text)
    row.refresh_from_db()
    assert (row.name, row.note, row.follows_law_2012) == ("HTX Mới", "giữ", True)


def test_one_bad_row_leaves_nothing_of_the_file():
    outcome = take(
        CooperativeTable(by=officer()),
        f"{HEADER};;23344;HTX Một;Nông nghiệp;Có\n"
        f";;{OTHER_COMMUNE};HTX Hai;Nông nghiệp;Có\n",
    )
    assert [(each.cell, each.message) for each in outcome.problems] == [
        ("B3", "Xã này thuộc huyện khác.")
    ]
    assert not Cooperative.objects.exists()


def test_a_number_that_is_not_theirs_or_not_there_is_named():
    other = cooperative(OTHER_COMMUNE)
    for number in (other.pk, 999_999):
        outcome = take(
            CooperativeTable(by=officer()),
            f"{HEADER}{number};;23344;HTX Một;Nông nghiệp;Có\n",
        )
        assert outcome.problems[0].cell == "A2"
        assert f"không có dòng mã {number}" in outcome.problems[0].message


def test_the_same_row_twice_in_a_file_is_refused():
    line = ";;23344;HTX Một;Nông nghiệp;Có\n"
    outcome = take(CooperativeTable(by=office()), HEADER + line + line)
    assert "Trùng với hàng 2" in outcome.problems[0].message


def test_rows_that_cannot_be_told_apart_need_their_number():
    for _ in range(2):
        record("mo-hinh", district_id=OWN)
    text = "Huyện;Tên mô hình;Phong trào\nĐắk Glei;Việc;Khác\n"
    outcome = take(register("mo-hinh"), text)
    assert "hãy ghi mã dòng" in outcome.problems[0].message


def test_what_the_database_refuses_is_named_at_its_cell():
    outcome = take(
        CooperativeTable(by=office()),
        "Xã;Tên hợp tác xã;Loại;Ngày thành lập;Ngày ngừng hoạt động\n"
        "23344;HTX Một;Nông nghiệp;1/1/2020;1/1/2019\n",
    )
    assert "Ngày ngừng phải sau ngày thành lập." in outcome.problems[0].message
    assert outcome.problems[0].cell == "A2"


def test_a_trial_says_the_same_and_writes_nothing():
    text = f"{HEADER};;23344;HTX Một;Nông nghiệp;Có\n"
    outcome = take(CooperativeTable(by=office()), text, is_trial=True)
    assert outcome.created == 1
    assert not Cooperative.objects.exists()
    assert not Cooperative.history.exists()


def test_a_register_takes_a_whole_district_and_every_kind_of_field():
    outcome = take(
        register("dao-tao", officer()),
        "Huyện;Xã;Tên lớp;Đối tượng;Số người học;Có tham quan mô hình;"
        "Kinh phí (triệu đồng);Ngày\n"
        "Đắk Glei;;Lớp một;cán bộ xã;30;có;12,5;1/2/2020\n",
    )
    assert outcome.problems == ()
    row = RegisterRecord.objects.get()
    assert (row.district_id, row.commune_id) == (OWN, None)
    assert row.values == {
        "doi-tuong": "Cán bộ xã",
        "dia-diem": None,
        "so-lop": None,
        "so-nguoi": 30,
        "tham-quan": True,
        "kinh-phi": "12.5",
    }


def test_undoing_puts_rows_back_and_new_ones_away():
    row = cooperative(name="HTX Một")
    table = CooperativeTable(by=office())
    outcome = take(
        table,
        f"{HEADER}{row.pk};;23344;HTX Đổi;Nông nghiệp;Không\n"
        ";;23344;HTX Mới;Nông nghiệp;Có\n",
    )
    undo_changes(table, outcome.changes, Signed(office(), timezone.now()))
    assert list(Cooperative.objects.values_list("name", "follows_law_2012")) == [
        ("HTX Một", True)
    ]


def test_undoing_is_refused_once_a_row_was_changed_again():
    table = CooperativeTable(by=office())
    outcome = take(table, f"{HEADER};;23344;HTX Mới;Nông nghiệp;Có\n")
    Cooperative.objects.update(note="sửa sau")
    with pytest.raises(ChangeRefused, match="1 dòng đã sửa hoặc xóa"):
        undo_changes(table, outcome.changes, Signed(office(), timezone.now()))


def test_a_village_is_taken_with_its_plan_and_its_results():
    places = "Huyện;Xã;"
    take(
        VillageTable(by=officer()),
        f"{places}Tên thôn, làng;Loại;Năm phấn đấu đạt chuẩn\n;23344;1;Thôn;2021\n",
    )
    outcome = take(
        VillageResultTable((), by=officer()),
        f"{places}Thôn, làng;Năm;Kết quả;Số tiêu chí đạt\n"
        ";23344;Thôn 1;2020;Đạt chuẩn;9\n",
    )
    assert outcome.problems == ()
    found = VillageResult.objects.select_related("village__plan").get()
    assert (found.state, found.met_count, found.village.plan.year) == ("met", 9, 2021)


def test_a_village_with_its_word_before_it_is_the_same_row():
    village()
    head = "Xã;Tên thôn, làng;Loại;Nguồn\n"
    outcome = take(VillageTable(by=officer()), f"{head}23344;THÔN 1;;QĐ 1\n")
    assert (outcome.problems, outcome.updated) == ((), 1)
    outcome = take(VillageTable(by=officer()), f"{head}23344;Làng 2;;\n")
    assert (outcome.problems, outcome.created) == ((), 1)
    kept = Village.objects.order_by("name").values_list("name", "kind", "source")
    assert list(kept) == [("1", "village", "QĐ 1"), ("2", "hamlet", "")]


def test_a_village_that_is_not_in_the_commune_is_named():
    village()
    outcome = take(
        VillageResultTable((), by=office()),
        "Xã;Thôn, làng;Năm;Kết quả\n23344;Thôn 9;2020;Đạt chuẩn\n",
    )
    assert "Danh mục có: Thôn 1." in outcome.problems[0].message
