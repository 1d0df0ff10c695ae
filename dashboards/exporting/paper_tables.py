"""The tables of the report on paper, as the page to print shows them.

The columns are those of the Word template, so that both have the same ones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboards.exporting import province_tables as word
from reports.exporting.word_shapes import Listing

BASE_FIELD, PERIOD_FIELD = word.BASE, "{{ period }}"
NUMERALS = ("I", "II", "III")


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Headings and rows of texts; ``css`` is the class of its look."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    css: str = ""
    number: str = ""


def paper_tables(paper: Mapping[str, Any]) -> dict[str, list[PaperTable]]:
    """Return the tables by the part of the report that they stand in."""
    return {
        "standing": [
            _table(paper, word.BANDS, "1. Số xã theo mức đạt"),
            _table(paper, word.DISTRICTS, "2. Kết quả theo huyện, thành phố"),
            _table(paper, word.CRITERIA, "3. Số xã đạt từng tiêu chí"),
        ],
        "targets": [
            _table(paper, word.GROUPS, "Số xã đạt từng nhóm so với mục tiêu"),
            *([_table(paper, word.PLAN, paper["plan"])] if paper["plan"] else []),
        ],
        "moves": [
            _table(paper, word.LOST, "1. Xã giảm tiêu chí", css="chu"),
            _table(paper, word.GAINED, "2. Xã đạt thêm tiêu chí", css="chu"),
        ],
        "annexes": list(_annexes(paper)),
    }


def _annexes(paper: Mapping[str, Any]) -> Iterator[PaperTable]:
    parts = (
        (word.DISTRICT_CRITERIA, "Số xã đạt từng tiêu chí theo huyện, thành phố"),
        (word.COMMUNES, "Kết quả từng xã theo từng tiêu chí"),
        (word.SOURCES, "Nguồn số liệu: bản duyệt của từng huyện"),
    )
    for numeral, (listing, title) in zip(NUMERALS, parts, strict=True):
        css = "" if listing is word.SOURCES else "hep"
        yield _table(paper, listing, title, css=css, number=f"Phụ lục {numeral}")


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
