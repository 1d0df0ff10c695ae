"""What the office fills in on the board: a quarter's deadline, a district's own."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from communes.models import District
from reports.forms.days import day_field

REASON_MAX = 2000
NO_DAY = "Hãy ghi ngày."
Choices = Sequence[tuple[str, str]]


def _quarter() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Kỳ",
        choices=[],
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={
            "required": "Hãy chọn kỳ.",
            "invalid_choice": "Không đặt hạn cho kỳ này được.",
        },
    )


class _OfQuarter(forms.Form):
    """Two of them stand on one page: their ids must not be the same."""

    ids = ""

    def __init__(self, *args: Any, quarters: Choices, **kwargs: Any) -> None:
        kwargs["auto_id"] = self.ids
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["quarter"]).choices = quarters


class DeadlineForm(_OfQuarter):
    """Opens a quarter or moves its deadline; ``quarters`` are those it may name."""

    ids = "han_%s"
    quarter = _quarter()
    due_on = day_field("Hạn chung", required=NO_DAY)


class ExceptionForm(_OfQuarter):
    """Gives one district another deadline."""

    ids = "gia_han_%s"
    quarter = _quarter()
    district = forms.ModelChoiceField(
        label="Huyện, thành phố",
        queryset=District.objects.all(),
        empty_label="Chọn huyện",
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={
            "required": "Hãy chọn huyện.",
            "invalid_choice": "Không có huyện này.",
        },
    )
    due_on = day_field("Hạn riêng", required=NO_DAY)
    reason = forms.CharField(
        label="Lý do (huyện sẽ đọc)",
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"class": "nt-in", "rows": 2}),
        error_messages={
            "required": "Hãy ghi lý do gia hạn.",
            "max_length": f"Lý do dài quá {REASON_MAX} ký tự.",
        },
    )
