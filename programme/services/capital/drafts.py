"""Amounts in a sheet of capital: only what differs from the approved is stored."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from communes.analytics.places import programme_communes
from ntm_portal.lib import periods
from programme.choices import CapitalState
from programme.models import (
    Amounts,
    CapitalChange,
    CapitalDraft,
    CapitalKey,
    CapitalReport,
    CapitalRevision,
)
from programme.services.capital.guard import check_may_edit
from programme.services.capital.revisions import check_cells
from reports.choices import Door
from reports.models import Quarter


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """What a person typed, None to clear it, and what stood there when it was."""

    amount: Decimal | None
    seen: Decimal | None


@dataclass(frozen=True, slots=True)
class AmountConflict:
    """An amount that was not stored, for another came in between.

    ``row`` says who typed ``theirs``; None when it is the approved amount.
    """

    key: CapitalKey
    mine: Decimal | None
    theirs: Decimal | None
    row: CapitalDraft | None


@dataclass(frozen=True, slots=True)
class SavedAmounts:
    """The amounts that changed, before and after, and those that met another's."""

    moved: Mapping[CapitalKey, tuple[Decimal | None, Decimal | None]]
    conflicts: tuple[AmountConflict, ...] = ()


@dataclass(frozen=True, slots=True)
class CapitalSheet:
    """A locked sheet: the approved amounts of its quarter, and its own."""

    report: CapitalReport
    revision: CapitalRevision | None
    standing: Amounts
    drafts: Mapping[CapitalKey, CapitalDraft]

    def amount(self, key: CapitalKey) -> Decimal | None:
        row = self.drafts.get(key)
        return row.amount if row else self.standing.get(key)

    def amounts(self) -> Amounts:
        """Return every known amount of the sheet as it stands."""
        known = {key: self.amount(key) for key in {*self.standing, *self.drafts}}
        return {key: value for key, value in known.items() if value is not None}


def locked_sheet(*, district_code: str, quarter_code: str) -> CapitalSheet:
    """Lock (and begin, when there is none) the sheet; must run in a transaction.

    The quarter is locked first, as imports do: writers wait in one order.
    """
    Quarter.objects.select_for_update().get_or_create(code=quarter_code)
    revision = (
        CapitalRevision.objects.standing()
        .filter(district_id=district_code, quarter_id=quarter_code)
        .order_by("-number")
        .first()
    )
    # Approved from a file, without a sheet: nobody begins it anew.
    state = CapitalState.APPROVED if revision else CapitalState.DRAFT
    CapitalReport.objects.get_or_create(
        district_id=district_code, quarter_id=quarter_code, defaults={"state": state}
    )
    report = (
        CapitalReport.objects.select_for_update(of=("self",))
        .select_related("quarter", "district")
        .get(district_id=district_code, quarter_id=quarter_code)
    )
    drafts = report.drafts.select_related("changed_by__district", "changed_by__agency")
    return CapitalSheet(
        report=report,
        revision=revision,
        standing=revision.amounts() if revision else {},
        drafts={row.key: row for row in drafts},
    )


@transaction.atomic
def set_amounts(
    *,
    district_code: str,
    quarter_code: str,
    amounts: Mapping[CapitalKey, TypedAmount],
    by: User,
    at: dt.datetime,
    door: Door = Door.PAGE,
) -> SavedAmounts:
    """Store typed amounts, but for those that meet another's unseen amount.

    What was typed as it was seen changes nothing; an amount set back to the approved
    one is no longer a change. Raises ChangeRefused, and stores nothing, when the guard
    forbids it or the sheet has no such cell.
    """
    sheet = locked_sheet(district_code=district_code, quarter_code=quarter_code)
    check_may_edit(sheet.report, by=by, on=localdate(at))
    typed = {key: each for key, each in amounts.items() if each.amount != each.seen}
    day = periods.Quarter.parse(quarter_code).last_day
    places = programme_communes(day, district_code=district_code)
    check_cells(typed, (place.code for place in places))
    conflicts = tuple(_conflicts(sheet, typed))
    met = {conflict.key for conflict in conflicts}
    moved = {
        key: (sheet.amount(key), each.amount)
        for key, each in typed.items()
        if key not in met and each.amount != sheet.amount(key)
    }
    _log(sheet.report, moved, by=by, at=at, door=door)
    _store(sheet, {key: after for key, (_, after) in moved.items()}, by=by, at=at)
    return SavedAmounts(moved, conflicts)


def _conflicts(
    sheet: CapitalSheet, typed: Mapping[CapitalKey, TypedAmount]
) -> Iterable[AmountConflict]:
    for key, each in typed.items():
        theirs = sheet.amount(key)
        if theirs not in (each.seen, each.amount):
            yield AmountConflict(key, each.amount, theirs, sheet.drafts.get(key))


def _log(
    report: CapitalReport,
    moved: Mapping[CapitalKey, tuple[Decimal | None, Decimal | None]],
    *,
    by: User,
    at: dt.datetime,
    door: Door,
) -> None:
    CapitalChange.objects.bulk_create(
        CapitalChange(
            report=report,
            commune_id=commune or None,
            source=source,
            measure=measure,
            before=before,
            after=after,
            door=door,
            at=at,
            by=by,
        )
        for (commune, source, measure), (before, after) in moved.items()
    )


def _store(
    sheet: CapitalSheet,
    moved: Mapping[CapitalKey, Decimal | None],
    *,
    by: User,
    at: dt.datetime,
) -> None:
    # The key may hold a NULL, on which no database finds a conflict.
    old = [sheet.drafts[key].pk for key in moved if key in sheet.drafts]
    CapitalDraft.objects.filter(pk__in=old).delete()
    CapitalDraft.objects.bulk_create(
        CapitalDraft(
            report=sheet.report,
            commune_id=commune or None,
            source=source,
            measure=measure,
            amount=amount,
            changed_by=by,
            changed_at=at,
        )
        for (commune, source, measure), amount in moved.items()
        if amount != sheet.standing.get((commune, source, measure))
    )
