"""What came of reading a file: problems, counts, and what would be written."""

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, Self

from ntm_portal.lib.periods import Quarter
from reports.choices import ImportKind
from reports.importing.problems import Problem, Question
from reports.importing.views import SheetView
from reports.models import ImportRun


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What a person asks to import.

    ``on`` is the day of approval of results, else the day from which the appendix
    holds. Without ``period`` the quarter of results is read from the title; without
    ``sheet`` the only sheet of the kind is taken. ``asked_on`` is the working date
    of the request (None: that of ``on``). ``answers`` are what a person has said to
    the questions of an earlier reading, by their keys, and what the columns hold
    ("column:G" to a role). Only a page ``asks``: elsewhere what it would ask is an
    error, except that a detected encoding is taken.
    """

    data: bytes
    name: str
    kind: ImportKind
    on: dt.date
    period: Quarter | None = None
    sheet: str = ""
    is_demo: bool = False
    asked_on: dt.date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    asks: bool = False

    @property
    def latest_day(self) -> dt.date:
        """Return the day by which a quarter must have begun to have results."""
        return self.asked_on or self.on


ADDRESS = re.compile(r"^(?P<letters>[A-Z]+)(?P<row>\d+)$")


class Fate(StrEnum):
    """What becomes of a cell."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CellCounts:
    """Every cell of the table once, by what becomes of it."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged + self.refused

    @classmethod
    def of(cls, fates: Iterable[Fate]) -> Self:
        said = Counter(fates)
        return cls(**{fate.value: said[fate] for fate in Fate})

    def as_json(self) -> dict[str, int]:
        return {"read": self.read} | {fate: getattr(self, fate) for fate in Fate}


@dataclass(frozen=True, slots=True)
class Tally:
    """Cells that say the same; the tallies of a file add up to its cells."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Respelling:
    """A name that the catalogue spells another way."""

    cell: str
    written: str
    catalogue: str


# A cell's address, its text as stored, and as decoded.
Sample = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A spelling and the unit that a person said it means."""

    written: str
    code: str
    is_district: bool


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of the table: its letters, the words above it, and what it holds.

    ``role`` is the number of a criterion, "name", "district", "total" or "ignore".
    """

    letters: str
    header: str
    role: str


class Changes(Protocol):
    """What a file would change."""

    @property
    def is_empty(self) -> bool: ...

    def write(self, run: ImportRun, *, at: dt.datetime) -> None:
        """Write the changes as those of the run, which is saved already."""


class Source(Protocol):
    """A sheet that was read, to be held against what is stored."""

    def lock(self) -> None:
        """Keep others from changing what compare() reads."""

    def compare(self) -> "Reading":
        """Return the reading against the data as it is now."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file held against what is stored; nothing was written.

    ``source`` is None when the file has no table to read. ``notes`` are sentences
    on how the sheet was understood. Problems come in the order of the sheet, those
    of the whole file first. Each of ``questions`` stands in ``errors`` as well.
    ``fates`` tell of the cells by address, ``columns`` what each column was taken
    for and ``roles`` what it may be taken for (value, label), ``sheets`` which sheets
    may be meant, ``samples`` cells that were decoded; ``lessons`` are spellings that
    answers have explained, ``stands_on`` the versions that the file was held against.
    """

    request: ImportRequest
    sheet: str = ""
    encoding: str = "unicode"
    period: Quarter | None = None
    matched: int = 0
    unmatched: tuple[str, ...] = ()
    counts: CellCounts = CellCounts()
    tallies: tuple[Tally, ...] = ()
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    respellings: tuple[Respelling, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    fates: Mapping[str, Fate] = field(default_factory=dict)
    columns: tuple[ColumnUse, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    fingerprint: str = ""
    sheets: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    stands_on: tuple[str, ...] = ()
    view: SheetView = field(default_factory=SheetView)
    changes: Changes | None = None
    source: Source | None = None

    def __post_init__(self) -> None:
        for name in ("errors", "warnings"):
            found = sorted(getattr(self, name), key=_position)
            object.__setattr__(self, name, tuple(dict.fromkeys(found)))

    def as_json(self, *, applied: bool, run: int | None) -> dict[str, object]:
        """Return the object that the command prints (DESIGN section 6)."""
        return {
            "kind": self.request.kind.value,
            "period": self.period.code if self.period else None,
            "sheet": self.sheet,
            "encoding": self.encoding,
            "units": {"matched": self.matched, "unmatched": list(self.unmatched)},
            "cells": self.counts.as_json(),
            "errors": [problem.as_json() for problem in self.errors],
            "warnings": [problem.as_json() for problem in self.warnings],
            "applied": applied,
            "run": run,
        }

    def request_as_json(self) -> dict[str, object]:
        """Return what was asked, from which the file can be read again."""
        asked = self.request
        return {
            "on": asked.on.isoformat(),
            "period": asked.period.code if asked.period else None,
            "sheet": asked.sheet,
            "answers": dict(asked.answers),
            "asks": asked.asks,
            "asked_on": asked.asked_on.isoformat() if asked.asked_on else None,
        }

    @property
    def stamp(self) -> str:
        """Return a hash of all that decides what would be written."""
        said = [
            self.request_as_json(),
            self.as_json(applied=False, run=None),
            self._cells_by_fate(),
            self.stands_on,
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def details_as_json(self) -> dict[str, object]:
        """Return what the preview shows besides."""
        return {
            "summary": {
                "period": self.period.label if self.period else "",
                "read": self.counts.read,
                "changed": self.counts.created + self.counts.updated,
                "errors": len(self.errors),
            },
            "tallies": [[tally.label, tally.count] for tally in self.tallies],
            "respellings": [
                [each.cell, each.written, each.catalogue] for each in self.respellings
            ],
            "notes": list(self.notes),
            "questions": [question.as_json() for question in self.questions],
            "fates": self._cells_by_fate(),
            "columns": [[use.letters, use.header, use.role] for use in self.columns],
            "roles": [list(role) for role in self.roles],
            "fingerprint": self.fingerprint,
            "sheets": list(self.sheets),
            "samples": [list(sample) for sample in self.samples],
            "view": self.view.as_json(),
        }

    def _cells_by_fate(self) -> dict[str, list[str]]:
        """Return the addresses of the cells that do not stay as they are."""
        told = (Fate.CREATED, Fate.UPDATED, Fate.REFUSED)
        by_fate: dict[str, list[str]] = {fate.value: [] for fate in told}
        for address, fate in self.fates.items():
            if fate in told:
                by_fate[fate.value].append(address)
        return by_fate


def _position(problem: Problem) -> tuple[int, int, str]:
    found = ADDRESS.match(problem.cell)
    if not found:
        return 0, 0, ""
    return int(found["row"]), len(found["letters"]), found["letters"]


def refused(request: ImportRequest, problem: Problem) -> Reading:
    """Return the reading of a file that has nothing to read, for this reason."""
    is_of_a_quarter = request.kind.is_quarterly
    period = request.period if is_of_a_quarter else None
    return Reading(
        request=request, sheet=problem.sheet, period=period, errors=(problem,)
    )
