"""Results of one criterion as an agency reads them: filtered, with fields."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from criteria.models import Agency
from reports.analytics.cell.values import CellValues
from reports.analytics.review.opinions import CellOpinion
from reports.analytics.review.sent_results import SentResult, Standing
from reports.forms.opinions import Entry, Narrowing, OpinionsForm, Shown
from reports.models import Opinion, Report


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One commune. ``own`` is the agency's last opinion, None for the office.

    ``others`` are those of other agencies, ``silent`` the agencies that have still to
    look at it, as the office reads it; ``shown`` is what the page carries.
    """

    result: SentResult
    standing: Standing | None
    own: Opinion | None
    others: tuple[CellOpinion, ...]
    silent: tuple[Agency, ...]
    can_speak: bool
    shown: str
    entry: Entry
    values: CellValues
    files: int

    @property
    def is_outdated(self) -> bool:
        return self.standing is Standing.OUTDATED

    @property
    def is_disputed(self) -> bool:
        return self.standing is Standing.DISPUTED

    @property
    def is_against_values(self) -> bool:
        return self.values.is_against(self.result.state)

    @property
    def is_waiting(self) -> bool:
        """Whether the agency has still to say something of it, and may."""
        return self.can_speak and self.standing in (Standing.UNSEEN, Standing.OUTDATED)


@dataclass(frozen=True, slots=True)
class DistrictRows:
    """The rows of one report that the filter lets through, of ``total``."""

    report: Report
    rows: tuple[OpinionRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Tab:
    """One filter and how many results it lets through."""

    narrowing: Narrowing
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row that was not stored, and what was written at it."""

    commune: str
    name: str
    entry: Entry
    is_open: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands beside the results: who speaks, who leads, what is known.

    ``agency`` is None for the office, which reads only.
    """

    agency: Agency | None
    leads: tuple[Agency, ...]
    is_locked: bool
    values: Mapping[str, CellValues]
    files: Mapping[str, int]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the agencies whose opinions the filters ask about."""
        asked = (self.agency,) if self.agency else self.leads
        return tuple(each.code for each in asked)

    def can_speak(self, result: SentResult) -> bool:
        return bool(self.agency) and not self.is_locked and not result.is_decided


def districts_of(
    results: Iterable[SentResult],
    desk: Desk,
    form: OpinionsForm,
    narrowing: Narrowing,
) -> tuple[DistrictRows, ...]:
    """Return the rows by district; what is written on stays whatever the filter."""
    found = []
    for report, grouped in groupby(results, key=lambda each: each.report):
        of_report = tuple(grouped)
        rows = tuple(
            _row(each, desk, form)
            for each in of_report
            if lets_through(each, narrowing, desk.codes)
            or (desk.can_speak(each) and form.entry(each.place.code).is_written)
        )
        found.append(DistrictRows(report, rows, len(of_report)))
    return tuple(found)


def tabs_of(
    results: Sequence[SentResult], desk: Desk, chosen: Narrowing
) -> tuple[Tab, ...]:
    return tuple(
        Tab(
            each,
            sum(lets_through(result, each, desk.codes) for result in results),
            each == chosen,
        )
        for each in Narrowing
    )


def troubles_of(
    form: OpinionsForm, results: Iterable[SentResult], desk: Desk
) -> tuple[Trouble, ...]:
    """Return the rows that were not stored, those gone from the page too."""
    by_code = {each.place.code: each for each in results}
    found = []
    for commune in form.troubles:
        result = by_code.get(commune)
        found.append(
            Trouble(
                commune=commune,
                name=result.place.name if result else f"Xã mã {commune}",
                entry=form.entry(commune),
                is_open=bool(result and desk.can_speak(result)),
            )
        )
    return tuple(found)


def lets_through(
    result: SentResult, narrowing: Narrowing, codes: Collection[str]
) -> bool:
    """Whether a filter shows a result to the agencies with these codes."""
    if narrowing == Narrowing.CHANGED:
        return result.is_changed
    if narrowing == Narrowing.UNSEEN:
        return any(result.waits_for(code) for code in codes)
    if narrowing == Narrowing.DISPUTED:
        return any(result.standing(code) is Standing.DISPUTED for code in codes)
    return True


def _row(result: SentResult, desk: Desk, form: OpinionsForm) -> OpinionRow:
    code, agency = result.place.code, desk.agency
    own = result.opinions.get(agency.code) if agency else None
    return OpinionRow(
        result=result,
        standing=result.standing(agency.code) if agency else None,
        own=own,
        others=tuple(
            CellOpinion(each, each.state_seen != result.state)
            for each in result.opinions.values()
            if each is not own
        ),
        silent=()
        if agency
        else tuple(each for each in desk.leads if result.waits_for(each.code)),
        can_speak=desk.can_speak(result),
        shown=Shown(result.state, own.pk if own else 0).text,
        entry=form.entry(code),
        values=desk.values[code],
        files=desk.files.get(code, 0),
    )
