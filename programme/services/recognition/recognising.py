"""A decision of recognition: made by a dossier, withdrawn with a reason and a head."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from communes.models import Recognition
from criteria.models import AgencyHead
from programme.choices import RecognitionLevel
from programme.models import RecognitionDossier, RecognitionWithdrawal
from programme.services.keeping import keep, remove
from reports.services.guard import ChangeRefused, check_reviewer

SOURCE = "Hồ sơ công nhận"


class DecisionContradicted(ChangeRefused):
    """What is already known of the commune's recognition says otherwise."""


@dataclass(frozen=True, slots=True)
class WithdrawalWords:
    """Why a recognition is withdrawn; ``head`` or ``head_name`` answers for it."""

    on: dt.date
    document: str
    reason: str
    head: AgencyHead | None = None
    head_name: str = ""
    discipline: str = ""


def recognise(
    dossier: RecognitionDossier, *, number: str, on: dt.date
) -> Recognition | None:
    """Return the recognition of a decided dossier: a new one, or the known one.

    One that was known without a day gets number and day. None for the levels above
    đạt chuẩn. Raises DecisionContradicted.
    """
    if dossier.level != RecognitionLevel.STANDARD:
        return None
    standing = Recognition.objects.filter(
        commune=dossier.commune_id, withdrawn_on__isnull=True
    ).first()
    if standing is None:
        return Recognition.objects.create(
            commune_id=dossier.commune_id, number=number, decided_on=on, source=SOURCE
        )
    if standing.decided_on and (standing.decided_on, standing.number) != (on, number):
        raise DecisionContradicted(
            f"Xã đang được công nhận theo {standing}, ngày "
            f"{standing.decided_on:%d/%m/%Y}; hãy ghi đúng số và ngày ấy."
        )
    _complete(standing, number=number, on=on)
    return standing


def correct_decision(recognition: Recognition, *, number: str, on: dt.date) -> None:
    """Give a recognition another number or day. Raises DecisionContradicted."""
    if recognition.withdrawn_on and recognition.withdrawn_on < on:
        raise DecisionContradicted(
            f"Công nhận đã bị thu hồi ngày {recognition.withdrawn_on:%d/%m/%Y}, trước "
            "ngày quyết định này."
        )
    _complete(recognition, number=number, on=on)


def _complete(recognition: Recognition, *, number: str, on: dt.date) -> None:
    if recognition.known_by and on > recognition.known_by:
        raise DecisionContradicted(
            f"Xã đã được biết là đạt chuẩn trước ngày {recognition.known_by:%d/%m/%Y} "
            f"(nguồn: {recognition.source}), nên ngày quyết định không thể sau đó."
        )
    recognition.number, recognition.decided_on = number, on
    recognition.save(update_fields=["number", "decided_on"])


@transaction.atomic
def withdraw_recognition(
    *,
    recognition: Recognition,
    words: WithdrawalWords,
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> RecognitionWithdrawal:
    """Record that a recognition was withdrawn, or correct what was recorded.

    Raises ChangeRefused whose text says what does not fit.
    """
    check_reviewer(by)
    row = Recognition.objects.select_for_update(of=("self",)).get(pk=recognition.pk)
    _check_withdrawal(row, words, today)
    found = RecognitionWithdrawal.objects.filter(recognition=row).first()
    withdrawal = found or RecognitionWithdrawal(recognition=row)
    withdrawal.on, withdrawal.document = words.on, words.document
    withdrawal.reason, withdrawal.discipline = words.reason, words.discipline
    withdrawal.head = words.head
    withdrawal.head_name = "" if words.head else words.head_name
    reason = "Sửa thu hồi" if found else "Thu hồi công nhận"
    keep(withdrawal, by=by, at=at, reason=reason)
    row.withdrawn_on, row.withdrawal_reason = words.on, words.reason
    row.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    return withdrawal


@transaction.atomic
def cancel_withdrawal(
    *, withdrawal: RecognitionWithdrawal, reason: str, by: User, at: dt.datetime
) -> None:
    """Take back a withdrawal that was recorded by mistake; its history stays."""
    check_reviewer(by)
    row = Recognition.objects.select_for_update(of=("self",)).get(
        pk=withdrawal.recognition_id
    )
    others = Recognition.objects.filter(commune=row.commune_id).exclude(pk=row.pk)
    if others.filter(withdrawn_on__isnull=True).exists():
        raise ChangeRefused("Xã đã có quyết định công nhận khác đang có hiệu lực.")
    row.withdrawn_on, row.withdrawal_reason = None, ""
    row.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    remove(withdrawal, by=by, at=at, reason=f"Bỏ ghi thu hồi: {reason}")


def _check_withdrawal(
    recognition: Recognition, words: WithdrawalWords, today: dt.date
) -> None:
    if words.on > today:
        raise ChangeRefused(f"Ngày {words.on:%d/%m/%Y} chưa tới.")
    since = recognition.decided_on or recognition.known_by
    if since and words.on < since:
        raise ChangeRefused(
            f"Ngày thu hồi không thể trước ngày được công nhận ({since:%d/%m/%Y})."
        )
    district = recognition.commune.district_id
    if words.head and words.head.agency.district_id != district:
        raise ChangeRefused("Người đứng đầu phải là của UBND huyện quản lý xã.")
    if not words.head and not words.head_name:
        raise ChangeRefused(
            "Hãy chọn người đứng đầu chịu trách nhiệm, hoặc ghi họ tên và chức vụ."
        )
