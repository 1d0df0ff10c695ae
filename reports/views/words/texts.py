"""The words of a report: four texts, saved as they are typed.

The page's script asks for JSON and sends only what changed; the plain form sends all
four. What cannot be kept comes back with the page, beside what stands.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime

from ntm_portal.lib import periods
from reports.analytics.entry.words import Text, read_papers, read_words
from reports.analytics.other_parts import other_parts
from reports.forms.entry import first_error
from reports.forms.words import PaperForm, WordsForm
from reports.models import ReportWords
from reports.services.guard import ChangeRefused, NotAllowed, lock_reason
from reports.services.words import TextTooLong, Typed, WordsMoved, save_words
from reports.views.clock import now, today
from reports.views.entry.grid import find_grid, wants_json
from reports.views.scope import district_in_scope, entering_user

MEGABYTE = 1024 * 1024
BAD_REQUEST, UNAUTHORIZED, CONFLICT, UNPROCESSABLE = 400, 401, 409, 422
SOMEONE_ELSE = (
    "Trình duyệt này vừa đăng nhập bằng tài khoản khác; hãy đăng nhập lại đúng tài "
    "khoản đã gõ phần lời này."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A text on the page: what stands in its field, and what that was changed from.

    ``theirs`` is what somebody else wrote meanwhile (None: nobody did).
    """

    text: Text
    value: str
    seen: str
    theirs: str | None = None

    @property
    def is_unsaved(self) -> bool:
        return self.value != self.seen


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Texts to be given back; ``moved`` names those that somebody else changed."""

    texts: Mapping[str, str] = field(default_factory=dict)
    moved: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was kept: for people, by its status, and what a script needs."""

    message: str
    status: int
    conflict: dict[str, Any] | None = None


@login_not_required
def report_words(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Show the texts of a report, or keep those that were changed."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, quarter, district)
    if request.method != "POST":
        return words_page(request, quarter, district)
    district_in_scope(request, quarter, district)
    form = WordsForm(request.POST)
    unsaved = Unsaved(form.changed() if form.is_valid() else form.texts)
    if not form.is_valid():
        said = Refusal(first_error(form), BAD_REQUEST)
        return _refused(request, quarter, district, unsaved, said)
    try:
        words = _save(request, quarter, district, form)
    except ChangeRefused as refused:
        unsaved = Unsaved(unsaved.texts, getattr(refused, "fields", ()))
        return _refused(request, quarter, district, unsaved, _refusal(refused))
    return _kept(request, quarter, district, words)


def _kept(
    request: HttpRequest, quarter: periods.Quarter, district: str, words: ReportWords
) -> HttpResponse:
    if wants_json(request):
        saved_at = f"{localtime(now()):%H:%M}"
        return JsonResponse({"version": words.version, "saved_at": saved_at})
    messages.success(request, "Đã lưu phần lời.")
    return redirect("report_words", quarter, district)


def words_page(
    request: HttpRequest,
    quarter: periods.Quarter,
    district: str,
    *,
    unsaved: Unsaved | None = None,
    paper_form: PaperForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page, with what was typed where a form could not be kept."""
    grid = find_grid(request, quarter, district)
    user, on = entering_user(request), today(request)
    page = read_words(grid.report)
    texts = [_shown(text, unsaved or Unsaved()) for text in page.texts]
    context = {
        "grid": grid,
        "report": grid.report,
        "lock": lock_reason(grid.report, by=user, on=on),
        "page": page,
        "texts": texts,
        "is_unsaved": any(each.is_unsaved for each in texts),
        "papers": read_papers(grid.report),
        "paper_form": paper_form or PaperForm(today=on, period=quarter),
        "others": other_parts(district, quarter, on),
        "file_max": settings.EVIDENCE_MAX_BYTES // MEGABYTE,
        "is_on_behalf": user.can_review,
        "storage_key": f"{user.pk}/{quarter}/{district}",
    }
    return render(request, "reports/words/words.html", context, status=status)


def _shown(text: Text, unsaved: Unsaved) -> Shown:
    return Shown(
        text=text,
        value=unsaved.texts.get(text.name, text.value),
        seen=text.value,
        theirs=text.value if text.name in unsaved.moved else None,
    )


def _save(
    request: HttpRequest, quarter: periods.Quarter, district: str, form: WordsForm
) -> ReportWords:
    by = entering_user(request)
    if form.cleaned_data["person"] not in (None, by.pk):
        raise NotAllowed(SOMEONE_ELSE)
    typed = Typed(
        texts=form.texts if wants_json(request) else form.changed(),
        version=form.cleaned_data["version"],
        seen=form.seen,
    )
    return save_words(
        district_code=district,
        quarter_code=quarter.code,
        typed=typed,
        by=by,
        at=now(),
    )


def _refusal(refused: ChangeRefused) -> Refusal:
    if isinstance(refused, WordsMoved):
        now_kept = refused.now
        conflict = {
            "version": now_kept.version,
            "by": refused.who,
            "at": f"{localtime(now_kept.changed_at):%H:%M ngày %d/%m/%Y}",
            "texts": {name: getattr(now_kept, name) for name in refused.fields},
        }
        return Refusal(str(refused), CONFLICT, conflict)
    is_too_long = isinstance(refused, TextTooLong)
    return Refusal(str(refused), UNPROCESSABLE if is_too_long else CONFLICT)


def _refused(
    request: HttpRequest,
    quarter: periods.Quarter,
    district: str,
    unsaved: Unsaved,
    said: Refusal,
) -> HttpResponse:
    if wants_json(request):
        answer: dict[str, Any] = {"message": said.message}
        if said.conflict:
            answer["conflict"] = said.conflict
        return JsonResponse(answer, status=said.status)
    messages.error(request, said.message)
    return words_page(request, quarter, district, unsaved=unsaved, status=said.status)


def _sign_in_first(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Answer a person whose session has ended, with the way back to the page."""
    address = reverse("report_words", args=[quarter, district])
    response = redirect_to_login(address, reverse("login"))
    if wants_json(request):
        said = {"message": "Phiên đăng nhập đã hết hạn.", "login": response["Location"]}
        return JsonResponse(said, status=UNAUTHORIZED)
    texts = WordsForm(request.POST).texts
    if not any(texts.values()):
        return response
    context = {"texts": texts.values(), "login": response["Location"]}
    return render(
        request, "reports/words/signed_out.html", context, status=UNAUTHORIZED
    )
