"""The sheets commune by commune, and where the figures come from."""

from decimal import Decimal

from dashboards.exporting.facts import Content, Facts
from dashboards.exporting.workbook_tables import (
    FIRST_ROW,
    NAME,
    Column,
    Table,
    draw_table,
    print_whole,
)
from dashboards.exporting.workbook_values import cause_of, communes_of, day_of
from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.workbooks.writing import Page

SHADES = {"Đ": "#CFE8D8", "C": "#F6E3C5", "?": "#E5E8E6"}


def communes_sheet(page: Page, facts: Facts, content: Content) -> None:
    criteria = content["law"]["criteria"]
    table = Table(
        "Kết quả từng xã theo từng tiêu chí",
        (
            NAME,
            Column("Mã xã", "cell", 8),
            Column("Xã", "name", 20),
            Column("Số tiêu chí đạt", width=8),
            *(Column(str(each["number"]), "cell", 4.5) for each in criteria),
            Column("Số liệu của", "cell", 11),
        ),
        [
            (
                each["district_name"],
                each["code"],
                each["name"],
                each["met"],
                *(each["states"] or [None] * len(criteria)),
                Quarter.parse(each["from"]).label if each["from"] else None,
            )
            for each in communes_of(content)
        ],
        fixed=3,
    )
    draw_table(page, facts, table)
    page.sheet.autofilter(FIRST_ROW - 1, 0, table.last_row, len(table.columns) - 1)
    area = (FIRST_ROW, 4, table.last_row, 3 + len(criteria))
    for state, colour in SHADES.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{state}"'}
        page.sheet.conditional_format(*area, rule | {"format": page.book.shade(colour)})
    legend = "Đ: đạt; C: chưa đạt; ?: chưa đánh giá; để trống: chưa có số liệu."
    page.write(table.last_row + 2, 0, legend, "note")
    print_whole(page, table.last_row + 2, len(table.columns) - 1)


def changes_sheet(page: Page, facts: Facts, content: Content) -> None:
    communes = {each["code"]: each for each in communes_of(content)}
    names = {each["number"]: each["name"] for each in content["law"]["criteria"]}
    moves: list[tuple[str, str, int, str]] = [
        (row["commune"], "giảm", row["criterion"], cause_of(row))
        for row in content["lost"]
    ] + [
        (row["commune"], "tăng", number, "")
        for row in content["gained"]
        for number in row["criteria"]
    ]
    table = Table(
        f"Tiêu chí tăng, giảm so với {facts.base_named or 'kỳ trước'}",
        (
            NAME,
            Column("Xã", "name", 20),
            Column("Tăng hay giảm", "cell", 10),
            Column("Tiêu chí số", width=9),
            Column("Tên tiêu chí", "name", 40),
            Column("Nguyên nhân huyện nêu", "name", 40),
        ),
        [
            (
                communes[code]["district_name"],
                communes[code]["name"],
                how,
                number,
                names[number],
                cause or None,
            )
            for code, how, number, cause in moves
        ],
        fixed=2,
    )
    draw_table(page, facts, table)
    print_whole(page, max(table.last_row, FIRST_ROW), 5)


def plan_sheet(page: Page, facts: Facts, content: Content) -> None:
    criteria, plan = content["law"]["criteria"], content["plan"]
    cells = plan["cells"] if plan else {}
    table = Table(
        f"{plan['document']}, theo xã" if plan else "Chưa có Phụ lục 01 nào được nhập",
        (
            NAME,
            Column("Xã", "name", 20),
            *(Column(str(each["number"]), "cell", 5.5) for each in criteria),
        ),
        [
            (each["district_name"], each["name"], *cells[each["code"]])
            for each in communes_of(content)
            if each["code"] in cells
        ],
        fixed=2,
    )
    draw_table(page, facts, table)
    legend = (
        "x: đã đạt khi giao; năm: phấn đấu đạt năm ấy; để trống: không có kế hoạch."
    )
    page.write(table.last_row + 2, 0, legend, "note")
    print_whole(page, table.last_row + 2, len(table.columns) - 1)


def programme_sheet(page: Page, facts: Facts, content: Content) -> None:
    """Draw the rest of the programme; numbers are numbers, days are texts."""
    table = Table(
        "Các phần khác của Chương trình hành động",
        (
            Column("Phần", "name", 44),
            Column("Nội dung", "name", 52),
            Column("Số liệu", width=18),
            Column("Đơn vị", "cell", 16),
        ),
        [
            (
                part["name"],
                fact["label"],
                fact["said"] if fact["number"] is None else Decimal(fact["number"]),
                fact["unit"],
            )
            for part in content.get("programme", ())
            for fact in part["facts"]
        ],
        fixed=2,
    )
    draw_table(page, facts, table)
    told = (
        "Chép lúc xuất và giữ nguyên trong bản xuất: các sổ là danh sách người ta ghi "
        "tiếp."
    )
    page.write(table.last_row + 2, 0, told, "note")
    print_whole(page, table.last_row + 2, len(table.columns) - 1)


def sources_sheet(page: Page, facts: Facts, content: Content) -> None:
    table = Table(
        "Nguồn số liệu: bản duyệt của từng huyện",
        (
            Column("Huyện, thành phố", "name", 34),
            Column("Số liệu của", "cell", 22),
            Column("Bản duyệt số", width=18),
            Column("Ngày duyệt", "day", 18),
            Column("Số liệu minh họa", "cell", 18),
        ),
        [
            (
                row["name"],
                Quarter.parse(row["quarter"]).label,
                row["number"],
                day_of(row["approved_on"]),
                "có" if row["is_demo"] else "không",
            )
            for row in content["sources"]
        ],
    )
    draw_table(page, facts, table)
    told = (f"Tính lại: manage.py reproduce {facts.code}", f"SHA-256: {facts.sha256}")
    for row, line in enumerate(told, start=table.last_row + 2):
        page.write(row, 0, line, "note")
    print_whole(page, table.last_row + 3, 4)
