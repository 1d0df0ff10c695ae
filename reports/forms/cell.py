"""What the page of a cell posts: its result, what is written about it, an answer."""

import datetime as dt
import unicodedata

from django import forms

from reports.choices import FallCause, ResultState
from reports.models.remarks import REMARK_MAX

OLD_PAGE = "Trang này đã cũ, chưa lưu được; hãy tải lại trang rồi sửa lại."
TOO_LONG = f"Dài quá {REMARK_MAX} ký tự."


class TextField(forms.CharField):
    """A few lines of text, composed (NFC) and without blanks around it."""

    def __init__(
        self, *, label: str, required: bool = False, missing: str = ""
    ) -> None:
        super().__init__(
            label=label,
            required=required,
            max_length=REMARK_MAX,
            widget=forms.Textarea(attrs={"class": "nt-in", "rows": 3}),
            error_messages={
                "required": missing,
                "max_length": TOO_LONG,
                "null_characters_not_allowed": "Có ký tự không đọc được.",
            },
        )

    def to_python(self, value: object) -> str:
        text = super().to_python(value) or ""
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


class CellStateForm(forms.Form):
    """A result chosen on the page, and what stood there when it was drawn."""

    state = forms.ChoiceField(
        choices=ResultState,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Hãy chọn một kết quả."
        ),
    )
    seen = forms.ChoiceField(choices=ResultState)
    version = forms.IntegerField(min_value=0)


class SeenForm(forms.Form):
    """``seen_at`` is when the text on the page was written, '' without one."""

    # Two such forms stand on one page, where no id may come twice.
    seen_at = forms.CharField(
        required=False, max_length=40, widget=forms.HiddenInput(attrs={"id": False})
    )

    def clean_seen_at(self) -> dt.datetime | None:
        text = self.cleaned_data["seen_at"]
        try:
            return dt.datetime.fromisoformat(text) if text else None
        except ValueError as wrong:
            raise forms.ValidationError(OLD_PAGE) from wrong


class RemarkForm(SeenForm):
    """Note, cause of a fall, reason against the indicators; each may be empty."""

    note = TextField(label="Ghi chú")
    fall_cause = forms.ChoiceField(
        label="Vì sao không còn đạt",
        required=False,
        choices=[("", "Chưa ghi"), *FallCause.choices],
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": "Không có nguyên nhân này."},
    )
    against_reason = TextField(label="Vì sao kết quả khác gợi ý từ chỉ tiêu")


class AnswerForm(SeenForm):
    """What the district answers to the reason of a returned cell."""

    answer = TextField(
        label="Trả lời",
        required=True,
        missing="Hãy ghi trả lời để Văn phòng Điều phối biết đã sửa gì.",
    )
