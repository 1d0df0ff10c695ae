"""Dossiers of recognition: opened for a commune, moved on step by step, decided.

A district opens a dossier of its own commune and attaches its papers; the
coordination office records every further step. Steps keep their order, no day is
before the one of the step before, and nothing is half written.
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from communes.analytics.places import programme_communes
from communes.analytics.recognitions import recognised_on
from communes.models import Commune, Recognition
from programme.choices import (
    DossierState,
    DossierStepKind,
    RecognitionLevel,
    StepResult,
)
from programme.models import DossierStep, RecognitionDossier
from programme.services.keeping import keep, remove
from programme.services.recognition.recognising import correct_decision, recognise
from programme.services.scope import check_place
from reports.analytics.now_met import now_met
from reports.services.guard import ChangeRefused, check_reviewer

STATES = {
    StepResult.AGREED: DossierState.UNDER_WAY,
    StepResult.RETURNED: DossierState.UNDER_WAY,
    StepResult.REFUSED: DossierState.REFUSED,
}


class NotChecked(ChangeRefused):
    """The commune lacks criteria, and nobody said why it is recognised all the same."""


class OutOfOrder(ChangeRefused):
    """The step is not the next one, or its day does not fit the others."""


class NotOpenable(ChangeRefused):
    """The commune cannot ask for this level now."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """When a step was taken, by which document, what else is to be said of it."""

    on: dt.date
    document: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as somebody records it; ``kind`` is the one that the page offered.

    ``checked_reason`` is why a commune that lacks criteria is recognised all the same.
    """

    kind: DossierStepKind
    result: StepResult
    words: StepWords
    checked_reason: str = ""

    @property
    def recognises(self) -> bool:
        is_decision = self.kind is DossierStepKind.DECISION
        return is_decision and self.result is StepResult.AGREED


@transaction.atomic
def open_dossier(
    *,
    commune: Commune,
    level: RecognitionLevel,
    words: StepWords,
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> RecognitionDossier:
    """Open a dossier with the commune's request as its first step.

    Raises NotOpenable, OutOfOrder, or what the scope says.
    """
    check_place(by, commune.district_id)
    # Two of one commune wait for each other here.
    row = Commune.objects.select_for_update().get(pk=commune.pk)
    _check_day(words.on, None, today)
    _check_openable(row, level, words.on)
    dossier = RecognitionDossier(commune=row, level=level, requested_on=words.on)
    keep(dossier, by=by, at=at, reason="Mở hồ sơ")
    _keep_step(
        dossier,
        Taken(DossierStepKind.REQUEST, StepResult.AGREED, words),
        by=by,
        at=at,
    )
    return dossier


@transaction.atomic
def take_step(
    *,
    dossier: RecognitionDossier,
    taken: Taken,
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> DossierStep:
    """Record the next step; the decision makes or completes the recognition.

    Raises NotChecked when the commune lacks criteria and no reason is given.
    """
    check_reviewer(by)
    row = _locked(dossier)
    if not row.is_under_way:
        raise OutOfOrder(f"Hồ sơ đã dừng ở “{row.get_state_display()}”.")
    if taken.kind != row.waits_for():
        raise OutOfOrder("Hồ sơ đã chuyển bước; hãy tải lại trang rồi ghi.")
    last = row.steps.last()
    _check_day(taken.words.on, last.on if last else None, today)
    lacking = _lacking(row, taken) if taken.recognises else ""
    step = _keep_step(row, taken, lacking=lacking, by=by, at=at)
    row.state = STATES[taken.result]
    if taken.recognises:
        row.state = DossierState.RECOGNISED
        row.recognition = recognise(row, number=step.document, on=step.on)
    keep(row, by=by, at=at, reason=step.get_kind_display())
    return step


@transaction.atomic
def correct_step(
    *,
    step: DossierStep,
    words: StepWords,
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> DossierStep:
    """Correct day, document or note of a step; the decision's go on to its row."""
    check_reviewer(by)
    dossier = _locked(step.dossier)
    steps = list(dossier.steps.all())
    position = next(at for at, each in enumerate(steps) if each.pk == step.pk)
    _check_day(words.on, steps[position - 1].on if position else None, today)
    if not position:
        _check_commune(dossier.commune, words.on)
    after = steps[position + 1] if position + 1 < len(steps) else None
    if after and words.on > after.on:
        raise OutOfOrder(
            f"Ngày của bước này không thể sau bước “{after.get_kind_display()}” "
            f"({after.on:%d/%m/%Y})."
        )
    row = steps[position]
    row.on, row.document, row.note = words.on, words.document, words.note
    keep(row, by=by, at=at, reason="Sửa bước")
    if row.kind == DossierStepKind.REQUEST and position == 0:
        dossier.requested_on = words.on
        keep(dossier, by=by, at=at, reason="Sửa ngày đề nghị")
    if row.kind == DossierStepKind.DECISION and dossier.recognition:
        correct_decision(dossier.recognition, number=words.document, on=words.on)
    return row


@transaction.atomic
def take_back_step(
    *, dossier: RecognitionDossier, step: int, by: User, at: dt.datetime
) -> None:
    """Remove the last step, recorded by mistake; its history stays.

    ``step`` is the one that the page showed as the last. The request stays with its
    dossier, and a decision that became a recognition is withdrawn instead.
    """
    check_reviewer(by)
    row = _locked(dossier)
    last = row.steps.last()
    if last is None or last.pk != step:
        raise OutOfOrder("Đây không còn là bước cuối của hồ sơ; hãy tải lại trang.")
    if row.steps.count() == 1:
        raise OutOfOrder("Không bỏ được đề nghị của xã; hãy sửa ngày hoặc văn bản.")
    if row.recognition_id:
        raise OutOfOrder(
            "Quyết định công nhận đã ghi thì không bỏ được; hãy sửa số, ngày, hoặc ghi "
            "thu hồi công nhận."
        )
    remove(last, by=by, at=at, reason="Bỏ bước ghi nhầm")
    row.state = DossierState.UNDER_WAY
    _check_one_under_way(row)
    keep(row, by=by, at=at, reason="Bỏ bước ghi nhầm")


@transaction.atomic
def remove_dossier(*, dossier: RecognitionDossier, by: User, at: dt.datetime) -> None:
    """Remove a dossier opened by mistake; the history of it and its request stays.

    Only as long as it has nothing but the request.
    """
    check_reviewer(by)
    row = _locked(dossier)
    if row.steps.count() > 1 or row.files.exists():
        raise OutOfOrder(
            "Hồ sơ đã có bước sau hoặc tệp đính kèm thì không bỏ được nữa."
        )
    for step in row.steps.all():
        remove(step, by=by, at=at, reason="Bỏ hồ sơ mở nhầm")
    remove(row, by=by, at=at, reason="Bỏ hồ sơ mở nhầm")


def _locked(dossier: RecognitionDossier) -> RecognitionDossier:
    rows = RecognitionDossier.objects.select_for_update(of=("self",))
    return rows.select_related("commune", "recognition").get(pk=dossier.pk)


def _lacking(dossier: RecognitionDossier, taken: Taken) -> str:
    """Return what the commune lacks by now; raise NotChecked without a reason for it.

    Without any approved data there is nothing to hold the decision against.
    """
    now = now_met([dossier.commune_id]).get(dossier.commune_id)
    lacking = now.shortfall if now else ""
    if lacking and not taken.checked_reason:
        raise NotChecked(
            f"Xã chưa đủ tiêu chí ({lacking}). Hãy kiểm tra và ghi lý do vẫn ghi công "
            "nhận."
        )
    return lacking


def _keep_step(
    dossier: RecognitionDossier,
    taken: Taken,
    *,
    by: User,
    at: dt.datetime,
    lacking: str = "",
) -> DossierStep:
    step = DossierStep(
        dossier=dossier,
        kind=taken.kind,
        result=taken.result,
        on=taken.words.on,
        document=taken.words.document,
        note=taken.words.note,
        lacking=lacking,
        checked_reason=taken.checked_reason,
    )
    keep(step, by=by, at=at, reason="Ghi bước")
    return step


def _check_day(on: dt.date, before: dt.date | None, today: dt.date) -> None:
    if on > today:
        raise OutOfOrder(f"Ngày {on:%d/%m/%Y} chưa tới.")
    if before and on < before:
        raise OutOfOrder(f"Ngày không thể trước bước liền trước ({before:%d/%m/%Y}).")


def _check_commune(commune: Commune, on: dt.date) -> None:
    places = programme_communes(on, district_code=commune.district_id)
    if commune.pk not in {place.code for place in places}:
        raise NotOpenable(f"Ngày {on:%d/%m/%Y} đơn vị này không phải là xã.")


def _check_openable(commune: Commune, level: RecognitionLevel, on: dt.date) -> None:
    _check_commune(commune, on)
    _check_one_under_way(RecognitionDossier(commune=commune, level=level))
    if level is RecognitionLevel.STANDARD:
        standing = Recognition.objects.filter(
            commune=commune, withdrawn_on__isnull=True, decided_on__isnull=False
        ).first()
        if standing:
            raise NotOpenable(
                f"Xã đang được công nhận đạt chuẩn ({standing}, "
                f"{standing.decided_on:%d/%m/%Y})."
            )
    elif commune.pk not in recognised_on(on):
        raise NotOpenable(
            f"Ngày {on:%d/%m/%Y} xã chưa được công nhận đạt chuẩn nông thôn mới, nên "
            "chưa mở được hồ sơ của mức cao hơn."
        )


def _check_one_under_way(dossier: RecognitionDossier) -> None:
    try:
        dossier.validate_constraints()
    except ValidationError as wrong:
        raise NotOpenable(" ".join(wrong.messages)) from wrong
