"""What every decision of the coordination office on a report stands on."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import User
from reports.choices import EventKind, ReportState, ResultState
from reports.models import Report, ReportEvent, ReturnedCell, Revision
from reports.models.cells import CellKey
from reports.services.draft_values import freeze_values
from reports.services.drafts import Draft, locked_draft
from reports.services.guard import ChangeRefused, check_quarter_open
from reports.services.remarks import freeze_remarks
from reports.services.revisions import Approval, Cells, record_revision
from reports.services.words import freeze_words

Held = Collection[CellKey]


class WrongState(ChangeRefused):
    """The step does not follow from where the report stands."""


class BaseMoved(ChangeRefused):
    """The data under the report changed since the reviewer read it."""


class SubmittedAgain(ChangeRefused):
    """The report was returned and sent again since the reviewer read it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reviewer's page was drawn from.

    ``base`` is the id of the base revision (None: there was none), ``submission``
    the time at which the report was sent (None: approved without a page).
    """

    base: int | None
    submission: dt.datetime | None = None


def check_seen(draft: Draft, seen: Seen) -> None:
    """Refuse a decision taken on what is no longer there.

    Raises BaseMoved or SubmittedAgain.
    """
    if (draft.revision.pk if draft.revision else None) != seen.base:
        raise BaseMoved(
            "Số liệu gốc của huyện vừa thay đổi; hãy xem lại các ô trước khi duyệt."
        )
    if seen.submission and draft.report.submitted_at != seen.submission:
        raise SubmittedAgain(
            "Huyện đã gửi lại báo cáo sau khi trang này được mở; hãy xem lại các ô "
            "trước khi duyệt."
        )


def submitted_draft(district_code: str, quarter_code: str) -> Draft:
    """Lock a report that waits for a decision; raises WrongState for another."""
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    check_quarter_open(draft.report.quarter)
    if draft.report.state != ReportState.SUBMITTED:
        raise WrongState("Báo cáo này không ở trạng thái chờ duyệt.")
    return draft


def freeze(
    draft: Draft, *, by: User, on: dt.date, at: dt.datetime, held: Held = ()
) -> Revision:
    """Write a submitted report as the next revision of its quarter, with all its words.

    Cells that are ``held`` back keep the value and the remark of the base, and the
    values of their indicators stay in the draft.
    """
    report, base = draft.report, draft.revision
    approval = Approval(
        on=on,
        at=at,
        by=by,
        is_demo=bool(base and base.is_demo),
        on_behalf=report.entered_on_behalf,
    )
    revision = record_revision(
        district_code=report.district_id,
        quarter=report.quarter,
        law=draft.law,
        cells=_cells_without(draft, held),
        approval=approval,
    )
    freeze_words(report=report, revision=revision)
    freeze_remarks(report, revision, base=base, held=held)
    freeze_values(report=report, approval=approval, held=held)
    return revision


def standing_returns(report: Report) -> list[ReturnedCell]:
    """Return the cells given back and not settled, in reading order. One query."""
    standing = ReturnedCell.objects.filter(report=report).standing()
    return list(
        standing.select_related("commune", "criterion").order_by(
            "commune", "criterion__number"
        )
    )


def settle_returns(report: Report, *, at: dt.datetime) -> None:
    """Close the cells that were given back: a decision has been taken on them."""
    ReturnedCell.objects.filter(report=report).standing().update(settled_at=at)


def _cells_without(draft: Draft, held: Held) -> Cells:
    """Return every cell as submitted, those held back as they are in the base."""
    unknown = ResultState.UNKNOWN
    return {
        commune: {
            number: draft.base.get((commune, number), unknown)
            if (commune, number) in held
            else state
            for number, state in row.items()
        }
        for commune, row in draft.cells().items()
    }


def note(
    report: Report, kind: EventKind, *, by: User, at: dt.datetime, reason: str = ""
) -> None:
    """Keep a step in the report's history."""
    ReportEvent.objects.create(report=report, kind=kind, by=by, at=at, reason=reason)
