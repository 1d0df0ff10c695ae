"""What is said about a cell or a report, and what is asked of the inbox."""

from collections.abc import Iterable
from typing import Any

from django import forms

from reports.forms.cell import TextField


class CommentForm(forms.Form):
    """A text, the people it is for, and whether it needs a follow-up.

    ``people`` are (user name, name) of those who may be picked.
    """

    text = TextField(label="Nội dung", required=True, missing="Hãy viết nội dung.")
    picked = forms.MultipleChoiceField(
        label="Nhắc đến",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "@%(value)s không xem được nội dung này nên không nhắc "
            "đến được.",
        },
    )
    needs_follow_up = forms.BooleanField(label="Cần theo dõi", required=False)

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        picked = self.fields["picked"]
        if isinstance(picked, forms.MultipleChoiceField):
            picked.choices = list(people)


class SeenForm(forms.Form):
    """When the inbox was drawn that the person has read."""

    drawn_at = forms.DateTimeField(widget=forms.HiddenInput)
