"""Answers to what the reading of a file has asked, and what its columns hold."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from reports.importing.answers import PERIOD_KEY
from reports.importing.column_choices import COLUMN_KEY
from reports.importing.sheets import SHEET_KEY

GONE = "Câu trả lời không nằm trong các lựa chọn; hãy chọn lại."


class AnswersForm(forms.Form):
    """One choice for each question of a kept reading; none has to be made.

    ``outcome`` is what the run keeps; ``quarters`` are (code, label).
    """

    def __init__(
        self,
        *args: Any,
        outcome: Mapping[str, Any],
        quarters: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        titles = [(title, title) for title in outcome["sheets"]]
        self._offer(SHEET_KEY, titles)
        self._offer(PERIOD_KEY, quarters)
        for letters, _, _ in outcome["columns"]:
            self._offer(f"{COLUMN_KEY}{letters}", outcome["roles"])
        for question in outcome["questions"]:
            self._offer(question["key"], question["choices"])

    def _offer(self, key: str, choices: Iterable[Iterable[str]]) -> None:
        self.fields[key] = forms.ChoiceField(
            choices=[("", ""), *((value, label) for value, label in choices)],
            required=False,
            error_messages={"invalid_choice": GONE},
        )
