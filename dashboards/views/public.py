"""The page for everybody, when the office opens it (setting PUBLIC_PAGE)."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from dashboards.analytics.province.public import public_page
from reports.views.clock import today

SECONDS = 600


@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    """Show the approved figures; 404 as long as the page is not opened.

    Everybody gets the same page, drawn at most once in ten minutes: whoever is
    logged in is not named on it either.
    """
    if not settings.PUBLIC_PAGE:
        raise Http404
    day = today(request)
    html = cache.get_or_set(
        f"cong-khai:{day}",
        lambda: render_to_string("dashboards/public.html", {"page": public_page(day)}),
        SECONDS,
    )
    response = HttpResponse(html)
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    return response
