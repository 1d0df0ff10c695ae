"""What pasting a block would do: the same marks and the same blanks as in a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from communes.analytics.places import Place
from criteria.analytics.law import LawCriterion
from ntm_portal.lib.spreadsheets import Cell
from reports.choices import ResultState
from reports.importing.marks import MarkReading, decide_blanks, read_mark
from reports.importing.paste_targets import Target
from reports.importing.pasted_blocks import Line, place_block

CellStates = Mapping[tuple[str, int], ResultState]


class Blanks(StrEnum):
    """What the blank cells of a block become."""

    KEEP = "keep"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of the block: what it becomes (None: it stays) and what it is now."""

    place: Place
    criterion: LawCriterion
    reading: MarkReading
    state: ResultState | None
    current: ResultState

    @property
    def key(self) -> str:
        return f"{self.place.code}-{self.criterion.number}"

    @property
    def cell(self) -> Cell:
        return self.reading.cell

    @property
    def fault(self) -> str:
        return self.reading.fault

    @property
    def is_blank(self) -> bool:
        return self.reading.is_blank


@dataclass(frozen=True, slots=True)
class Preview:
    """Every cell of a block before anything is pasted.

    Nothing may be pasted while there are ``faults``. ``rule`` is what the block by
    itself says of its blanks, ``blanks`` what was chosen. ``named`` are the communes
    that the block itself names.
    """

    entries: tuple[Entry, ...]
    blanks: Blanks
    rule: Blanks
    notes: tuple[str, ...]
    named: tuple[Place, ...]

    @property
    def faults(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.fault)

    @property
    def to_write(self) -> tuple[Entry, ...]:
        return () if self.faults else tuple(x for x in self.entries if x.state)

    @property
    def changing(self) -> tuple[Entry, ...]:
        return tuple(x for x in self.entries if x.state and x.state != x.current)

    @property
    def met(self) -> tuple[Entry, ...]:
        return self._becoming(ResultState.MET)

    @property
    def unmet(self) -> tuple[Entry, ...]:
        return self._becoming(ResultState.UNMET)

    @property
    def unknown(self) -> tuple[Entry, ...]:
        return self._becoming(ResultState.UNKNOWN)

    @property
    def blank(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.is_blank)

    @property
    def blank_unmet(self) -> tuple[Entry, ...]:
        return tuple(x for x in self.blank if x.state == ResultState.UNMET)

    @property
    def blank_unknown(self) -> tuple[Entry, ...]:
        return tuple(x for x in self.blank if x.state == ResultState.UNKNOWN)

    @property
    def erased(self) -> tuple[Entry, ...]:
        """Blank cells that are đạt now and would not be any more."""
        return tuple(x for x in self.blank if x.state and x.current == ResultState.MET)

    def _becoming(self, state: ResultState) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.state == state)


def preview_paste(
    text: str, *, target: Target, current: CellStates, blanks: Blanks | None
) -> Preview:
    """Say what each cell of a pasted text would become; raises BlockRefused.

    ``blanks`` None leaves the meaning of blanks to the block.
    """
    placed = place_block(text, target)
    year = target.matcher.on.year
    readings = [
        (line, {n: read_mark(cell, until=year) for n, cell in line.marks.items()})
        for line in placed.lines
    ]
    meaning = decide_blanks(
        mark for _line, marks in readings for mark in marks.values()
    )
    has_marks = meaning.positive + meaning.negative > 0
    rule = Blanks(meaning.state) if has_marks else Blanks.KEEP
    reader = _Settler(target, current, blanks or rule)
    entries = tuple(
        entry for line, marks in readings for entry in reader.entries(line, marks)
    )
    notes = placed.notes + tuple(reader.notes)
    return Preview(entries, blanks or rule, rule, notes, placed.named)


class _Settler:
    """Gives every cell of the block its state, and notes what to look at."""

    def __init__(self, target: Target, current: CellStates, blanks: Blanks) -> None:
        self.criteria = {each.number: each for each in target.criteria}
        self.current = current
        self.blanks = blanks
        self.notes: list[str] = []

    def entries(self, line: Line, marks: Mapping[int, MarkReading]) -> Iterator[Entry]:
        blank = self._blank(line, marks)
        for number, reading in marks.items():
            state = blank if reading.is_blank else reading.state
            where = (line.place.code, number)
            yield Entry(
                line.place, self.criteria[number], reading, state, self.current[where]
            )
        self._check_total(line, marks)

    def _blank(
        self, line: Line, marks: Mapping[int, MarkReading]
    ) -> ResultState | None:
        """Return what blanks of the row become, None when they stay as they are."""
        if self.blanks is Blanks.KEEP:
            return None
        is_whole = len(marks) == len(self.criteria)
        is_counted = line.total is not None and not line.total.is_blank
        if is_whole and not is_counted and all(x.is_blank for x in marks.values()):
            self.notes.append(
                f"Hàng {line.place.name} không có dấu nào: để chưa đánh giá."
            )
            return ResultState.UNKNOWN
        return ResultState(self.blanks)

    def _check_total(self, line: Line, marks: Mapping[int, MarkReading]) -> None:
        met = sum(reading.state == ResultState.MET for reading in marks.values())
        stated = line.total.shown.strip() if line.total else ""
        if stated.isdecimal() and int(stated) != met:
            self.notes.append(
                f"Hàng {line.place.name}: cột tổng ghi {stated}, khối có {met} dấu đạt."
            )
