"""Values of indicators in a draft: only what differs from the approved is stored."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from accounts.choices import Role
from accounts.models import User
from criteria.analytics.indicators import LawIndicator, indicators_of
from criteria.analytics.value_words import value_words
from criteria.analytics.values import GivenValue
from reports.choices import Door
from reports.models import (
    DraftValue,
    IndicatorRevision,
    Report,
    ValueChange,
)
from reports.models.cells import CellKey
from reports.services.drafts import UnknownCell, check_may_change, locked_draft
from reports.services.indicator_values import record_values
from reports.services.revisions import Approval
from reports.services.value_rows import (
    COLUMNS,
    ValueKey,
    Values,
    approved_values,
    check_fit,
    columns,
    given,
    key_of,
    new_row,
)


@dataclass(frozen=True, slots=True)
class TypedValue:
    """What a person typed, None to clear it, and what stood there when it was."""

    value: GivenValue | None
    seen: GivenValue | None


@dataclass(frozen=True, slots=True)
class ValueConflict:
    """A value that was not stored, for another came in between.

    ``row`` says who typed ``theirs``; None when it is the approved value.
    """

    key: ValueKey
    mine: GivenValue | None
    theirs: GivenValue | None
    row: DraftValue | None


@dataclass(frozen=True, slots=True)
class SavedValues:
    """How many values changed, and which met somebody else's."""

    stored: int
    conflicts: tuple[ValueConflict, ...]


@dataclass(frozen=True, slots=True)
class _Stock:
    """The values of a locked report: approved for its quarter, and its own."""

    report: Report
    indicators: Mapping[int, LawIndicator]
    standing: Values
    own: Mapping[ValueKey, DraftValue]

    def value(self, key: ValueKey) -> GivenValue | None:
        row = self.own.get(key)
        return given(row) if row else self.standing.get(key)


@transaction.atomic
def set_values(
    *,
    district_code: str,
    quarter_code: str,
    values: Mapping[ValueKey, TypedValue],
    by: User,
    at: dt.datetime,
    door: Door = Door.PAGE,
) -> SavedValues:
    """Store typed values, but for those that meet another's unseen value.

    What was typed as it was seen changes nothing. A value set back to the approved one
    is no longer a change. Raises ChangeRefused, and stores nothing, when the guard
    forbids a cell, the quarter has no such commune or indicator, or one cannot have
    such a value. The number of queries does not grow with the values.
    """
    draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
    indicators = {each.id: each for each in indicators_of(draft.law.code)}
    typed = {key: each for key, each in values.items() if each.value != each.seen}
    check_may_change(draft, _cells(typed, indicators), by=by, at=at)
    for (_, indicator), each in typed.items():
        check_fit(indicators[indicator], each.value)
    stock = _stock(draft.report, indicators)
    conflicts = tuple(_conflicts(stock, typed))
    met = {conflict.key for conflict in conflicts}
    moved = {
        key: each.value
        for key, each in typed.items()
        if key not in met and each.value != stock.value(key)
    }
    _log(stock, moved, by=by, at=at, door=door)
    _store(stock, moved, by=by, at=at)
    return SavedValues(len(moved), conflicts)


@transaction.atomic
def freeze_values(
    *, report: Report, approval: Approval, held: Collection[CellKey] = ()
) -> IndicatorRevision | None:
    """Approve the values of a locked report's draft; those of held cells stay in it.

    What stood approved for the quarter holds on, the draft's values over it. None when
    nothing differs: then no revision is written. Raises QuarterClosed.
    """
    rows = [
        row
        for row in report.values.select_related("indicator__criterion")
        if (row.commune_id, row.indicator.criterion.number) not in held
    ]
    revision, standing = approved_values(report)
    values = dict(standing)
    for row in rows:
        value = given(row)
        if value is None:
            values.pop(key_of(row), None)
        else:
            values[key_of(row)] = value
    DraftValue.objects.filter(pk__in=[row.pk for row in rows]).delete()
    if values == standing:
        return None
    code = report.district_id
    keeps = any(values.get(key) == value for key, value in standing.items())
    keeps_demo = keeps and revision and revision.is_demo
    recorded = record_values(
        quarter=report.quarter,
        districts={code: [new_row(key, value) for key, value in values.items()]},
        approval=approval,
        demo_districts=[code] if keeps_demo else [],
    )
    return recorded[code]


def _stock(report: Report, indicators: Mapping[int, LawIndicator]) -> _Stock:
    rows = report.values.select_related("changed_by__district", "changed_by__agency")
    return _Stock(
        report=report,
        indicators=indicators,
        standing=approved_values(report)[1],
        own={key_of(row): row for row in rows},
    )


def _cells(
    keys: Iterable[ValueKey], indicators: Mapping[int, LawIndicator]
) -> set[CellKey]:
    cells = set()
    for commune, indicator in keys:
        if indicator not in indicators:
            raise UnknownCell(f"Báo cáo này không có chỉ tiêu {indicator}.")
        cells.add((commune, indicators[indicator].criterion_number))
    return cells


def _conflicts(
    stock: _Stock, typed: Mapping[ValueKey, TypedValue]
) -> Iterable[ValueConflict]:
    for key, each in typed.items():
        theirs = stock.value(key)
        if theirs not in (each.seen, each.value):
            yield ValueConflict(key, each.value, theirs, stock.own.get(key))


def _log(
    stock: _Stock,
    moved: Mapping[ValueKey, GivenValue | None],
    *,
    by: User,
    at: dt.datetime,
    door: Door,
) -> None:
    ValueChange.objects.bulk_create(
        ValueChange(
            report=stock.report,
            commune_id=commune,
            indicator_id=indicator,
            before=value_words(
                stock.indicators[indicator], stock.value((commune, indicator))
            ),
            after=value_words(stock.indicators[indicator], value),
            door=door,
            at=at,
            by=by,
        )
        for (commune, indicator), value in moved.items()
    )


def _store(
    stock: _Stock,
    moved: Mapping[ValueKey, GivenValue | None],
    *,
    by: User,
    at: dt.datetime,
) -> None:
    if not moved:
        return
    report = stock.report
    own = {k: value for k, value in moved.items() if value != stock.standing.get(k)}
    back = [Q(commune_id=code, indicator_id=pk) for code, pk in moved.keys() - own]
    if back:
        report.values.filter(reduce(or_, back)).delete()
    DraftValue.objects.bulk_create(
        [
            DraftValue(
                report=report,
                commune_id=key[0],
                indicator_id=key[1],
                changed_by=by,
                changed_at=at,
                **columns(value or GivenValue()),
            )
            for key, value in own.items()
        ],
        update_conflicts=True,
        unique_fields=["report", "commune", "indicator"],
        update_fields=[*COLUMNS, "changed_by", "changed_at"],
    )
    report.is_unchanged = False
    report.entered_on_behalf |= by.role != Role.DISTRICT
    report.save()
