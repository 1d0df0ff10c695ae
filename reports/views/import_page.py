"""A kept file as its page shows it, from what was stored when it was read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from ntm_portal.lib.periods import Quarter
from reports.choices import ImportKind, ImportState
from reports.importing.views import Sense
from reports.models import ImportRun

ENCODINGS = {
    "unicode": "Unicode",
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
    "windows-1258": "Windows-1258",
    "mixed": "nhiều bảng mã lẫn nhau",
}
FATES = {
    "created": "ô mới",
    "updated": "ô sửa",
    "unchanged": "ô không đổi",
    "refused": "ô không nhận",
}
CLASSES = {
    Sense.MET: "x",
    Sense.THIS_YEAR: "k19",
    Sense.PLANNED: "k20",
    Sense.BAD: "loi",
    Sense.ASKED: "ten hoi",
    Sense.RESPELT: "ten khac",
    Sense.NAME: "ten",
}
NAMES = (Sense.NAME, Sense.RESPELT, Sense.ASKED)


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: its address, text, class, and whether a problem speaks of it."""

    address: str
    text: str
    css: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    number: int
    is_heading: bool
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A problem or warning, with the name that stands in its row."""

    anchor: str
    cell: str
    header: str
    value: str
    message: str
    name: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Everything that the page of one run shows; its figures add up."""

    run: ImportRun
    period: Quarter | None
    encoding: str
    matched: int
    read: int
    tallies: tuple[tuple[str, int], ...]
    fates: tuple[tuple[str, int], ...]
    errors: tuple[Told, ...]
    warnings: tuple[Told, ...]
    respellings: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    letters: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    @classmethod
    def of(cls, run: ImportRun) -> Self:
        kept = run.outcome
        reading, view = kept["reading"], kept["view"]
        wrong = {each["cell"] for each in reading["errors"]}
        period = reading["period"]
        names = dict(_names(view["rows"]))
        return cls(
            run=run,
            period=Quarter.parse(period) if period else None,
            encoding=ENCODINGS.get(reading["encoding"], reading["encoding"]),
            matched=reading["units"]["matched"],
            read=reading["cells"]["read"],
            tallies=tuple((label, count) for label, count in kept["tallies"]),
            fates=tuple((FATES[fate], reading["cells"][fate]) for fate in FATES),
            errors=tuple(_told(reading["errors"], names)),
            warnings=tuple(_told(reading["warnings"], names)),
            respellings=tuple((c, a, b) for c, a, b in kept["respellings"]),
            notes=tuple(kept["notes"]),
            letters=tuple(view["letters"]),
            heads=tuple(view["heads"]),
            rows=tuple(_rows(view, wrong)),
        )

    @property
    def is_open(self) -> bool:
        """Whether the file still waits for a decision."""
        return self.run.state == ImportState.PREVIEW

    @property
    def is_prose(self) -> bool:
        """Whether the cells hold sentences instead of marks."""
        return self.run.kind == ImportKind.RESPONSIBILITIES

    @property
    def units_word(self) -> str:
        return "đơn vị" if self.is_prose else "xã"


def _rows(view: Mapping[str, Any], wrong: set[str]) -> Iterator[SheetRow]:
    for number, is_heading, cells in view["rows"]:
        shown = (
            Shown(
                address=f"{letter}{number}",
                text=text,
                css=CLASSES.get(sense, ""),
                is_wrong=f"{letter}{number}" in wrong,
            )
            for letter, (text, sense) in zip(view["letters"], cells, strict=True)
        )
        yield SheetRow(number, is_heading, tuple(shown))


def _names(rows: list[Any]) -> Iterator[tuple[int, str]]:
    """Yield the name that stands in each row."""
    for number, _, cells in rows:
        yield number, next((text for text, sense in cells if sense in NAMES), "")


def _told(problems: list[dict[str, str]], names: Mapping[int, str]) -> Iterator[Told]:
    """Yield the problems; the first of each cell carries the anchor."""
    seen: set[str] = set()
    for problem in problems:
        cell = problem["cell"]
        row = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
        yield Told(
            anchor="" if cell in seen else cell,
            cell=cell,
            header=problem["header"],
            value=problem["value"],
            message=problem["message"],
            name=names.get(row, ""),
        )
        seen.add(cell)
