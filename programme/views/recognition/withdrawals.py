"""Thu hồi công nhận: why a recognition is withdrawn, and who answers for it."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import User
from communes.models import Recognition
from programme.forms.recognition.dossiers import WithdrawalForm
from programme.models import RecognitionWithdrawal
from programme.services.recognition.recognising import (
    WithdrawalWords,
    cancel_withdrawal,
    withdraw_recognition,
)
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today

UNPROCESSABLE = 422


def withdrawal(request: HttpRequest, recognition: int) -> HttpResponse:
    """Record why a recognition is withdrawn; of the office alone."""
    user = cast(User, request.user)
    found = get_object_or_404(
        Recognition.objects.select_related("commune__district"), pk=recognition
    )
    if not user.can_review:
        raise Http404("Trang này dành cho Văn phòng Điều phối.")
    kept = RecognitionWithdrawal.objects.filter(recognition=found).first()
    is_post = request.method == "POST"
    if is_post and kept and "bo" in request.POST:
        return _cancelled(request, kept, user)
    form = WithdrawalForm(
        request.POST if is_post else None,
        district=found.commune.district_id,
        initial=_withdrawal_initial(found, kept),
    )
    if is_post and form.is_valid() and _withdrawn(request, found, form):
        return redirect("dossiers")
    context = {
        "form": form,
        "recognition": found,
        "withdrawal": kept,
        "changes": RecognitionWithdrawal.history.filter(
            recognition_id=found.pk
        ).select_related("history_user"),
    }
    status = UNPROCESSABLE if is_post else 200
    return render(request, "programme/dossiers/withdrawal.html", context, status=status)


def _withdrawal_initial(
    recognition: Recognition, kept: RecognitionWithdrawal | None
) -> dict[str, Any]:
    if kept is None:
        return {
            "on": recognition.withdrawn_on,
            "reason": recognition.withdrawal_reason,
        }
    names = ("on", "document", "reason", "head", "head_name", "discipline")
    return {name: getattr(kept, name) for name in names}


def _withdrawn(
    request: HttpRequest, recognition: Recognition, form: WithdrawalForm
) -> bool:
    names = ("on", "document", "reason", "head", "head_name", "discipline")
    words = WithdrawalWords(**{name: form.cleaned_data[name] for name in names})
    try:
        withdraw_recognition(
            recognition=recognition,
            words=words,
            by=cast(User, request.user),
            at=now(),
            today=today(request),
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"Đã ghi thu hồi công nhận {recognition.commune.name}.")
    return True


def _cancelled(
    request: HttpRequest, kept: RecognitionWithdrawal, user: User
) -> HttpResponse:
    try:
        cancel_withdrawal(withdrawal=kept, reason="ghi nhầm", by=user, at=now())
    except ChangeRefused as refused:
        messages.error(request, str(refused))
        return redirect("recognition_withdrawal", kept.recognition_id)
    messages.success(request, "Đã bỏ ghi thu hồi; lịch sử vẫn còn.")
    return redirect("dossiers")
