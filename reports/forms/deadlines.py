"""What the office fills in on the board: a quarter's deadline, a district's own."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from communes.models import District

REASON_MAX = 2000
Choices = Sequence[tuple[str, str]]


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(
            format="%d/%m/%Y",
            attrs={
                "class": "nt-in",
                "placeholder": "ngày/tháng/năm",
                "autocomplete": "off",
            },
        ),
        error_messages={
            "required": "Hãy ghi ngày.",
            "invalid": "Hãy ghi một ngày có thật, theo dạng 31/12/2020.",
        },
    )


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
    due_on = _day("Hạn chung")


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
    due_on = _day("Hạn riêng")
    reason = forms.CharField(
        label="Lý do (huyện sẽ đọc)",
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"class": "nt-in", "rows": 2}),
        error_messages={
            "required": "Hãy ghi lý do gia hạn.",
            "max_length": f"Lý do dài quá {REASON_MAX} ký tự.",
        },
    )
