"""Kinds of registers and their fields, as the office fills them in."""

from typing import Any, cast

from django import forms

from criteria.choices import SetSubject
from ntm_portal.lib.text import clean
from programme.choices import ColumnKind
from programme.models import RegisterField, RegisterKind
from programme.models.registers import FIELD_KINDS, NUMBERS

LINE = {"class": "nt-in", "autocomplete": "off"}
SELECT = {"class": "nt-in"}
CHOICE_MAX = 80


class KindForm(forms.ModelForm[RegisterKind]):
    """A register; its code stays once it is made."""

    class Meta:
        model = RegisterKind
        fields = [
            "code",
            "name",
            "article",
            "noun",
            "title_label",
            "place_level",
            "place_required",
            "body_label",
            "on_label",
            "until_label",
            "result_label",
            "writers",
            "subject",
            "position",
            "is_active",
        ]
        help_texts = {
            "code": "Đứng trong địa chỉ của trang, ví dụ giao-uoc.",
            "body_label": "Để trống nếu sổ không ghi đơn vị.",
            "on_label": "Để trống nếu sổ không ghi ngày.",
            "until_label": "Để trống nếu không cần.",
            "result_label": "Để trống nếu không cần.",
            "subject": "Chỉ cho sổ công nhận theo một bộ tiêu chí.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs.update(LINE)
        subject = cast(forms.ChoiceField, self.fields["subject"])
        subject.choices = [("", "Không theo bộ tiêu chí nào"), *SetSubject.choices]
        if not self.instance._state.adding:
            del self.fields["code"]


class FieldForm(forms.ModelForm[RegisterField]):
    """A field; the words of a list stand one on a line."""

    words = forms.CharField(
        label="Danh sách để chọn, mỗi dòng một mục",
        required=False,
        widget=forms.Textarea({"class": "nt-in", "rows": 5}),
    )

    class Meta:
        model = RegisterField
        fields = [
            "code",
            "label",
            "type",
            "words",
            "unit",
            "required",
            "summed",
            "position",
            "is_active",
        ]
        help_texts = {"code": "Chữ thường không dấu, ví dụ so-nguoi."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs.update(LINE)
        kinds = [(each.value, str(each.label)) for each in FIELD_KINDS]
        self.fields["type"] = forms.ChoiceField(
            label="Kiểu", choices=kinds, widget=forms.Select(SELECT)
        )
        if not self.instance._state.adding:
            del self.fields["code"]
            self.initial["words"] = "\n".join(self.instance.choices)

    def clean_words(self) -> list[str]:
        """Read the words, each once and none too long."""
        lines = (clean(line) for line in self.cleaned_data["words"].splitlines())
        words = list(dict.fromkeys(line for line in lines if line))
        if any(len(word) > CHOICE_MAX for word in words):
            raise forms.ValidationError(f"Mỗi mục nhiều nhất {CHOICE_MAX} ký tự.")
        return words

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        kind = given.get("type")
        if kind == ColumnKind.CHOICE and not given.get("words"):
            self.add_error("words", "Hãy ghi danh sách để chọn.")
        if given.get("summed") and kind not in NUMBERS:
            self.add_error("summed", "Chỉ cột số mới cộng tổng được.")
        self.instance.choices = (
            given.get("words", []) if kind == ColumnKind.CHOICE else []
        )
        return given
