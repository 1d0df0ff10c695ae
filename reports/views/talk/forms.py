"""The form in which people talk, with those whom it may name."""

from django.http import QueryDict

from reports.forms.comments import CommentForm
from reports.models import Report
from reports.services.comment_people import people_who_see
from reports.services.comments import Said


def comment_form(
    report: Report, criterion_id: int | None, posted: QueryDict | None = None
) -> CommentForm:
    """Return the form for a cell of this criterion, or for the report as a whole."""
    people = [
        (each.username, f"{each.display_name} (@{each.username})")
        for each in people_who_see(report, criterion_id)
    ]
    return CommentForm(posted, people=people)


def said_in(form: CommentForm) -> Said:
    """Return what a valid form says."""
    return Said(
        text=form.cleaned_data["text"],
        picked=tuple(form.cleaned_data["picked"]),
        needs_follow_up=form.cleaned_data["needs_follow_up"],
    )
