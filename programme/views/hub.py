"""The way into the parts of the programme."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programme.analytics.capital.year import latest_capital
from programme.analytics.meetings import next_meeting
from programme.analytics.recognition.dossiers import recognition_counts
from programme.analytics.tasks.lines import read_lines
from programme.analytics.tasks.pages import counts_of
from programme.models import Task
from programme.views.registers.hub import registers_hub
from reports.views.clock import today


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """Show what the programme of action follows beside the four targets."""
    on = today(request)
    led = Task.objects.filter(lead__isnull=False).running(on).with_bodies()
    context = registers_hub(request) | {
        "capital": latest_capital(),
        "tasks": counts_of(read_lines(led, on=on)),
        "coming": next_meeting(on),
        "recognition": recognition_counts(),
    }
    return render(request, "programme/hub.html", context)
