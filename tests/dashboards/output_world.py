"""Outputs made through the real services, for tests."""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from dashboards.analytics.outputs.comparing import compute, content_of
from dashboards.analytics.outputs.reading import Asked
from dashboards.exporting.facts import Facts, facts_of
from dashboards.exporting.writers import written
from ntm_portal.lib.periods import Quarter
from reports.choices import OutputFormat, ReportKind
from reports.models import Snapshot
from reports.services.outputs import Output, record_snapshot


def office() -> User:
    found = User.objects.filter(username="vpdp").first()
    return found or User.objects.create_user("vpdp", role=Role.OFFICE)


def given_out(
    period: str = "2019Q4",
    *,
    kind: ReportKind = ReportKind.QUARTER,
    form: OutputFormat = OutputFormat.CSV,
    as_of: dt.date | None = None,
    district: str | None = None,
    today: dt.date | None = None,
) -> Snapshot:
    """Give out the figures as they are now."""
    asked = Asked(kind, Quarter.parse(period), as_of, district, today)
    pinned, figures = compute(asked)
    return record_snapshot(
        output=Output(
            kind=kind,
            format=form,
            period=asked.period,
            as_of=as_of,
            district=district,
            revisions=pinned.revisions,
            plan=pinned.plan,
            figures=figures,
        ),
        by=office(),
        at=timezone.now(),
    )


def read(snapshot: Snapshot) -> tuple[Facts, dict[str, Any]]:
    """Return what a writer of files takes."""
    content = content_of(snapshot)
    return facts_of(snapshot, content), content


def draw_here(snapshot: Snapshot, *, template: bytes | None) -> bytes:
    """Draw in the process of the tests what otherwise is drawn apart; no PDF."""
    return written(snapshot, template=template)
