"""One set of results typed in many layouts: marks, headers, encodings, formats."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from ntm_portal.lib.text import format_number, percent, quotient
from reports.choices import ResultState
from tests.lib.test_legacy_text import in_tcvn3, in_vni
from tests.reports.importing.places import CRITERIA
from tests.reports.importing.tables.layout_files import Book
from tests.reports.importing.tables.sheets import SPANS, Value, groups

TITLE = "KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ (Quý IV năm 2019)"
DISTRICTS: Mapping[str, Mapping[str, str]] = {
    "Huyện Đắk Hà": {
        "23503": "Đăk Pxi",
        "23504": "Đăk Long",
        "23506": "Đăk HRing",
        "23509": "Đắk Ui",
        "23510": "Đăk Ngọc",
        "23512": "Đăk Mar",
        "23515": "Ngọk Wang",
        "23518": "Ngọk Réo",
        "23521": "Hà Mòn",
        "23524": "Đắk La",
    },
    "Huyện Ia H’Drai": {"23535": "Ia Đal", "23537": "Ia Dom", "23538": "Ia Tơi"},
}
COMMUNES = {code: name for names in DISTRICTS.values() for code, name in names.items()}
MET = {
    code: frozenset(n for n in CRITERIA if (n * (place + 3) + place) % 7 < 4)
    for place, code in enumerate(COMMUNES)
}
TRUTH = {
    (code, n): ResultState.MET if n in MET[code] else ResultState.UNMET
    for code in COMMUNES
    for n in CRITERIA
}

MARKS: Mapping[str, tuple[Value, Value]] = {
    "x": ("x", None),
    "Đ/C": ("Đ", "C"),
    "1/0": (1, 0),
    "✓": ("✓", None),
    "Đạt": ("Đạt", "Chưa đạt"),
    "có/không": ("có", "không"),
}
ENCODINGS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "nfc": (lambda text: unicodedata.normalize("NFC", text), "Times New Roman"),
    "nfd": (lambda text: unicodedata.normalize("NFD", text), "Times New Roman"),
    "tcvn3": (in_tcvn3, ".VnTime"),
    "vni": (in_vni, "VNI-Times"),
}
LEFT: list[Value] = ["STT", "Huyện, xã"]
RIGHT: list[Value] = ["Tổng số tiêu chí đạt", "Tăng/giảm", "Ghi chú"]
WIDTH = len(LEFT) + len(CRITERIA) + len(RIGHT)
RESPELT = {
    6: "CSVC văn hoá",
    8: "Thông tin & Truyền thông",
    14: "Giáo dục,\nđào tạo",
    17: "Môi trường và ATTP",
    19: "Quốc phòng - an ninh",
}


@dataclass(frozen=True, slots=True)
class Header:
    """Header rows; ``merged`` are (row, column, last row, last column) from 0."""

    rows: list[list[Value]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    is_across: bool = False


def _full(criteria: Iterable[Value]) -> list[Value]:
    return [*LEFT, *criteria, *RIGHT]


def _inner(criteria: Iterable[Value]) -> list[Value]:
    return [None, None, *criteria, None, None, None]


def _merged(last: int, groups_at: int = 0) -> tuple[tuple[int, int, int, int], ...]:
    """Return the merges of columns that have one header, and of the groups."""
    outer = [0, 1, *range(WIDTH - len(RIGHT), WIDTH)]
    spans = [
        (groups_at, first + 1, groups_at, end + 1)
        for first, end in SPANS.values()
        if end > first
    ]
    return (*((0, column, last, column) for column in outer), *spans)


NAMES: list[Value] = list(CRITERIA.values())
COUNTING: list[Value] = [f"({column})" for column in range(1, WIDTH + 1)]
ALL_OVER = (0, 2, 0, len(CRITERIA) + 1)
HEADERS: Mapping[str, Header] = {
    "numbers": Header([_full(CRITERIA)]),
    "labels": Header([_full(f"Tiêu chí {n}" for n in CRITERIA)]),
    "names": Header(
        [_full(RESPELT.get(n, name.upper()) for n, name in CRITERIA.items())]
    ),
    "numbered": Header([_full(f"{n}. {name}" for n, name in CRITERIA.items())]),
    "groups": Header([_full(groups()), _inner(NAMES)], _merged(1)),
    "three": Header([_full(groups()), _inner(NAMES), COUNTING], _merged(1)),
    "four": Header(
        [
            _full(["Kết quả thực hiện", *[None] * 18]),
            _inner(groups()),
            _inner(f"TC {n:02d}" for n in CRITERIA),
            COUNTING,
        ],
        (*_merged(2, groups_at=1), ALL_OVER),
    ),
    "across": Header(
        [_full(groups()), _inner(NAMES), _inner(CRITERIA)], _merged(2), is_across=True
    ),
}


def _sums(codes: Iterable[str]) -> list[Value]:
    met = [MET[code] for code in codes]
    return [*(sum(n in each for each in met) for n in CRITERIA), sum(map(len, met))]


def _commune(number: int, code: str, marks: tuple[Value, Value]) -> list[Value]:
    signs = (marks[0] if n in MET[code] else marks[1] for n in CRITERIA)
    return [number, COMMUNES[code], *signs, len(MET[code]), None, None]


def _shares() -> list[Value]:
    met = (sum(n in each for each in MET.values()) for n in CRITERIA)
    shares = (format_number(percent(each, len(MET)) or 0, 1) for each in met)
    return [None, "Tỷ lệ (%)", *shares]


def _body(marks: tuple[Value, Value], *, is_rich: bool) -> list[list[Value]]:
    rows: list[list[Value]] = []
    for number, (name, communes) in zip(("I", "II"), DISTRICTS.items(), strict=True):
        shown = name.upper() if is_rich else name
        rows.append([number, shown, *(_sums(communes) if is_rich else [])])
        rows += [
            _commune(place, code, marks) for place, code in enumerate(communes, start=1)
        ]
    if is_rich:
        average = quotient(sum(map(len, MET.values())), len(MET), places=2)
        rows.append([None, "TỔNG CỘNG", *_sums(COMMUNES)])
        rows.append(_shares())
        rows.append([None, "Bình quân", *[None] * 19, float(average or 0)])
    return rows


def _spread(book: Book) -> Book:
    """Return the table with a blank row and a blank column among the others."""
    row, column = len(book.rows) - 2, 4
    rows = [[*line[:column], None, *line[column:]] for line in book.rows]
    rows.insert(row, [])
    return replace(
        book,
        rows=rows,
        merged=tuple(
            (
                r1 + (r1 >= row),
                c1 + (c1 >= column),
                r2 + (r2 >= row),
                c2 + (c2 >= column),
            )
            for r1, c1, r2, c2 in book.merged
        ),
    )


def _across(book: Book) -> Book:
    width = max(map(len, book.rows))
    square = [[*line, *[None] * (width - len(line))] for line in book.rows]
    return replace(
        book,
        rows=[list(line) for line in zip(*square, strict=True)],
        merged=tuple((c1, r1, c2, r2) for r1, c1, r2, c2 in book.merged),
    )


def _titled(book: Book) -> Book:
    last = max(map(len, book.rows)) - 1
    return replace(
        book,
        rows=[[TITLE], [], *book.rows],
        merged=(
            (0, 0, 0, last),
            *((r1 + 2, c1, r2 + 2, c2) for r1, c1, r2, c2 in book.merged),
        ),
    )


def _signed(book: Book) -> Book:
    signed: list[list[Value]] = [
        [],
        [None, "Ghi chú: biểu này chỉ gồm hai huyện."],
        [None, "NGƯỜI LẬP BIỂU", *[None] * 8, "TM. ỦY BAN NHÂN DÂN"],
    ]
    return replace(book, rows=[*book.rows, *signed])


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to type the results; every field is a key of a table above."""

    header: str
    marks: str
    encoding: str
    format: str
    around: str

    def book(self) -> Book:
        """Return the results typed in this layout."""
        header = HEADERS[self.header]
        rows = _body(MARKS[self.marks], is_rich=self.around == "totals")
        book = Book([*header.rows, *rows], header.merged)
        if self.around == "gaps":
            book = _spread(book)
        book = _titled(_across(book) if header.is_across else book)
        if self.around == "gaps":
            book = _signed(book)
        typed, font = ENCODINGS[self.encoding]
        return book.typed(typed, font)

    def __str__(self) -> str:
        return "-".join(
            (self.header, self.marks, self.encoding, self.format, self.around)
        )


AROUND = ("plain", "totals", "gaps")


def layouts(formats: Sequence[str]) -> list[Layout]:
    """Return layouts in which every two choices meet.

    Every header meets each format in all its surroundings as well.
    """
    whole = [
        Layout(*choice)
        for choice in product(HEADERS, MARKS, ENCODINGS, formats, AROUND)
    ]
    wanted = {part for layout in whole for part in _parts(layout)}
    chosen: list[Layout] = []
    while wanted:
        best = max(whole, key=lambda each: len(wanted & _parts(each)))
        chosen.append(best)
        wanted -= _parts(best)
    return chosen


def _parts(layout: Layout) -> frozenset[tuple[str, ...]]:
    """Return every two choices of a layout, and its header, format and surroundings."""
    choices = (
        layout.header,
        layout.marks,
        layout.encoding,
        layout.format,
        layout.around,
    )
    return frozenset(
        (*combinations(choices, 2), (layout.header, layout.format, layout.around))
    )
