"""The cells of a report on its review page, each with all that concerns it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reports.analytics.cell.comments import TalkCount
from reports.analytics.cell.evidence import evidence_counts
from reports.analytics.entry.remarks import remarks_of
from reports.analytics.review.changes import Cell, Effect, Turn
from reports.analytics.review.disputes import Disputes
from reports.analytics.review.report import Review
from reports.forms.returns import CellReturns, Entry
from reports.models import DraftRemark, Opinion, ReturnedCell
from reports.models.cells import CellKey

ANSWERED = "Ô huyện trả lời"
TO_ANSWER = "Ô đang chờ huyện trả lời"
AGAINST = "Ô giữ nguyên, huyện ghi lý do khác gợi ý từ chỉ tiêu"
DISPUTED = "Ô giữ nguyên nhưng đơn vị chủ trì không đồng ý"


@dataclass(frozen=True, slots=True)
class ReviewCell:
    """One row: the cell, what it tips, the fields to return it, who said what.

    ``remark`` is what the district wrote about it, ``files`` how many it added,
    ``talk`` counts what was said beside it.
    """

    cell: Cell
    effects: tuple[Effect, ...]
    entry: Entry
    returned: ReturnedCell | None
    disputes: tuple[Opinion, ...]
    remark: DraftRemark | None
    files: int
    talk: TalkCount


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
    talk: Mapping[CellKey | None, TalkCount],
) -> tuple[CellGroup, ...]:
    """Return what a reviewer reads: answers alone, else the changes by their turn.

    Cells that did not change are there only when an agency disputes them, or when
    they go against their indicators with a reason. Two queries.
    """
    remarks, files = remarks_of(review.report), evidence_counts(review.report)
    effects = {change.cell.key: change.effects for change in review.changes}

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
                talk=talk.get(cell.key, TalkCount()),
            )
            for cell in found
        )

    groups = _grouped(review, returned=returned, disputes=disputes, remarks=remarks)
    drawn = (
        CellGroup(title, rows(found), is_first=title == Turn.FALLEN.value)
        for title, found in groups
    )
    return tuple(group for group in drawn if group.rows)


def _grouped(
    review: Review,
    *,
    returned: Mapping[CellKey, ReturnedCell],
    disputes: Disputes,
    remarks: Mapping[CellKey, DraftRemark],
) -> Iterator[tuple[str, list[Cell]]]:
    cells = [cell for row in review.rows for cell in row.cells]
    title = TO_ANSWER if review.report.is_open else ANSWERED
    yield title, [cell for cell in cells if cell.key in returned]
    for turn, changes in review.by_turn.items():
        found = [each.cell for each in changes if each.cell.key not in returned]
        yield turn.value, found
    shown = {change.cell.key for change in review.changes} | returned.keys()
    yield DISPUTED, [each for each in cells if each.key in disputes.keys() - shown]
    if not returned:
        told = {key for key, remark in remarks.items() if remark.against_reason}
        rest = told - shown - disputes.keys()
        yield AGAINST, [each for each in cells if each.key in rest]
