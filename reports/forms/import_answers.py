"""Answers to what the reading of a file has asked, and what its columns hold."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

GONE = "Câu trả lời không nằm trong các lựa chọn; hãy chọn lại."


class AnswersForm(forms.Form):
    """One choice for each question of a kept reading; none has to be made.

    ``offered`` are the choices (value, label) by the key of the question.
    """

    def __init__(
        self,
        *args: Any,
        offered: Mapping[str, Iterable[tuple[str, str]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for key, choices in offered.items():
            self.fields[key] = forms.ChoiceField(
                choices=[("", ""), *choices],
                required=False,
                error_messages={"invalid_choice": GONE},
            )
