"""The tables of the report on paper, as the page to print shows them.

The columns are those of the Word template, so that both have the same ones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboards.exporting import province_tables as word
from dashboards.exporting.paper_forms import Form, Titled, numbers
from reports.exporting.word_shapes import Listing

BASE_FIELD, PERIOD_FIELD = word.BASE, "{{ period }}"
NOTE = "Đ: đạt; –: chưa đạt; ?: chưa đánh giá; để trống: chưa có số liệu."


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Headings and rows of texts; ``css`` is the class of its look.

    ``note`` explains it, ``nothing`` stands in its place when there are no rows.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    css: str = ""
    number: str = ""
    note: str = ""
    nothing: str = ""


def paper_tables(paper: Mapping[str, Any], form: Form) -> dict[str, list[PaperTable]]:
    """Return the tables by the part of the report that they stand in."""
    return {
        "standing": list(_numbered(paper, form.standing)),
        "targets": [
            *(_table(paper, listing, title) for title, listing in form.groups),
            *([_table(paper, word.PLAN, paper["plan"])] if paper["plan"] else []),
        ],
        "moves": [
            replace(table, nothing=nothing)
            for table, nothing in zip(
                _numbered(paper, form.moves, css="chu"), form.unmoved, strict=True
            )
        ],
        "annexes": [
            _table(
                paper,
                listing,
                title,
                css="" if listing is word.SOURCES else "hep",
                number=number,
                note=NOTE if listing is word.COMMUNES else "",
            )
            for (title, listing), number in zip(
                form.annexes, numbers(form), strict=True
            )
            # Outputs of before the programme was given out have none.
            if listing is not word.PROGRAMME or paper["programme"]
        ],
    }


def _numbered(
    paper: Mapping[str, Any], tables: Titled, **look: str
) -> Iterator[PaperTable]:
    for number, (title, listing) in enumerate(tables, start=1):
        yield _table(paper, listing, f"{number}. {title}", **look)


def _table(
    paper: Mapping[str, Any], listing: Listing, title: str, **look: str
) -> PaperTable:
    base = paper["base"] or "kỳ trước"
    return PaperTable(
        title=title,
        heads=tuple(
            head.replace(BASE_FIELD, base).replace(PERIOD_FIELD, paper["period"])
            for head in listing.heads
        ),
        rows=tuple(
            tuple(_value(row, name) for name in listing.names)
            for row in paper[listing.source]
        ),
        **look,
    )


def _value(row: Mapping[str, Any], name: str) -> str:
    """Return what a field names: a value, or one of a list: cells[3]."""
    field, _, position = name.partition("[")
    found = row[field]
    return str(found[int(position[:-1])] if position else found)
