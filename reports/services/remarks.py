"""Notes, causes and reasons of cells: kept with the draft, frozen with a revision."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from reports.choices import Door, ResultState, TextPart
from reports.models import DraftRemark, Report, Revision, RevisionRemark
from reports.models.cells import CellKey
from reports.services.drafts import check_may_change, locked_draft
from reports.services.guard import ChangeRefused
from reports.services.text_log import Turn, cause_words, log_texts


class RemarkMoved(ChangeRefused):
    """Somebody wrote another remark since the person's page was drawn."""


@dataclass(frozen=True, slots=True)
class RemarkText:
    """What a person wrote about a cell, and which remark stood on the page.

    ``seen_at`` is when that one was changed (None: there was none).
    """

    note: str = ""
    fall_cause: str = ""
    against_reason: str = ""
    seen_at: dt.datetime | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.note or self.fall_cause or self.against_reason)


@transaction.atomic
def set_remark(
    *,
    district_code: str,
    quarter_code: str,
    cell: tuple[str, int],
    text: RemarkText,
    by: User,
    at: dt.datetime,
) -> None:
    """Store what is written about a cell of a draft; nothing written takes it away.

    Raises ChangeRefused as a change of the cell would, and RemarkMoved when the
    remark in store is not the one that was seen.
    """
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_may_change(draft, [cell], by=by, at=at)
    commune, criterion = cell[0], draft.law.by_number[cell[1]].id
    place = {
        "report": draft.report,
        "commune_id": commune,
        "criterion_id": criterion,
    }
    remarks = DraftRemark.objects.filter(**place)
    stored = remarks.select_related("changed_by").first()
    _check_seen(stored, text)
    if text.is_empty and stored is None:
        return
    mark_on_behalf(draft.report, by=by)
    turns = _turns(stored, text, commune, criterion)
    log_texts(draft.report, turns, door=Door.CELL, by=by, at=at)
    if text.is_empty:
        remarks.delete()
        return
    row = stored or DraftRemark(**place)
    row.note = text.note
    row.fall_cause = text.fall_cause
    row.against_reason = text.against_reason
    row.changed_by, row.changed_at = by, at
    row.save()


def mark_on_behalf(report: Report, *, by: User) -> None:
    """Mark a locked report that somebody outside the district has written in."""
    if by.role != Role.DISTRICT and not report.entered_on_behalf:
        report.entered_on_behalf = True
        report.save(update_fields=["entered_on_behalf"])


def freeze_remarks(
    report: Report,
    revision: Revision,
    *,
    base: Revision | None = None,
    held: Collection[CellKey] = (),
) -> None:
    """Keep the remarks of a report with the revision that approves it.

    Those of cells ``held`` back stay in the draft alone; with such a cell goes what
    was approved about it in ``base``, when that is of the same quarter. A cause of a
    fall is not kept for a cell that is đạt after all. Four queries at most.
    """
    remarks = DraftRemark.objects.filter(report=report).select_related("criterion")
    states = {
        (code, criterion): state
        for code, criterion, state in revision.results.values_list(
            "commune_id", "criterion_id", "state"
        )
    }
    frozen = [
        _frozen(each, revision, states.get((each.commune_id, each.criterion_id)))
        for each in remarks
        if (each.commune_id, each.criterion.number) not in held
    ]
    RevisionRemark.objects.bulk_create(
        each
        for each in (*frozen, *_approved(revision, base, held))
        if each.note or each.fall_cause or each.against_reason
    )


def _approved(
    revision: Revision, base: Revision | None, held: Collection[CellKey]
) -> Iterator[RevisionRemark]:
    """Yield the remarks of held cells as they stand in the base, for the revision."""
    if not held or base is None or base.quarter_id != revision.quarter_id:
        return
    for each in base.remarks.select_related("criterion"):
        if (each.commune_id, each.criterion.number) in held:
            yield RevisionRemark(
                revision=revision,
                commune_id=each.commune_id,
                criterion_id=each.criterion_id,
                note=each.note,
                fall_cause=each.fall_cause,
                against_reason=each.against_reason,
            )


def _frozen(
    remark: DraftRemark, revision: Revision, state: str | None
) -> RevisionRemark:
    is_met = state == ResultState.MET
    return RevisionRemark(
        revision=revision,
        commune_id=remark.commune_id,
        criterion_id=remark.criterion_id,
        note=remark.note,
        fall_cause="" if is_met else remark.fall_cause,
        against_reason=remark.against_reason,
    )


def _turns(
    stored: DraftRemark | None, text: RemarkText, commune: str, criterion: int
) -> Iterator[Turn]:
    """Yield what was written before and now, part by part."""
    old = stored or DraftRemark()
    for part, before, after in (
        (TextPart.NOTE, old.note, text.note),
        (
            TextPart.FALL_CAUSE,
            cause_words(old.fall_cause),
            cause_words(text.fall_cause),
        ),
        (TextPart.AGAINST_REASON, old.against_reason, text.against_reason),
    ):
        yield Turn(part, before, after, commune, criterion)


def _check_seen(stored: DraftRemark | None, text: RemarkText) -> None:
    stored_at = stored.changed_at if stored else None
    if stored_at == text.seen_at:
        return
    if stored is None:
        raise RemarkMoved(
            "Ghi chú của ô này vừa bị xóa ở nơi khác; hãy xem lại rồi lưu lần nữa."
        )
    raise RemarkMoved(
        f"{stored.changed_by.display_name} vừa ghi khác ở ô này; chữ bạn gõ còn trong "
        "khung dưới đây, hãy xem lại rồi lưu lần nữa."
    )
