"""A kept file as its page shows it, from what was stored when it was read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from ntm_portal.lib.periods import Quarter
from reports.analytics.known_files import earlier_imports
from reports.choices import ImportKind, ImportState
from reports.importing.answers import PERIOD_KEY
from reports.importing.encodings import LABELS
from reports.importing.sheets import SHEET_KEY
from reports.importing.tables.column_choices import COLUMN_KEY
from reports.models import ImportRun
from reports.views.imports.sheet import Names, SheetPage

FATES = {
    "created": "ô mới",
    "updated": "ô sửa",
    "unchanged": "ô không đổi",
    "refused": "ô không nhận",
}
LISTED = 200
IN_FILE = " phải sửa trong tệp"
# A run that was kept before these were known has none.
UNTOLD: Mapping[str, Any] = {
    "questions": [],
    "fates": {"created": [], "updated": [], "refused": []},
    "columns": [],
    "roles": [],
    "sheets": [],
    "samples": [],
}


@dataclass(frozen=True, slots=True)
class Told:
    """A problem, with the name of the commune or district that it concerns."""

    anchor: str
    cell: str
    header: str
    value: str
    message: str
    name: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What one or several cells only need to be looked at for; told once."""

    message: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answers that it may have."""

    key: str
    cell: str
    value: str
    message: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Everything that the page of one run shows; its figures add up.

    ``errors`` are those that no answer can settle, the first of ``error_count``;
    every question is an error more.
    """

    run: ImportRun
    period: Quarter | None
    encoding: str
    matched: int
    read: int
    tallies: tuple[tuple[str, int], ...]
    fates: tuple[tuple[str, int], ...]
    errors: tuple[Told, ...]
    error_count: int
    questions: tuple[Asked, ...]
    warnings: tuple[Warned, ...]
    respellings: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    earlier: tuple[str, ...]
    sheet: SheetPage

    @classmethod
    def of(cls, run: ImportRun, *, narrowed: str = "", page: str | None = None) -> Self:
        kept = outcome_of(run)
        reading = kept["reading"]
        names = Names(kept["view"])
        questions = tuple(_asked(kept["questions"]))
        errors = tuple(_told(_without(reading["errors"], questions), names))
        return cls(
            run=run,
            period=Quarter.parse(reading["period"]) if reading["period"] else None,
            encoding=LABELS.get(reading["encoding"], reading["encoding"]),
            matched=reading["units"]["matched"],
            read=reading["cells"]["read"],
            tallies=tuple((label, count) for label, count in kept["tallies"]),
            fates=tuple((FATES[fate], reading["cells"][fate]) for fate in FATES),
            errors=errors[:LISTED],
            error_count=len(errors),
            questions=questions,
            warnings=tuple(_warned(reading["warnings"])),
            respellings=tuple((c, a, b) for c, a, b in kept["respellings"]),
            notes=tuple(kept["notes"]),
            earlier=earlier_imports(run),
            sheet=SheetPage.of(kept, narrowed=narrowed, page=page),
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

    @property
    def unlisted(self) -> int:
        """Return how many errors are not listed."""
        return self.error_count - len(self.errors)

    @property
    def work(self) -> str:
        """Say what is left to do before the file can be imported, "" for nothing."""
        parts = []
        if self.error_count:
            parts.append(f"{self.error_count} lỗi{IN_FILE if self.has_marks else ''}")
        if self.questions:
            parts.append(f"{len(self.questions)} câu hỏi cần trả lời")
        return " và ".join(parts)

    @property
    def has_marks(self) -> bool:
        """Whether a marked copy of the file would tell anything."""
        cells = [each.cell for each in self.errors]
        return any([*cells, *(each.cell for each in self.questions)])

    @property
    def has_side(self) -> bool:
        """Whether something stands beside the sheet."""
        told = self.questions or self.warnings or self.respellings
        chosen = self.sheets or self.columns or self.is_answered
        return bool(told or (self.is_open and (chosen or self.asks_period)))

    @property
    def asks_period(self) -> bool:
        """Whether a quarter would have to be chosen, or may be chosen anew."""
        is_chosen = self.run.outcome["request"]["period"] is not None
        return (
            (self.period is None or is_chosen)
            and ImportKind(self.run.kind).is_quarterly
            and bool(self.read)
        )

    @property
    def is_answered(self) -> bool:
        """Whether answers were given that can be taken back."""
        return bool(self.run.outcome["request"].get("answers"))

    @property
    def samples(self) -> list[tuple[str, str, str]]:
        return [
            (cell, raw, text) for cell, raw, text in outcome_of(self.run)["samples"]
        ]

    @property
    def sheets(self) -> list[str]:
        """Return the sheets to switch between, none where that is a question."""
        titles: list[str] = outcome_of(self.run)["sheets"]
        return titles if len(titles) > 1 and SHEET_KEY not in self._asked else []

    @property
    def columns(self) -> list[tuple[str, str, str]]:
        """Return the columns that are no question: letters, header, role."""
        used = outcome_of(self.run)["columns"]
        return [
            (letters, header, role)
            for letters, header, role in used
            if f"{COLUMN_KEY}{letters}" not in self._asked
        ]

    @property
    def _asked(self) -> set[str]:
        return {each.key for each in self.questions}

    @property
    def roles(self) -> list[tuple[str, str]]:
        return [(value, label) for value, label in outcome_of(self.run)["roles"]]


def outcome_of(run: ImportRun) -> Mapping[str, Any]:
    """Return what a run keeps of its reading, whenever it was read."""
    return {**UNTOLD, **run.outcome}


def offered_by(
    run: ImportRun, quarters: Iterable[tuple[str, str]]
) -> dict[str, list[tuple[str, str]]]:
    """Return the answers that a run's page offers, by the keys of its questions."""
    kept = outcome_of(run)
    roles = [(value, label) for value, label in kept["roles"]]
    offered = {f"{COLUMN_KEY}{letters}": roles for letters, _, _ in kept["columns"]}
    offered[SHEET_KEY] = [(title, title) for title in kept["sheets"]]
    offered[PERIOD_KEY] = list(quarters)
    for question in _asked(kept["questions"]):
        offered[question.key] = list(question.choices)
    return offered


def _asked(kept: list[dict[str, Any]]) -> Iterator[Asked]:
    for each in kept:
        choices = tuple((value, label) for value, label in each["choices"])
        yield Asked(each["key"], each["cell"], each["value"], each["message"], choices)


def _without(
    problems: list[dict[str, str]], questions: tuple[Asked, ...]
) -> list[dict[str, str]]:
    """Return the problems that no question stands for."""
    asked = {(each.cell, each.message) for each in questions}
    return [
        problem
        for problem in problems
        if (problem["cell"], problem["message"]) not in asked
    ]


def _warned(problems: list[dict[str, str]]) -> Iterator[Warned]:
    cells: dict[str, list[str]] = {}
    for problem in problems:
        found = cells.setdefault(problem["message"], [])
        found.extend(filter(None, [problem["cell"]]))
    for message, where in cells.items():
        yield Warned(message, tuple(where))


def _told(problems: list[dict[str, str]], names: Names) -> Iterator[Told]:
    """Yield the problems; the first of each cell carries the anchor."""
    seen: set[str] = set()
    for problem in problems:
        cell = problem["cell"]
        yield Told(
            anchor="" if cell in seen else cell,
            cell=cell,
            header=problem["header"],
            value=problem["value"],
            message=problem["message"],
            name=names.of(cell),
        )
        seen.add(cell)
