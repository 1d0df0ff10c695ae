"""The cells of a report on its review page, each with all that concerns it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reports.analytics.cell_evidence import evidence_counts
from reports.analytics.changes import Cell, Effect, Turn
from reports.analytics.disputes import Disputes
from reports.analytics.remarks import remarks_of
from reports.analytics.review import Review
from reports.forms.returns import CellReturns, Entry
from reports.models import DraftRemark, Opinion, ReturnedCell
from reports.models.cells import CellKey

ANSWERED = "Ô huyện trả lời"
TO_ANSWER = "Ô đang chờ huyện trả lời"
DISPUTED = "Ô giữ nguyên nhưng đơn vị chủ trì không đồng ý"


@dataclass(frozen=True, slots=True)
class ReviewCell:
    """One row: the cell, what it tips, the fields to return it, who said what.

    ``remark`` is what the district wrote about it, ``files`` how many it added.
    """

    cell: Cell
    effects: tuple[Effect, ...]
    entry: Entry
    returned: ReturnedCell | None
    disputes: tuple[Opinion, ...]
    remark: DraftRemark | None
    files: int


@dataclass(frozen=True, slots=True)
class CellGroup:
    """Rows under one heading, in reading order; ``is_first`` asks to be read first."""

    title: str
    rows: tuple[ReviewCell, ...]
    is_first: bool = False


def groups_of(
    review: Review,
    *,
    returned: Mapping[CellKey, ReturnedCell],
    disputes: Disputes,
    returns: CellReturns,
) -> tuple[CellGroup, ...]:
    """Return what a reviewer reads: answers alone, else the changes by their turn.

    Cells that did not change are there only when an agency disputes them. Two queries.
    """
    remarks, files = remarks_of(review.report), evidence_counts(review.report)
    effects = {change.cell.key: change.effects for change in review.changes}
    cells = [cell for row in review.rows for cell in row.cells]

    def rows(found: Iterable[Cell]) -> tuple[ReviewCell, ...]:
        return tuple(
            ReviewCell(
                cell=cell,
                effects=effects.get(cell.key, ()),
                entry=returns.entry(cell.key),
                returned=returned.get(cell.key),
                disputes=tuple(disputes.get(cell.key, ())),
                remark=remarks.get(cell.key),
                files=files.get(cell.key, 0),
            )
            for cell in found
        )

    def groups() -> Iterator[CellGroup]:
        title = TO_ANSWER if review.report.is_open else ANSWERED
        yield CellGroup(title, rows(cell for cell in cells if cell.key in returned))
        for turn, changes in review.by_turn.items():
            others = [each.cell for each in changes if each.cell.key not in returned]
            yield CellGroup(turn.value, rows(others), is_first=turn is Turn.FALLEN)
        shown = effects.keys() | returned.keys()
        still = [each for each in cells if each.key in disputes.keys() - shown]
        yield CellGroup(DISPUTED, rows(still))

    return tuple(group for group in groups() if group.rows)
