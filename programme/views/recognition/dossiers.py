"""Hồ sơ công nhận: the list, the opening of a dossier, and each with its steps."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from communes.analytics.places import districts_by_code
from communes.models import Commune
from programme.analytics.recognition.dossiers import listed, stages
from programme.choices import (
    DossierState,
    DossierStepKind,
    RecognitionLevel,
    StepResult,
)
from programme.forms.recognition.dossiers import (
    DecisionForm,
    OpenForm,
    StepForm,
    WordsForm,
)
from programme.models import (
    DossierStep,
    RecognitionDossier,
    RecognitionWithdrawal,
    Reward,
)
from programme.services.recognition.dossiers import (
    NotChecked,
    StepWords,
    Taken,
    correct_step,
    open_dossier,
    remove_dossier,
    take_back_step,
    take_step,
)
from programme.services.scope import may_write_place
from programme.views.recognition.commune_choices import commune_choices
from programme.views.recognition.rewards import find_steps
from programme.views.registers.table_page import removed_count
from reports.analytics.now_met import now_met
from reports.forms.evidence import EvidenceForm
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today

UNPROCESSABLE = 422


@require_safe
def dossier_list(request: HttpRequest) -> HttpResponse:
    """List the dossiers of a state, those that wait longest first."""
    user = cast(User, request.user)
    state = request.GET.get("tinh-trang", DossierState.UNDER_WAY)
    if state not in DossierState.values:
        state = DossierState.UNDER_WAY
    districts = districts_by_code()
    district = request.GET.get("huyen", "")
    found = RecognitionDossier.objects.with_steps()
    if district in districts:
        found = found.filter(commune__district_id=district)
    every = list(found)
    shown = [each for each in every if each.state == state]
    now_by_code = now_met(each.commune_id for each in shown)
    steps = find_steps(request)
    context = {
        "rows": listed(shown, now_by_code, today=today(request)),
        "state": DossierState(state),
        "counts": [
            (each, sum(row.state == each for row in every)) for each in DossierState
        ],
        "districts": districts.values(),
        "district": district,
        "rewards": Reward.objects.select_related("commune__district")[:10],
        "withdrawals": RecognitionWithdrawal.objects.select_related(
            "recognition__commune__district", "head"
        ),
        "may_open": user.can_enter,
        "files": steps,
        "removed": removed_count(steps, user),
    }
    return render(request, "programme/dossiers/list.html", context)


def dossier_open(request: HttpRequest) -> HttpResponse:
    """Open a dossier of a commune that is the person's to write of."""
    user = cast(User, request.user)
    choices = commune_choices(user, today(request))
    if request.method == "POST":
        form = OpenForm(request.POST, choices=choices)
        if form.is_valid() and (dossier := _opened(request, form, user)):
            messages.success(request, "Đã mở hồ sơ.")
            return redirect("dossier", dossier.pk)
    else:
        asked = {"commune": request.GET.get("xa"), "level": RecognitionLevel.STANDARD}
        form = OpenForm(choices=choices, initial=asked)
    status = UNPROCESSABLE if form.errors else 200
    return render(
        request, "programme/dossiers/open.html", {"form": form}, status=status
    )


def dossier(request: HttpRequest, key: int) -> HttpResponse:
    """Show a dossier; a POST of the office records its next step."""
    found = _dossier(key)
    form = None
    if request.method == "POST":
        form = _step_form(request.POST.get("kind"), request.POST)
        if form.is_valid() and _taken(request, found, form):
            return redirect("dossier", key)
    return show_dossier(request, found, step_form=form)


def step_correct(request: HttpRequest, key: int, step: int) -> HttpResponse:
    """Correct day, document or note of a step; of the office alone."""
    found = get_object_or_404(
        DossierStep.objects.select_related("dossier__commune__district"),
        pk=step,
        dossier=key,
    )
    user = cast(User, request.user)
    if not user.can_review:
        raise Http404("Trang này dành cho Văn phòng Điều phối.")
    form = WordsForm.of(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            correct_step(
                step=found,
                words=_words(form),
                by=user,
                at=now(),
                today=today(request),
            )
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Đã sửa bước của hồ sơ.")
            return redirect("dossier", key)
    context = {"form": form, "step": found, "dossier": found.dossier}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "programme/dossiers/step.html", context, status=status)


def step_take_back(request: HttpRequest, key: int, step: int) -> HttpResponse:
    """Take the last step of a dossier back, the request with the dossier."""
    found, by = _dossier(key), cast(User, request.user)
    if request.method != "POST":
        return redirect("dossier", key)
    is_request = len(found.steps.all()) == 1
    try:
        if is_request:
            remove_dossier(dossier=found, by=by, at=now())
        else:
            take_back_step(dossier=found, step=step, by=by, at=now())
    except ChangeRefused as refused:
        messages.error(request, str(refused))
        return redirect("dossier", key)
    what = "hồ sơ mở nhầm" if is_request else "bước ghi nhầm"
    messages.success(request, f"Đã bỏ {what}; lịch sử vẫn còn.")
    return redirect("dossiers") if is_request else redirect("dossier", key)


def show_dossier(
    request: HttpRequest,
    found: RecognitionDossier,
    *,
    step_form: StepForm | None = None,
    file_form: EvidenceForm | None = None,
) -> HttpResponse:
    """Answer the page of a dossier, with the form whose words were not accepted."""
    user = cast(User, request.user)
    commune = found.commune
    waits_for = found.waits_for()
    may_attach = may_write_place(user, commune.district_id)
    refused = bool(step_form or file_form)
    first = {"kind": waits_for, "result": StepResult.AGREED}
    context: dict[str, Any] = {
        "dossier": found,
        "stages": stages(found),
        "last": list(found.steps.all())[-1:],
        "now": now_met([commune.pk]).get(commune.pk),
        "waits_for": waits_for,
        "overruled": [each for each in found.steps.all() if each.lacking],
        "step_form": step_form or _step_form(waits_for, initial=first),
        "may_move": user.can_review and waits_for is not None,
        "may_correct": user.can_review,
        "files": found.files.filter(removed_at__isnull=True).select_related("by")
        if may_attach
        else None,
        "file_form": file_form or EvidenceForm(),
        "may_attach": may_attach and (found.is_under_way or user.can_review),
        "rewards": Reward.objects.filter(commune=commune),
        "changes": _changes(found),
    }
    status = UNPROCESSABLE if refused else 200
    return render(request, "programme/dossiers/dossier.html", context, status=status)


def _changes(found: RecognitionDossier) -> list[Any]:
    """Return the history of the steps, deleted ones too, the newest first."""
    steps = DossierStep.history.filter(dossier_id=found.pk)
    return list(steps.select_related("history_user").order_by("-history_date", "-pk"))


def _dossier(key: int) -> RecognitionDossier:
    return get_object_or_404(RecognitionDossier.objects.with_steps(), pk=key)


def _opened(
    request: HttpRequest, form: OpenForm, user: User
) -> RecognitionDossier | None:
    commune: Commune = form.cleaned_data["commune"]
    try:
        return open_dossier(
            commune=commune,
            level=RecognitionLevel(form.cleaned_data["level"]),
            words=_words(form),
            by=user,
            at=now(),
            today=today(request),
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
    return None


def _taken(request: HttpRequest, found: RecognitionDossier, form: StepForm) -> bool:
    given = form.cleaned_data
    taken = Taken(
        DossierStepKind(given["kind"]),
        StepResult(given["result"]),
        _words(form),
        form.reason if isinstance(form, DecisionForm) else "",
    )
    try:
        step = take_step(
            dossier=found,
            taken=taken,
            by=cast(User, request.user),
            at=now(),
            today=today(request),
        )
    except NotChecked as unchecked:
        cast(DecisionForm, form).add_unchecked(str(unchecked))
        return False
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"Đã ghi bước “{step.get_kind_display()}”.")
    return True


def _step_form(
    kind: str | None, data: QueryDict | None = None, **kwargs: Any
) -> StepForm:
    asks = DecisionForm if kind == DossierStepKind.DECISION else StepForm
    return asks(data, **kwargs)


def _words(form: WordsForm) -> StepWords:
    given = form.cleaned_data
    return StepWords(given["on"], given["document"], given["note"])
