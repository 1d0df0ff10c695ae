"""Single cells given back: the rest of the report goes on, each cell is answered."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import User
from reports.choices import Door, EventKind, ReportState, TextPart
from reports.models import DraftRemark, Report, ReturnedCell, Revision
from reports.models.cells import CellKey
from reports.services.decisions import (
    Seen,
    check_seen,
    freeze,
    note,
    settle_returns,
    standing_returns,
    submitted_draft,
)
from reports.services.drafts import Draft, UnknownCell, locked_draft
from reports.services.guard import ChangeRefused, check_may_edit, check_reviewer
from reports.services.text_log import Turn, log_texts
from reports.services.workflow import ReasonMissing

NAMED = 12


class NothingReturned(ChangeRefused):
    """Nothing was chosen, or the cell is not one that was given back."""


class DateMissed(ChangeRefused):
    """An answer is asked for by a day that is over."""


class AnswerMissing(ChangeRefused):
    """A returned cell needs a written answer."""


class AnswerMoved(ChangeRefused):
    """Somebody wrote another answer since the person's page was drawn."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Why a cell is given back, and the last day for the answer."""

    reason: str
    answer_by: dt.date


@dataclass(frozen=True, slots=True)
class Answer:
    """What the district says of a returned cell, and which answer stood on the page.

    ``seen_at`` is when that one was written (None: there was none).
    """

    text: str
    seen_at: dt.datetime | None = None


@transaction.atomic
def return_cells(
    *,
    district_code: str,
    quarter_code: str,
    cells: Mapping[CellKey, Demand],
    by: User,
    at: dt.datetime,
    seen: Seen,
) -> Revision:
    """Approve a submitted report but for some cells, which go back to the district.

    In the revision those keep the value of the base, in the draft what was typed.
    Cells returned before are settled; they may be among ``cells`` again. Raises
    what approve_report() does, and NothingReturned, ReasonMissing, DateMissed or
    UnknownCell.
    """
    check_reviewer(by)
    on = localdate(at)
    _check_demands(cells, on)
    draft = submitted_draft(district_code, quarter_code)
    check_seen(draft, seen)
    _check_cells_exist(draft, cells)
    revision = freeze(draft, by=by, on=on, at=at, held=cells)
    _keep_only(draft.report, cells, revision)
    settle_returns(draft.report, at=at)
    ReturnedCell.objects.bulk_create(
        ReturnedCell(
            report=draft.report,
            commune_id=commune,
            criterion_id=draft.law.by_number[number].id,
            reason=demand.reason.strip(),
            answer_by=demand.answer_by,
            returned_at=at,
            returned_by=by,
        )
        for (commune, number), demand in cells.items()
    )
    summary = summary_of(standing_returns(draft.report))
    note(draft.report, EventKind.CELLS_RETURNED, by=by, at=at, reason=summary)
    return revision


@transaction.atomic
def answer_cell(
    *,
    district_code: str,
    quarter_code: str,
    cell: CellKey,
    answer: Answer,
    by: User,
    at: dt.datetime,
) -> ReturnedCell:
    """Write what the district says to a returned cell; it may be written anew.

    The value of the cell changes, or stays, by itself. Raises AnswerMissing,
    AnswerMoved, NothingReturned for a cell that was not given back, and what a change
    would.
    """
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_may_edit(draft.report, by=by, on=localdate(at))
    commune, number = cell
    returned = (
        ReturnedCell.objects.filter(report=draft.report)
        .standing()
        .select_related("answered_by__district", "answered_by__agency")
        .filter(commune=commune, criterion__number=number)
        .first()
    )
    if returned is None:
        raise NothingReturned("Ô này không bị trả lại nên không cần trả lời.")
    if not answer.text.strip():
        raise AnswerMissing("Hãy ghi câu trả lời cho ô bị trả lại.")
    _check_answer_seen(returned, answer.seen_at)
    text = answer.text.strip()
    turn = Turn(TextPart.ANSWER, returned.answer, text, commune, returned.criterion_id)
    log_texts(draft.report, [turn], door=Door.CELL, by=by, at=at)
    returned.answer = text
    returned.answered_at = at
    returned.answered_by = by
    returned.save()
    return returned


def summary_of(returned: Sequence[ReturnedCell]) -> str:
    """Return which cells were given back, the first few by name."""
    named = ", ".join(
        f"{each.commune.name} – tiêu chí {each.criterion.number}"
        for each in returned[:NAMED]
    )
    more = len(returned) - NAMED
    return f"Trả {len(returned)} ô: {named}" + (
        f" và {more} ô khác." if more > 0 else "."
    )


def _check_answer_seen(returned: ReturnedCell, seen_at: dt.datetime | None) -> None:
    if returned.answered_at == seen_at:
        return
    if returned.answered_by is None:
        raise AnswerMoved(
            "Ô này vừa được trả lại lần nữa; chữ bạn gõ còn trong khung dưới đây, hãy "
            "xem lại lý do rồi gửi lần nữa."
        )
    raise AnswerMoved(
        f"{returned.answered_by.display_name} vừa trả lời ô này; chữ bạn gõ còn trong "
        "khung dưới đây, hãy xem lại rồi gửi lần nữa."
    )


def _check_demands(cells: Mapping[CellKey, Demand], on: dt.date) -> None:
    if not cells:
        raise NothingReturned("Chưa chọn ô nào để trả lại.")
    for demand in cells.values():
        if not demand.reason.strip():
            raise ReasonMissing("Mỗi ô trả lại phải có lý do.")
        if demand.answer_by < on:
            raise DateMissed(
                f"Hạn trả lời {demand.answer_by:%d/%m/%Y} đã qua; hãy chọn từ ngày "
                f"{on:%d/%m/%Y}."
            )


def _check_cells_exist(draft: Draft, cells: Collection[CellKey]) -> None:
    for commune, number in cells:
        if commune not in draft.communes or number not in draft.law.by_number:
            raise UnknownCell(
                f"Báo cáo này không có ô xã {commune}, tiêu chí {number}."
            )


def _keep_only(report: Report, cells: Collection[CellKey], revision: Revision) -> None:
    """Let a report stand on its new revision with only what was typed in ``cells``."""
    rows = report.changes.select_related("criterion")
    kept = [row for row in rows if (row.commune_id, row.criterion.number) in cells]
    report.changes.exclude(pk__in=[row.pk for row in kept]).delete()
    report.state = ReportState.RETURNED
    report.base = revision
    report.is_unchanged = False
    report.entered_on_behalf = _has_work_of_others(report, cells)
    report.save()


def _has_work_of_others(report: Report, cells: Collection[CellKey]) -> bool:
    """Whether somebody outside the district typed what is left about the cells."""
    remarks = DraftRemark.objects.filter(report=report)
    written = remarks.exclude(changed_by__role=Role.DISTRICT)
    return (
        report.changes.exclude(changed_by__role=Role.DISTRICT).exists()
        or report.values.exclude(changed_by__role=Role.DISTRICT).exists()
        or any(
            cell in cells
            for cell in written.values_list("commune_id", "criterion__number")
        )
    )
