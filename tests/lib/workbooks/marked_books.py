"""Workbooks for tests: small ones, given back with marks."""

import io

import openpyxl

from ntm_portal.lib.workbooks.marked_workbooks import Mark, mark_workbook
from tests.lib.workbooks.books import saved

LIST = "Lỗi cần sửa"

Book = openpyxl.Workbook


def mark(cell: str = "B2", message: str = "Sai.", **said: str) -> Mark:
    return Mark(
        **{"sheet": "Biểu", "header": "", "value": ""} | said,
        cell=cell,
        message=message,
    )


def book(title: str = "Biểu") -> Book:
    made = Book()
    made.worksheets[0].title = title
    made.worksheets[0]["A1"] = "KẾT QUẢ"
    made.worksheets[0]["B2"] = "đạt?"
    return made


def marked(data: bytes | Book, *marks: Mark, name: str = "bieu.xlsx") -> Book:
    given = data if isinstance(data, bytes) else saved(data)
    done = mark_workbook(given, name=name, marks=marks or [mark()])
    return openpyxl.load_workbook(io.BytesIO(done), rich_text=True)


def listed(done: Book) -> list[tuple[str, ...]]:
    rows = done.worksheets[0].iter_rows(min_row=5, values_only=True)
    return [tuple(cell or "" for cell in row) for row in rows]
