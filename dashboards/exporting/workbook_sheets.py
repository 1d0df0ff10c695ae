"""The sheets of the province, of its districts and of the criteria."""

from decimal import Decimal
from typing import Any

from dashboards.exporting.facts import Content, Facts
from dashboards.exporting.paper_rows import BANDS
from dashboards.exporting.workbook_charts import (
    band_chart,
    criteria_chart,
    group_chart,
    target_chart,
)
from dashboards.exporting.workbook_tables import (
    NAME,
    Column,
    Table,
    draw_table,
    print_whole,
)
from dashboards.exporting.workbook_values import (
    by_key,
    day_of,
    decimal_of,
    moved,
    share_of,
)
from ntm_portal.lib.workbooks.writing import Page, Value

# The districts are printed on two pages: bands and groups, then criteria.
BREAK, SCALE = 16, 68


def targets_sheet(page: Page, facts: Facts, content: Content) -> None:
    names = {each["code"]: each["name"] for each in content["law"]["groups"]}
    base = by_key(content["base"], "groups", "code")
    table = Table(
        "Số xã đạt từng nhóm tiêu chí so với mục tiêu",
        (
            Column("Nhóm tiêu chí", "name", 40),
            Column("Số xã đạt"),
            Column("Tổng số xã"),
            Column("Tỷ lệ đạt", "share"),
            Column("Mục tiêu", "share"),
            Column("Số xã cần"),
            Column("Còn thiếu"),
            Column("Hạn", "day", 12),
            Column(f"So với {facts.base_named or 'kỳ trước'}", "change", 14),
        ),
        [
            (
                f"{row['code']}. {names[row['code']]}",
                row["attained"],
                row["total"],
                share_of(row["attained"], row["total"]),
                row["target_percent"] and Decimal(row["target_percent"]) / 100,
                row["needed"],
                row["short"],
                day_of(row["deadline"]),
                moved(row["attained"], base.get(row["code"], {}).get("attained")),
            )
            for row in content["province"]["groups"]
        ],
    )
    draw_table(page, facts, table)
    below = table.last_row + 2
    target_chart(page, table, below)
    _bands(page, facts, content, below + 20)
    print_whole(page, below + 30, 8)
    page.sheet.fit_to_pages(1, 1)


def groups_sheet(page: Page, facts: Facts, content: Content) -> None:
    """Draw the groups of one district, without the targets of the province."""
    names = {each["code"]: each["name"] for each in content["law"]["groups"]}
    base = by_key(content["base"], "groups", "code")
    table = Table(
        "Số xã đạt từng nhóm tiêu chí",
        (
            Column("Nhóm tiêu chí", "name", 40),
            Column("Số xã đạt", width=14),
            Column("Tổng số xã", width=14),
            Column("Tỷ lệ đạt", "share", 14),
            Column(f"So với {facts.base_named or 'kỳ trước'}", "change", 16),
        ),
        [
            (
                f"{row['code']}. {names[row['code']]}",
                row["attained"],
                row["total"],
                share_of(row["attained"], row["total"]),
                moved(row["attained"], base.get(row["code"], {}).get("attained")),
            )
            for row in content["province"]["groups"]
        ],
    )
    draw_table(page, facts, table)
    below = table.last_row + 2
    group_chart(page, table, below)
    _bands(page, facts, content, below + 20)
    print_whole(page, below + 30, 4)
    page.sheet.fit_to_pages(1, 1)


def _bands(page: Page, facts: Facts, content: Content, top: int) -> None:
    province, base = content["province"], content["base"]
    compared = f"Số xã {facts.base_named or 'kỳ trước'}"
    heads = ("Mức đạt", f"Số xã {facts.period.label}", compared)
    page.sheet.set_row(top, 32)
    page.row(top, heads, "header")
    for offset, (name, title) in enumerate(BANDS.items(), start=1):
        page.write(top + offset, 0, title, "name")
        page.write(top + offset, 1, province["bands"][name], "count")
        before = base["bands"][name] if base else None
        page.write(top + offset, 2, before, "count")
    last = top + len(BANDS) + 1
    page.write(last, 0, "Tổng số tiêu chí đạt", "name")
    page.write(last, 1, province["criteria_met_total"], "count")
    page.write(last, 2, base and base["criteria_met_total"], "count")
    page.write(last + 1, 0, "Bình quân tiêu chí/xã", "name")
    page.write(last + 1, 1, decimal_of(province["average"]), "average")
    page.write(last + 1, 2, decimal_of(base["average"]) if base else None, "average")


def districts_sheet(page: Page, facts: Facts, content: Content) -> None:
    groups = [each["code"] for each in content["law"]["groups"]]
    numbers = [each["number"] for each in content["law"]["criteria"]]
    province = content["province"]
    whole = {
        **province,
        "name": "Toàn tỉnh",
        "base_met": content["base"] and content["base"]["criteria_met_total"],
        "groups": {each["code"]: each["attained"] for each in province["groups"]},
        "criteria": [each["attained"] for each in province["criteria"]],
    }
    table = Table(
        "Kết quả theo huyện, thành phố",
        (
            NAME,
            Column("Số xã", width=7),
            Column("Chưa có số liệu", width=9),
            Column("Lượt đạt", width=8),
            Column("Tăng, giảm", "change", 8),
            Column("Bình quân", "average", 9),
            *(Column(title, width=9) for title in BANDS.values()),
            *(Column(f"Nhóm {code}", width=7) for code in groups),
            *(Column(f"TC {number}", width=5) for number in numbers),
        ),
        [_district(each) for each in (*content["districts"], whole)],
        has_sum=True,
        title_columns=BREAK,
    )
    draw_table(page, facts, table)
    band_chart(page, table, table.last_row + 2)
    print_whole(page, table.last_row + 22, len(table.columns) - 1)
    page.sheet.set_print_scale(SCALE)
    page.sheet.set_v_pagebreaks([BREAK])


def _district(row: dict[str, Any]) -> tuple[Value, ...]:
    """Return the counts of a district, blank when none of its communes has data."""
    told = (row["name"], row["communes"], row["not_reported"])
    counts = (
        row["criteria_met_total"],
        moved(row["criteria_met_total"], row["base_met"]),
        decimal_of(row["average"]),
        *(row["bands"][name] for name in BANDS),
        *row["groups"].values(),
        *row["criteria"],
    )
    is_known = row["not_reported"] < row["communes"]
    return *told, *(counts if is_known else [None] * len(counts))


def criteria_sheet(page: Page, facts: Facts, content: Content) -> None:
    base = by_key(content["base"], "criteria", "number")
    law = {each["number"]: each for each in content["law"]["criteria"]}
    table = Table(
        "Số xã đạt từng tiêu chí",
        (
            Column("Số", width=5),
            Column("Tiêu chí", "name", 42),
            Column("Nhóm", "cell", 7),
            Column("Số xã đạt"),
            Column("Tổng số xã"),
            Column("Tỷ lệ đạt", "share"),
            Column(f"Số xã {facts.base_named or 'kỳ trước'}", width=12),
            Column("Tăng, giảm", "change"),
        ),
        [
            (
                row["number"],
                law[row["number"]]["name"],
                law[row["number"]]["group"],
                row["attained"],
                row["total"],
                share_of(row["attained"], row["total"]),
                base.get(row["number"], {}).get("attained"),
                moved(row["attained"], base.get(row["number"], {}).get("attained")),
            )
            for row in content["province"]["criteria"]
        ],
        fixed=2,
    )
    draw_table(page, facts, table)
    criteria_chart(page, table, table.last_row + 2)
    print_whole(page, table.last_row + 26, 7)
    page.sheet.set_portrait()
    page.sheet.fit_to_pages(1, 1)
