"""The sheet of a kept file, a page of its rows at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from reports.importing.readings import Fate
from reports.importing.views import Sense

ROWS = 120
CLASSES = {
    Sense.MET: "x",
    Sense.THIS_YEAR: "k",
    Sense.PLANNED: "k",
    Sense.BAD: "loi",
    Sense.ASKED: "ten hoi",
    Sense.RESPELT: "ten khac",
    Sense.NAME: "ten",
}
NAMES = (Sense.NAME, Sense.RESPELT, Sense.ASKED)
FATES = {Fate.CREATED: "moi", Fate.UPDATED: "sua", Fate.REFUSED: "tu-choi"}
PROBLEMS, CHANGES, ALL = "loi", "doi", "tat-ca"
FILTERS = {PROBLEMS: "có vấn đề", CHANGES: "có ô mới hoặc sửa", ALL: "cả bảng"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: its address, text, class, and what of the page speaks of it."""

    address: str
    text: str
    css: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    number: int
    is_heading: bool
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A way to narrow the rows: its name in the address, label and count of rows."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Some rows of the table as the file has them, each cell coloured by its fate."""

    letters: tuple[str, ...]
    heads: tuple[str, ...]
    narrowings: tuple[Narrowing, ...]
    narrowed: str
    rows: Page[Any]

    @classmethod
    def of(
        cls, outcome: Mapping[str, Any], *, narrowed: str, page: str | None
    ) -> "SheetPage":
        """Return a page of the rows that a name in the address narrows to.

        Without one: the rows with problems, or all when there are none.
        """
        view = outcome["view"]
        drawer = _Drawer(outcome)
        known = {row[0] for row in view["rows"]}
        meant = {
            PROBLEMS: drawer.rows_of(drawer.wrong | drawer.warned) & known,
            CHANGES: drawer.rows_of(drawer.changed) & known,
            ALL: {row[0] for row in view["rows"] if not row[1]},
        }
        if narrowed not in FILTERS:
            narrowed = PROBLEMS if drawer.rows_of(drawer.wrong) & known else ALL
        rows = list(_with_headings(view["rows"], meant[narrowed], narrowed))
        found = Paginator(rows, ROWS).get_page(page)
        found.object_list = [drawer.row(*row) for row in found.object_list]
        return cls(
            letters=tuple(view["letters"]),
            heads=tuple(view["heads"]),
            narrowings=tuple(
                Narrowing(name, label, len(meant[name]))
                for name, label in FILTERS.items()
            ),
            narrowed=narrowed,
            rows=found,
        )


class _Drawer:
    def __init__(self, outcome: Mapping[str, Any]) -> None:
        reading = outcome["reading"]
        self.view = outcome["view"]
        self.wrong = {each["cell"] for each in reading["errors"]}
        self.warned = {each["cell"] for each in reading["warnings"]}
        self.asked = {each["cell"] for each in outcome["questions"]}
        fates = outcome["fates"]
        self.css = {
            address: css for fate, css in FATES.items() for address in fates[fate]
        }
        self.changed = {*fates[Fate.CREATED], *fates[Fate.UPDATED]}

    def rows_of(self, cells: set[str]) -> set[int]:
        return {row_of(cell) for cell in cells if cell}

    def row(self, number: int, is_heading: bool, cells: Any) -> SheetRow:  # noqa: FBT001
        shown = zip(self.view["letters"], cells, strict=True)
        return SheetRow(
            number,
            is_heading,
            tuple(self._cell(f"{letter}{number}", *cell) for letter, cell in shown),
        )

    def _cell(self, address: str, text: str, sense: str) -> Shown:
        classes = (
            CLASSES.get(Sense(sense), "") if sense else "",
            self.css.get(address),
        )
        css = " ".join(filter(None, classes))
        return Shown(address, text, css, self._anchor(address))

    def _anchor(self, address: str) -> str:
        if address in self.asked:
            return f"hoi-{address}"
        return f"loi-{address}" if address in self.wrong else ""


class Names:
    """The names that stand in a table's rows, or above where communes stand across."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        found = [
            (number, letter, text)
            for number, _, cells in view["rows"]
            for letter, (text, sense) in zip(view["letters"], cells, strict=True)
            if sense in NAMES
        ]
        self.is_across = len({number for number, _, _ in found}) < len(found)
        self._by_row: dict[int, str] = {number: text for number, _, text in found}
        self._by_column: dict[str, str] = {letter: text for _, letter, text in found}

    def of(self, address: str) -> str:
        """Return the name that a cell belongs to, "" for none."""
        if self.is_across:
            return self._by_column.get(address.rstrip("0123456789"), "")
        return self._by_row.get(row_of(address), "")


def row_of(address: str) -> int:
    """Return the row of an address: 49 of G49."""
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


def _with_headings(rows: list[Any], meant: set[int], narrowed: str) -> Iterator[Any]:
    """Yield the rows meant, each group below its heading."""
    heading = None
    for row in rows:
        number, is_heading, _ = row
        if is_heading:
            heading = row
        if narrowed == ALL or number in meant:
            if heading is not None and narrowed != ALL and heading is not row:
                yield heading
            heading = None
            yield row
