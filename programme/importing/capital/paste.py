"""A block pasted into a sheet of capital: which cell each of its texts is for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ntm_portal.lib.amounts import format_amount, read_amount
from ntm_portal.lib.text import clean, fold
from programme.analytics.capital.sheet import DISTRICT_ROW, CapitalView
from programme.choices import CapitalMeasure, CapitalSource
from programme.models import CapitalKey
from reports.importing.tables.numbering import split_number

MOST_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One text of the block over a cell of the sheet."""

    key: CapitalKey
    name: str
    place: str
    text: str
    amount: Decimal | None
    before: Decimal | None
    fault: str

    @property
    def label(self) -> str:
        return CapitalSource(self.key[1]).label

    @property
    def shown(self) -> str:
        return format_amount(self.amount)


@dataclass(slots=True)
class Pasted:
    """What a block would do; nothing was written.

    ``unmatched`` are names that mean no row, ``outside`` counts texts beyond the table.
    """

    cells: list[PastedCell] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    outside: int = 0
    is_by_name: bool = False

    @property
    def readable(self) -> list[PastedCell]:
        return [cell for cell in self.cells if not cell.fault]

    @property
    def faulty(self) -> list[PastedCell]:
        return [cell for cell in self.cells if cell.fault]

    @property
    def changing(self) -> list[PastedCell]:
        return [cell for cell in self.readable if cell.amount != cell.before]


def read_block(
    text: str, view: CapitalView, measure: CapitalMeasure, start: tuple[str, str]
) -> Pasted:
    """Lay a block onto the sheet, from the cell of a place and source on.

    Rows that begin with names of communes go to these, whatever their order. A blank
    of the block leaves its cell alone.
    """
    lines = text[:MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n")
    block = [line.split("\t") for line in lines.strip("\n").split("\n")]
    place, source = start
    sources = [str(each) for each in CapitalSource.of(measure)]
    columns = sources[sources.index(source) :] if source in sources else sources
    named = _named(view)
    skip = _name_column(block, named)
    pasted = Pasted(is_by_name=skip is not None)
    placed = (
        _by_position(block, view, place)
        if skip is None
        else _by_name(block, named, skip, pasted)
    )
    for code, texts in placed:
        if code is None:
            pasted.outside += len(_filled(texts))
            continue
        pasted.outside += len(_filled(texts[len(columns) :]))
        pasted.cells += _cells(view, measure, code, (texts, columns))
    return pasted


def _by_position(
    block: Sequence[Sequence[str]], view: CapitalView, place: str
) -> Iterator[tuple[str | None, Sequence[str]]]:
    codes = [*(each.code for each in view.places), ""]
    first = codes.index(place) if place in codes else 0
    for at, line in enumerate(block, start=first):
        yield (codes[at] if at < len(codes) else None), line


def _by_name(
    block: Sequence[Sequence[str]], named: dict[str, str], skip: int, pasted: Pasted
) -> Iterator[tuple[str | None, Sequence[str]]]:
    for line in block:
        said = clean(line[skip]) if skip < len(line) else ""
        texts = line[skip + 1 :]
        code = named.get(_key(said))
        if code is not None:
            yield code, texts
        elif said and _filled(texts):
            pasted.unmatched.append(said)


def _cells(
    view: CapitalView,
    measure: CapitalMeasure,
    code: str,
    line: tuple[Sequence[str], Sequence[str]],
) -> Iterator[PastedCell]:
    """Yield the texts of a line over their sources; both start at one column."""
    for text, source in zip(*line, strict=False):
        if not clean(text):
            continue
        reading = read_amount(text)
        key = (code, source, str(measure))
        yield PastedCell(
            key=key,
            name=f"o-{code or 'h'}-{source}",
            place=view.names[code],
            text=clean(text),
            amount=reading.amount,
            before=view.amounts.get(key),
            fault=reading.fault,
        )


def _named(view: CapitalView) -> dict[str, str]:
    names = {_key(place.name): place.code for place in view.places}
    names |= {_key(place.code): place.code for place in view.places}
    return names | {_key(DISTRICT_ROW): "", "caphuyen": ""}


def _name_column(block: Sequence[Sequence[str]], named: dict[str, str]) -> int | None:
    """Return the one of the first three columns with most names, None without any."""

    def hits(column: int) -> int:
        texts = [clean(line[column]) for line in block if column < len(line)]
        return sum(not text.isdecimal() and _key(text) in named for text in texts)

    best = max(range(3), key=hits)
    return best if hits(best) else None


def _key(text: str) -> str:
    return fold(split_number(text).name).removeprefix("xa")


def _filled(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if clean(text)]
