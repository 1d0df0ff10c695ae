"""What the report on paper says: the grid beside the quarter before, and its words.

A draft is compared on the screen with what is in force under it, which after a partial
approval or a reopening is of the same quarter; the paper is about the whole quarter.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from reports.analytics.entry.grid import Grid
from reports.analytics.entry.grid_parts import Base, Row, count
from reports.analytics.entry.remarks import remarks_of
from reports.analytics.entry.words import WordsPage, read_words
from reports.analytics.other_parts import OtherPart, other_parts
from reports.choices import ResultState
from reports.models import DraftRemark, Revision
from reports.models.cells import CellKey
from reports.models.reports import CellStates


@dataclass(frozen=True, slots=True)
class PaperReport:
    """``grid`` has the figures in force at the end of the quarter before as its base.

    ``remarks`` are those of the report, by commune code and criterion number;
    ``others`` are the parts of the programme beyond the criteria.
    """

    grid: Grid
    words: WordsPage
    remarks: Mapping[CellKey, DraftRemark]
    others: tuple[OtherPart, ...]


def read_paper(grid: Grid, *, today: dt.date) -> PaperReport:
    """Read what the paper says beyond the grid.

    Three queries, those of ``read_words`` and of the other parts, whatever the number
    of communes.
    """
    return PaperReport(
        grid=_beside_the_quarter_before(grid),
        words=read_words(grid.report),
        remarks=remarks_of(grid.report),
        others=other_parts(grid.report.district_id, grid.period, today),
    )


def _beside_the_quarter_before(grid: Grid) -> Grid:
    """Return the grid with the latest revision before its quarter as the base."""
    earlier = (
        Revision.objects.standing(None)
        .not_after(grid.period.previous().code)
        .filter(district=grid.report.district)
        .order_by("-quarter_id", "-number")
        .first()
    )
    states = earlier.cells() if earlier else {}
    return replace(
        grid,
        base=Base(earlier.quarter_id, earlier.approved_on) if earlier else None,
        rows=tuple(
            _row(row, states, has_base=earlier is not None) for row in grid.rows
        ),
    )


def _row(row: Row, states: CellStates, *, has_base: bool) -> Row:
    cells = tuple(
        replace(
            cell,
            before=states.get(
                (cell.place.code, cell.criterion.number), ResultState.UNKNOWN
            ),
        )
        for cell in row.cells
    )
    return Row(row.place, cells, count(cells, has_base=has_base))
