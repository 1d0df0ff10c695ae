"""A workbook held against the draft of one district's quarter, and brought into it.

The same reading as for a whole-province file, the same acts as for typed cells: a
file of a district fills its draft and approves nothing.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from communes.analytics.places import Place
from reports.analytics.entry.grid import Grid
from reports.choices import Door, ImportKind, ResultState
from reports.importing.communes_table import CommunesTable
from reports.importing.marks import decide_blanks, read_mark
from reports.importing.paste import Blanks, Entry, Preview
from reports.importing.placing import UNIT_KEY, district_in_title, missing_communes
from reports.importing.problems import Problem
from reports.importing.readings import ImportRequest, Reading
from reports.importing.results import read_results
from reports.importing.results_changes import ResultsSheet
from reports.importing.sheets import NothingToRead, OpenedSheet, open_sheet
from reports.services.drafts import Draft, locked_draft, set_cells
from reports.services.guard import ChangeRefused, check_may_edit

CellStates = Mapping[tuple[str, int], ResultState]


class DraftMoved(ChangeRefused):
    """The draft is not any more what the file was held against."""


@dataclass(frozen=True, slots=True)
class CommuneChanges:
    """The cells of one commune that would change, by what they would become."""

    place: Place
    met: tuple[Entry, ...]
    unmet: tuple[Entry, ...]
    unknown: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DraftFile:
    """What a workbook would do to a draft; nothing was written.

    Nothing may be brought in while there are ``errors``; ``preview`` has a cell for
    every mark of the file then as well. ``left_out`` are the district's communes
    that the file does not name: they keep their cells.
    """

    sheet: str
    preview: Preview
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    left_out: tuple[Place, ...] = ()

    @property
    def by_commune(self) -> tuple[CommuneChanges, ...]:
        """Return the changes of each commune that has any, as in the file."""
        changes: dict[Place, list[Entry]] = {}
        for entry in self.preview.changing:
            changes.setdefault(entry.place, []).append(entry)
        return tuple(_of_commune(*each) for each in changes.items())

    @property
    def warned(self) -> tuple[tuple[str, tuple[Problem, ...]], ...]:
        """Return every message of a warning, with all of what it is said."""
        said: dict[str, list[Problem]] = {}
        for problem in self.warnings:
            said.setdefault(problem.message, []).append(problem)
        return tuple((message, tuple(each)) for message, each in said.items())


def read_draft_file(
    data: bytes, *, name: str, sheet: str = "", grid: Grid
) -> DraftFile:
    """Read a workbook for the report of a grid; every problem is in the answer.

    A name that several districts share is that of the report's own. The number of
    queries does not depend on the file, but a file with such names takes some more.
    """
    request = ImportRequest(
        data=data,
        name=name,
        kind=ImportKind.RESULTS,
        on=grid.period.last_day,
        period=grid.period,
        sheet=sheet,
    )
    try:
        opened = open_sheet(request)
    except NothingToRead as nothing:
        problem = nothing.problem
        return DraftFile(problem.sheet, _nothing(), errors=(problem,))
    return _held_against(grid, _read(request, opened, grid))


@transaction.atomic
def fill_draft(
    *,
    district_code: str,
    quarter_code: str,
    cells: CellStates,
    seen: CellStates,
    by: User,
    at: dt.datetime,
) -> Draft:
    """Write the cells of a file into the draft, all or none, as if typed.

    ``seen`` are the values of the draft that the person was shown. Raises
    ChangeRefused as typing does, DraftMoved when the draft has others by now.
    """
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_may_edit(draft.report, by=by, on=localdate(at))
    now = draft.cells()
    moved = [
        (commune, number)
        for (commune, number), state in seen.items()
        if now.get(commune, {}).get(number, state) != state
    ]
    if moved:
        raise DraftMoved(
            f"Bản nháp vừa được sửa ở {len(moved)} ô sau khi xem trước tệp: chưa nạp ô "
            "nào. Hãy nạp lại tệp để xem lại."
        )
    return set_cells(
        district_code=district_code,
        quarter_code=quarter_code,
        cells=cells,
        by=by,
        at=at,
        door=Door.FILE,
    )


def _read(request: ImportRequest, opened: OpenedSheet, grid: Grid) -> Reading:
    reading = read_results(request, opened)
    if not isinstance(reading.source, ResultsSheet):
        return reading
    own = dict(_own_names(reading.source.table, grid.report.district_id))
    if not own:
        return reading
    return read_results(replace(request, answers=own), opened)


def _own_names(table: CommunesTable, district: str) -> Iterator[tuple[str, str]]:
    """Yield the answers to questions about names that are one of the district's."""
    for question in table.placement.questions:
        named = table.matcher.named(question.value, district)
        if question.key.startswith(UNIT_KEY) and len(named) == 1:
            yield question.key, named[0].code


def _held_against(grid: Grid, reading: Reading) -> DraftFile:
    source = reading.source
    if not isinstance(source, ResultsSheet):
        return DraftFile(reading.sheet, _nothing(), errors=reading.errors)
    table, read = source.table, source.reading
    # What a revision needs and what it may not write over is no matter of a draft.
    lacking = {
        problem
        for problem, _place in missing_communes(
            table.placement, table.matrix, table.matcher
        )
    }
    foreign = (*_foreign_title(table, grid), *_foreign_rows(table, grid))
    errors = (*(each for each in read.errors if each not in lacking), *foreign)
    named = table.placement.places
    return DraftFile(
        sheet=read.sheet,
        preview=_preview(grid, source),
        errors=replace(read, errors=errors).errors,
        warnings=read.warnings,
        left_out=tuple(x.place for x in grid.rows if x.place.code not in named),
    )


def _foreign_title(table: CommunesTable, grid: Grid) -> Iterator[Problem]:
    """Yield a problem when the title names another district than the report's."""
    own = grid.report.district
    titled = district_in_title(table.matrix.title_text, table.matcher)
    if titled and titled.code != own.code:
        yield table.problem(
            f"Tiêu đề ghi {titled.full_name}, khác huyện của báo cáo là "
            f"{own.full_name}.",
            value=titled.full_name,
        )


def _foreign_rows(table: CommunesTable, grid: Grid) -> Iterator[Problem]:
    """Yield a problem for every row of another district's commune."""
    own = grid.report.district_id
    for placed in table.placement.rows:
        if placed.place and placed.place.district_code != own:
            name = table.matcher.full_name(placed.place)
            message = f"{name[0].upper()}{name[1:]}, thuộc huyện khác."
            yield table.matrix.problem_at(placed.row.name_cell, message)


def _preview(grid: Grid, source: ResultsSheet) -> Preview:
    entries = tuple(_entries(grid, source))
    rule = Blanks(decide_blanks(entry.reading for entry in entries).state)
    return Preview(
        entries=entries,
        blanks=rule,
        rule=rule,
        notes=source.reading.notes,
        named=tuple(dict.fromkeys(entry.place for entry in entries)),
    )


def _entries(grid: Grid, source: ResultsSheet) -> Iterator[Entry]:
    current = {(cell.place.code, cell.criterion.number): cell for cell in grid.cells}
    for row in source.table.matrix.communes:
        place = source.table.usable.get(row.row_number)
        for number, mark in row.marks.items():
            cell = current.get((place.code, number)) if place else None
            if cell:
                state = source.states[row.row_number].get(number)
                reading = read_mark(mark, until=grid.period.year)
                yield Entry(cell.place, cell.criterion, reading, state, cell.state)


def _of_commune(place: Place, entries: Sequence[Entry]) -> CommuneChanges:
    def becoming(state: ResultState) -> tuple[Entry, ...]:
        return tuple(entry for entry in entries if entry.state == state)

    return CommuneChanges(
        place,
        met=becoming(ResultState.MET),
        unmet=becoming(ResultState.UNMET),
        unknown=becoming(ResultState.UNKNOWN),
    )


def _nothing() -> Preview:
    return Preview((), Blanks.KEEP, Blanks.KEEP, (), ())
