"""What a lead agency says of results that wait for approval: confirmed or disputed."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from communes.analytics.places import Place, programme_communes
from criteria.analytics.assignments import ledger_on
from criteria.analytics.law import LawCriterion, law_on
from criteria.models import Agency
from reports.choices import OpinionVerdict, ReportState, ResultState
from reports.models import (
    DraftResult,
    Opinion,
    Quarter,
    Report,
    Result,
    ReturnedCell,
    Revision,
)
from reports.models.cells import CellKey
from reports.services.drafts import UnknownCell
from reports.services.guard import ChangeRefused, NotAllowed, check_quarter_open


class NotLeading(ChangeRefused):
    """The agency does not lead the criterion in the quarter."""


class NoteMissing(ChangeRefused):
    """A result is disputed only with a written reason."""


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion, and what the page showed when it was given.

    ``state_seen`` is the result that was judged, ``opinion_seen`` the key of the
    agency's last opinion on it, 0 for none.
    """

    verdict: OpinionVerdict
    note: str
    state_seen: ResultState
    opinion_seen: int = 0

    @property
    def columns(self) -> dict[str, str]:
        """Return what is stored of it."""
        return {
            "verdict": self.verdict,
            "note": self.note.strip(),
            "state_seen": self.state_seen,
        }


@dataclass(frozen=True, slots=True)
class Given:
    """How many opinions were stored; the others by commune code, with the reason."""

    stored: int
    refused: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Now:
    """One criterion of a quarter as it is stored, under lock; keys are communes.

    ``returned`` are the cells given back by report, of every criterion.
    """

    number: int
    places: Mapping[str, Place]
    reports: Mapping[str, Report]
    returned: Mapping[int, Collection[CellKey]]
    states: Mapping[str, ResultState]
    last: Mapping[str, Opinion]

    def report_of(self, commune: str) -> Report | None:
        return self.reports.get(self.places[commune].district_code)


@transaction.atomic
def give_opinions(
    *,
    quarter_code: str,
    number: int,
    agency: Agency,
    opinions: Mapping[str, Said],
    by: User,
    at: dt.datetime,
) -> Given:
    """Store what an agency says of one criterion, by commune code, in one transaction.

    An opinion is left out, with words, when its report does not wait for approval,
    when the result changed after it was seen, or a colleague has spoken since; the
    others are stored. QuarterClosed, NotAllowed, NotLeading, NoteMissing and
    UnknownCell refuse all.
    """
    quarter = _locked_quarter(quarter_code)
    criterion = _criterion_led(quarter, number, agency, by)
    now = _now(quarter, criterion, agency)
    _check_opinions(opinions, now)
    refused = {
        commune: why
        for commune, said in opinions.items()
        if (why := _refusal(commune, said, now))
    }
    Opinion.objects.bulk_create(
        Opinion(
            report=now.report_of(commune),
            commune_id=commune,
            criterion_id=criterion.id,
            agency=agency,
            by=by,
            at=at,
            **said.columns,
        )
        for commune, said in opinions.items()
        if commune not in refused and not _is_repeated(now.last.get(commune), said)
    )
    return Given(len(opinions) - len(refused), refused)


def _locked_quarter(code: str) -> Quarter:
    quarter = Quarter.objects.select_for_update().filter(pk=code).first()
    if quarter is None:
        raise UnknownCell(f"Chưa có báo cáo nào của kỳ {code}.")
    check_quarter_open(quarter)
    return quarter


def _criterion_led(
    quarter: Quarter, number: int, agency: Agency, by: User
) -> LawCriterion:
    if by.role != Role.DEPARTMENT or by.agency_id != agency.pk:
        raise NotAllowed(f"Chỉ người của {agency.name} cho ý kiến thay đơn vị.")
    day = quarter.period.last_day
    law, ledger = law_on(day), ledger_on(day)
    criterion = law.by_number.get(number) if law else None
    if criterion is None:
        raise UnknownCell(f"{quarter.period.label} không có tiêu chí số {number}.")
    if ledger is None or criterion.id not in ledger.led_by(agency.code):
        raise NotLeading(
            f"{agency.name} không chủ trì tiêu chí {number} trong "
            f"{quarter.period.label}, nên không cho ý kiến được."
        )
    return criterion


def _now(quarter: Quarter, criterion: LawCriterion, agency: Agency) -> _Now:
    """Lock the reports of a quarter and read one criterion. Seven queries."""
    reports = list(
        Report.objects.select_for_update(of=("self",))
        .filter(quarter=quarter)
        .select_related("district")
    )
    places = programme_communes(quarter.period.last_day)
    returned = ReturnedCell.objects.standing().filter(report__in=reports)
    last = (
        Opinion.objects.last_said()
        .filter(report__in=reports, criterion_id=criterion.id, agency=agency)
        .select_related("by__district", "by__agency")
    )
    return _Now(
        places={place.code: place for place in places},
        reports={each.district_id: each for each in reports},
        number=criterion.number,
        returned=returned.keys_by_report(),
        states=_states(quarter, criterion),
        last={row.commune_id: row for row in last},
    )


def _states(quarter: Quarter, criterion: LawCriterion) -> dict[str, ResultState]:
    in_force = Result.objects.filter(
        revision__in=Revision.objects.in_force(quarter.code), criterion_id=criterion.id
    )
    own = DraftResult.objects.filter(report__quarter=quarter, criterion_id=criterion.id)
    return {
        commune: ResultState(state)
        for rows in (in_force, own)
        for commune, state in rows.values_list("commune_id", "state")
    }


def _check_opinions(opinions: Mapping[str, Said], now: _Now) -> None:
    for commune, said in opinions.items():
        if commune not in now.places:
            raise UnknownCell(f"Kỳ này không có xã mã {commune}.")
        if said.verdict == OpinionVerdict.DISPUTED and not said.note.strip():
            raise NoteMissing(
                f"{now.places[commune].name}: không đồng ý thì phải ghi vì sao."
            )


def _refusal(commune: str, said: Said, now: _Now) -> str:
    """Return why an opinion cannot be stored, "" when it can."""
    report = now.report_of(commune)
    if report is None or report.state != ReportState.SUBMITTED:
        return _not_waiting(report)
    returned = now.returned.get(report.pk)
    if returned and (commune, now.number) not in returned:
        return "Ô này đã được duyệt; trong báo cáo chỉ các ô bị trả lại còn chờ duyệt."
    state = now.states.get(commune, ResultState.UNKNOWN)
    if said.state_seen != state:
        return (
            f"Kết quả vừa đổi từ “{said.state_seen.label}” thành “{state.label}” sau "
            "khi trang được mở; hãy xem lại rồi lưu."
        )
    last = now.last.get(commune)
    if last and last.pk != said.opinion_seen and not _is_repeated(last, said):
        return (
            f"{last.by.display_name} vừa ghi “{last.get_verdict_display()}” sau khi "
            "trang được mở; vẫn muốn đổi thì lưu lần nữa."
        )
    return ""


def _not_waiting(report: Report | None) -> str:
    if report is None:
        return "Huyện chưa gửi báo cáo."
    name = report.district.full_name
    if report.state == ReportState.APPROVED:
        return f"Báo cáo {name} đã được duyệt, không nhận thêm ý kiến."
    return (
        f"Báo cáo {name} không còn chờ duyệt (đã trả lại huyện hoặc đang soạn); "
        "khi huyện gửi lại hãy cho ý kiến."
    )


def _is_repeated(last: Opinion | None, said: Said) -> bool:
    return last is not None and all(
        getattr(last, name) == value for name, value in said.columns.items()
    )
