"""The way into the parts of the programme."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from dashboards.analytics.programme.hub import hub_page
from programme.services.scope import body_of
from reports.views.clock import today


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """Show what the programme of action follows beside the four targets."""
    body = body_of(request.user) if isinstance(request.user, User) else ""
    context = {"page": hub_page(today(request), body=body)}
    return render(request, "programme/hub.html", context)
