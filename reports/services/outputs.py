"""Writing down what is given out, and choosing the Word templates for it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.models import User
from ntm_portal.lib.canonical import sha256_of
from ntm_portal.lib.periods import Quarter
from reports.choices import OutputFormat, ReportKind
from reports.models import ReportTemplate, Snapshot
from reports.services.files import CheckedFile, FileRefused, storing
from reports.services.guard import ChangeRefused


@dataclass(frozen=True, slots=True)
class Output:
    """What is given out: the report, its file, and the figures as canonical text.

    ``revisions`` and ``plan`` are the keys of the rows that the figures came from,
    ``district`` the code of the one that they are of, None for the province.
    """

    kind: ReportKind
    format: OutputFormat
    period: Quarter
    as_of: dt.date | None
    district: str | None
    revisions: Collection[int]
    plan: int | None
    figures: str


class TemplateUnfit(ChangeRefused):
    """The template has fields that no report has."""


def record_snapshot(*, output: Output, by: User, at: dt.datetime) -> Snapshot:
    """Keep an output; a Word file takes the template in use for good.

    That of the office speaks of the whole province: one district has the portal's own.
    """
    template = None
    if output.format == OutputFormat.WORD and output.district is None:
        template = template_in_use(output.kind)
    return Snapshot.objects.create(
        kind=output.kind,
        format=output.format,
        period=output.period.code,
        as_of=output.as_of,
        district_id=output.district,
        read_at=at,
        by=by,
        template=template,
        plan_id=output.plan,
        revisions=sorted(output.revisions),
        figures=output.figures,
        sha256=sha256_of(output.figures),
    )


def template_in_use(kind: ReportKind) -> ReportTemplate | None:
    """Return the office's template of a report, None for the portal's own."""
    return ReportTemplate.objects.filter(kind=kind, is_in_use=True).first()


def add_template(
    *,
    kind: ReportKind,
    file: CheckedFile,
    unknown: Collection[str],
    by: User,
    at: dt.datetime,
) -> ReportTemplate:
    """Keep an uploaded template as the next version; it is not in use yet.

    Raises FileRefused when somebody else's came in at the same moment.
    """
    try:
        with storing() as storage:
            last = ReportTemplate.objects.filter(kind=kind).order_by("-number").first()
            return ReportTemplate.objects.create(
                kind=kind,
                number=last.number + 1 if last else 1,
                unknown_fields=sorted(unknown),
                **storage.store(file, by=by, at=at),
            )
    except IntegrityError as taken:
        raise FileRefused("Vừa có người gửi một mẫu khác; hãy gửi lại.") from taken


@transaction.atomic
def use_template(*, template: ReportTemplate) -> None:
    """Write reports of its kind with this template from now on.

    Raises TemplateUnfit for one with unknown fields.
    """
    if template.unknown_fields:
        raise TemplateUnfit(
            f"{template} có trường không báo cáo nào có "
            f"({', '.join(template.unknown_fields)}); hãy sửa mẫu rồi tải lên lại."
        )
    use_own_template(kind=ReportKind(template.kind))
    template.is_in_use = True
    template.save(update_fields=["is_in_use"])


@transaction.atomic
def use_own_template(*, kind: ReportKind) -> None:
    """Write reports of a kind with the portal's own template from now on."""
    # All of its kind are locked: two choices at once would both find none in use.
    rows = ReportTemplate.objects.select_for_update().filter(kind=kind).order_by("pk")
    for template in rows:
        if template.is_in_use:
            template.is_in_use = False
            template.save(update_fields=["is_in_use"])
