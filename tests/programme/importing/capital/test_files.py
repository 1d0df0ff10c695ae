"""A workbook of capital is read whole: every bad cell is named by its address."""

import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from communes.models import District
from ntm_portal.lib.periods import Quarter
from programme.importing.capital.files import read_capital_file
from tests.programme.capital_world import approved_capital
from tests.reports.review_world import FIRST, SECOND, SMALL, THIRD

pytestmark = pytest.mark.django_db
PERIOD = Quarter(2021, 1)
HEADER = [
    ["BÁO CÁO PHÂN BỔ VỐN NÔNG THÔN MỚI QUÝ I NĂM 2021"],
    ["Đơn vị tính: triệu đồng"],
    ["STT", "Huyện, xã", "NSTW", None, "Đối ứng địa phương", None, None, "Dân góp"],
    [None, None, "ĐTPT", "Sự nghiệp", "Tỉnh", "Huyện", "Xã", None],
]
GOOD = [
    ["I", "Huyện Ia H'Drai"],
    [1, "Ia Đal", 80, 20, 50, 30, 20, 5],
    [2, "Ia Dom", 40, 60, 50, 30, 20, None],
    [3, "Ia Tơi", 100, None, 50, 30, 20, 1.5],
]


def saved(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def book(rows, *, title="Bảng", header=HEADER):
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in [*header, *rows]:
        sheet.append(row)
    if header is HEADER:
        for area in ("A1:H1", "A2:H2", "C3:D3", "E3:G3"):
            sheet.merge_cells(area)
    return saved(workbook)


def read(rows, *, own=None, **how):
    return read_capital_file(book(rows, **how), name="von.xlsx", period=PERIOD, own=own)


def said(problems):
    return [(each.cell, each.message) for each in problems]


def test_amounts_are_read_under_their_headers():
    found = read(GOOD)
    assert said(found.errors) == []
    (district,) = found.districts
    amounts = district.after
    assert amounts[FIRST, "central_investment", "allocated"] == 80
    assert amounts[SECOND, "central_recurrent", "allocated"] == 60
    assert amounts[THIRD, "people", "allocated"] == Decimal("1.5")
    assert (found.read_count, found.changed_count, found.blanks) == (16, 16, 2)
    assert said(found.warnings) == []


def test_a_planted_breach_of_the_ratios_is_named_with_its_cell():
    planted = [*GOOD[:2], [2, "Ia Dom", 40, 60, 50, 10, 20, None], GOOD[3]]
    warned = said(read(planted).warnings)
    assert warned[-1] == (
        "F7",
        "Huyện Ia H'Drai: Ngân sách huyện: phân bổ 70, theo tỷ lệ là 90 triệu đồng "
        "(0,3 × NSTW), thiếu 20. Lệch ở: Ia Dom.",
    )


@pytest.mark.parametrize(
    ("row", "cell", "message"),
    [
        ([2, "Ia Dom", "bốn mươi"], "C7", "Không đọc được"),
        ([2, "Ia Dom", -4], "C7", "âm"),
        ([2, "Ia Dom", "1.234"], "C7", "có thể là"),
        ([2, "Ia Dôm Lạ", 4], "B7", "không có xã tên này"),
        ([2, "Ia Đal", 4], "B7", "đã có ở ô B6"),
        ([2, "Đắk Pék", 4], "B7", "không có xã tên này"),
    ],
)
def test_a_bad_cell_is_named_by_its_address(row, cell, message):
    found = read([*GOOD[:2], row])
    assert [(c, message in m) for c, m in said(found.errors)] == [(cell, True)]


def test_a_total_that_does_not_add_up_is_an_error():
    totals = ["", "Tổng cộng", 220, 80, 150, 90, 61, 6.5]
    assert said(read([*GOOD, totals]).errors) == [("G9", "Các hàng cộng lại là 60.")]


def test_the_sum_at_a_district_is_held_against_its_rows():
    rows = [["I", "Huyện Ia H'Drai", 221], *GOOD[1:]]
    assert said(read(rows).errors) == [("C5", "Các hàng cộng lại là 220.")]


def test_a_district_without_communes_has_the_amounts_itself():
    found = read([["1", "Huyện Ia H'Drai", 10, 5, 3, 2, 1, 4]])
    assert found.districts[0].after["", "central_investment", "allocated"] == 10


def test_the_undivided_part_of_a_district_is_a_row_of_its_own():
    found = read([*GOOD, [None, "Cấp huyện (không chia cho xã)", None, None, 7]])
    assert found.districts[0].after["", "province", "allocated"] == 7


def test_another_unit_is_turned_into_million_dong():
    header = [HEADER[0], ["Đơn vị tính: tỷ đồng"], *HEADER[2:]]
    found = read([*GOOD[:1], [1, "Ia Đal", 1.5]], header=header)
    key = (FIRST, "central_investment", "allocated")
    assert found.districts[0].after[key] == 1500
    assert "đổi ra triệu đồng" in said(found.warnings)[0][1]


def test_a_total_of_the_central_budget_beside_its_parts_is_checked():
    header = [
        ["Phân bổ vốn, đơn vị tính triệu đồng"],
        ["Xã", "NSTW tổng số", "NSTW đầu tư", "NSTW sự nghiệp", "Ngân sách tỉnh"],
    ]
    good = ["Ia Đal", 100, 80, 20, 50]
    found = read([good], header=header)
    assert said(found.errors) == []
    assert (FIRST, "central", "allocated") not in found.districts[0].after
    wrong = read([["Ia Đal", 101, 80, 20, 50]], header=header)
    assert said(wrong.errors) == [("B3", "Các cột thành phần cộng lại là 100.")]
    alone = read([["Ia Đal", 100, None, None, 50]], header=header)
    assert alone.districts[0].after[FIRST, "central", "allocated"] == 100


def test_disbursement_and_debt_may_be_columns_of_the_same_table():
    header = [
        ["Phân bổ vốn, triệu đồng"],
        ["Xã", "Ngân sách tỉnh", "Giải ngân lũy kế", "Nợ đọng XDCB"],
    ]
    found = read([["Ia Đal", 50, 40, 3]], header=header)
    assert said(found.errors) == []
    assert found.districts[0].after == {
        (FIRST, "province", "allocated"): 50,
        (FIRST, "whole", "disbursed"): 40,
        (FIRST, "whole", "debt"): 3,
    }


def test_a_table_that_does_not_say_what_it_is_is_refused():
    header = [["Xã", "Ngân sách tỉnh"]]
    found = read([["Ia Đal", 50]], header=header)
    assert "kế hoạch, phân bổ, giải ngân hay nợ đọng" in said(found.errors)[0][1]
    named = read([["Ia Đal", 50]], header=header, title="Giải ngân")
    assert said(named.errors) == []


def test_a_title_of_another_quarter_is_refused():
    header = [["PHÂN BỔ VỐN QUÝ II NĂM 2020 (triệu đồng)"], *HEADER[2:]]
    assert "khác kỳ đã chọn" in said(read(GOOD, header=header).errors)[0][1]


def test_a_districts_file_may_not_speak_for_another():
    found = read(GOOD, own=District.objects.get(pk="610"))
    assert "không phải của Huyện Đắk Glei" in said(found.errors)[0][1]


def test_an_amount_over_several_rows_is_nobodys():
    workbook = Workbook()
    sheet = workbook.active
    for row in [["Phân bổ, triệu đồng"], ["Xã", "Ngân sách tỉnh"]]:
        sheet.append(row)
    for row in (["Ia Đal", 9], ["Ia Dom", None]):
        sheet.append(row)
    sheet.merge_cells("B3:B4")
    found = read_capital_file(saved(workbook), name="a.xlsx", period=PERIOD, own=None)
    assert said(found.errors) == [
        ("B3", "Ô gộp qua nhiều hàng, không rõ của hàng nào.")
    ]


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"khong phai bang tinh"])
def test_what_is_no_table_says_so(data):
    found = read_capital_file(data, name="a.xlsx", period=PERIOD, own=None)
    assert len(found.errors) == 1


def test_two_columns_of_one_source_are_refused():
    header = [["Phân bổ, triệu đồng"], ["Xã", "Ngân sách tỉnh", "NS tỉnh"]]
    assert "cùng là" in said(read([["Ia Đal", 1, 2]], header=header).errors)[0][1]


def test_what_stands_is_kept_where_the_file_is_blank():
    approved_capital({(FIRST, "credit", "allocated"): "9"}, district=SMALL)
    found = read(GOOD)
    assert found.districts[0].after[FIRST, "credit", "allocated"] == 9


def test_a_cell_that_says_there_is_no_number_keeps_what_stands_and_is_told():
    key = (FIRST, "central_investment", "allocated")
    approved_capital({key: "9"}, district=SMALL)
    found = read([GOOD[0], [1, "Ia Đal", "Không có số liệu", 5]])
    assert found.districts[0].after[key] == 9
    assert "1 ô ghi là không có số liệu" in said(found.warnings)[0][1]
