"""The inbox: what waits for the person, from every report in scope."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from reports.analytics import inbox as waiting
from reports.analytics.returned_work import returned_work
from reports.analytics.talk_scope import has_inbox
from reports.choices import InboxFilter
from reports.forms.comments import SeenForm
from reports.services.comments import mark_inbox_read
from reports.services.inbox_mail import SETTLING
from reports.views.clock import now

LINES = 40


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List what waits for the person, latest first, narrowed as asked."""
    user = _person(request)
    asked = request.GET.get("loc", "")
    chosen = InboxFilter(asked) if asked in InboxFilter.values else InboxFilter.ALL
    parts = waiting.inbox_parts(user)
    shown = waiting.narrowed(parts, chosen)
    page = Paginator(waiting.keys(shown), LINES).get_page(request.GET.get("trang"))
    counts = waiting.counts(parts)
    context = {
        "filters": [(each, counts.get(each)) for each in InboxFilter],
        "filter": InboxFilter,
        "chosen_filter": chosen,
        "page": page,
        "lines": waiting.read_lines(list(page), parts),
        "returned": returned_work(user),
        "drawn_at": now(),
    }
    return render(request, "reports/talk/inbox.html", context)


@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Remember that the person has read the inbox as it was drawn.

    What came in after that, or so shortly before that the page may have missed it,
    stays unread.
    """
    user = _person(request)
    form = SeenForm(request.POST)
    if form.is_valid():
        drawn_at = min(form.cleaned_data["drawn_at"], now())
        mark_inbox_read(user, upto=drawn_at - SETTLING)
    else:
        messages.error(request, "Trang này đã cũ, hãy tải lại rồi đánh dấu lại.")
    return redirect("inbox")


def _person(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not has_inbox(user):
        raise Http404("Tài khoản này không có hộp thư.")
    return user
