"""Whose drafts a person may see at all; everybody else's do not exist (404)."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from communes.models import District
from ntm_portal.lib import periods
from reports.models import Quarter
from reports.views.clock import today


def entering_user(request: HttpRequest) -> User:
    """Return the person, who enters reports of some district."""
    user = request.user
    if not isinstance(user, User) or not user.can_enter:
        raise Http404("Trang này dành cho người nhập báo cáo.")
    return user


def district_in_scope(
    request: HttpRequest, quarter: periods.Quarter, code: str
) -> District:
    """Return the district whose quarter is asked for, if it is this person's.

    A quarter that has not begun is there only once the office has opened it.
    """
    user = entering_user(request)
    if not user.covers(code):
        raise Http404("Báo cáo này thuộc huyện khác.")
    if quarter.first_day > today(request):
        get_object_or_404(Quarter, code=quarter.code, due_on__isnull=False)
    return user.district or get_object_or_404(District, pk=code)
