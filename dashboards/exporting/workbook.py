"""The workbook of an output: every number a number, charts of Excel's own."""

from django.utils.timezone import localdate

from dashboards.exporting.facts import Content, Facts
from dashboards.exporting.workbook_communes import (
    changes_sheet,
    communes_sheet,
    plan_sheet,
    programme_sheet,
    sources_sheet,
)
from dashboards.exporting.workbook_sheets import (
    criteria_sheet,
    districts_sheet,
    groups_sheet,
    targets_sheet,
)
from ntm_portal.lib.workbooks.writing import Book

PROVINCE_ONLY = ("Mục tiêu", "Huyện")
SHEETS = {
    "Mục tiêu": targets_sheet,
    "Huyện": districts_sheet,
    "Tiêu chí": criteria_sheet,
    "Xã × tiêu chí": communes_sheet,
    "Tăng giảm": changes_sheet,
    "Phụ lục 01": plan_sheet,
    "Chương trình": programme_sheet,
    "Nguồn": sources_sheet,
}
# One district has no targets, and a table of districts would have one row.
DISTRICT_SHEETS = {
    "Nhóm tiêu chí": groups_sheet,
    **{name: draw for name, draw in SHEETS.items() if name not in PROVINCE_ONLY},
}


def workbook(facts: Facts, content: Content) -> bytes:
    """Return the .xlsx; each sheet names period, day and snapshot at its foot."""
    title = f"Kết quả xây dựng nông thôn mới {facts.named}, {facts.place}"
    book = Book(title=title, made_on=localdate(facts.read_at))
    sheets = DISTRICT_SHEETS if facts.is_district else SHEETS
    for name, draw in sheets.items():
        if draw is programme_sheet and "programme" not in content:
            continue
        draw(book.page(name), facts, content)
    return book.data()
