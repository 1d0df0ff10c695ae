"""What is filled in about a dossier of recognition: its opening, steps, withdrawal."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from communes.models import Commune
from criteria.models import AgencyHead
from ntm_portal.lib.prose import clean_prose
from ntm_portal.lib.text import clean
from programme.choices import DossierStepKind, RecognitionLevel, StepResult
from programme.models import DossierStep
from reports.forms.days import day_field

NO_DAY = "Hãy ghi ngày."
NO_DOCUMENT = "Hãy ghi số, ký hiệu văn bản."
NOT_LISTED = "Hãy chọn một mục trong danh sách."
CHECKED = ("checked", "checked_reason")
HEAD_HINT = "Khi danh sách chưa có người này."


def line(label: str, most: int, *, required: str = "") -> forms.CharField:
    """Return the field of a short text; ``required`` is said when it is left out."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=most,
        widget=forms.TextInput(attrs={"class": "nt-in", "autocomplete": "off"}),
        error_messages={
            "required": required,
            "max_length": f"Dài quá {most} ký tự.",
        },
    )


def prose(label: str, most: int, *, rows: int = 2) -> forms.CharField:
    """Return the field of a long text, which may be left out."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        widget=forms.Textarea(attrs={"class": "nt-in", "rows": rows}),
        error_messages={"max_length": f"Dài quá {most} ký tự."},
    )


def select(label: str, *, required: str = "") -> dict[str, Any]:
    """Return what fields with a list to choose from have in common."""
    return {
        "label": label,
        "required": bool(required),
        "widget": forms.Select(attrs={"class": "nt-in"}),
        "error_messages": {"required": required, "invalid_choice": NOT_LISTED},
    }


class WordsForm(forms.Form):
    """Day, document and note of a step; texts come composed."""

    on = day_field("Ngày", required=NO_DAY)
    document = line("Văn bản (số, ký hiệu)", 120, required=NO_DOCUMENT)
    note = prose("Ghi chú", 1000)

    def clean_document(self) -> str:
        """Compose; one of invisible characters alone is none."""
        document = clean(self.cleaned_data["document"])
        if not document:
            raise forms.ValidationError(NO_DOCUMENT)
        return document

    def clean_note(self) -> str:
        return clean_prose(self.cleaned_data["note"])

    @classmethod
    def of(cls, step: DossierStep, data: Mapping[str, Any] | None) -> "WordsForm":
        """Return the form with what a step says."""
        initial = {"on": step.on, "document": step.document, "note": step.note}
        return cls(data, initial=initial)


class OpenForm(WordsForm):
    """Opens a dossier of one of the communes that the person may write of."""

    commune = forms.ModelChoiceField(
        queryset=Commune.objects.none(),
        empty_label="Chọn xã",
        **select("Xã", required="Hãy chọn xã."),
    )
    level = forms.ChoiceField(
        choices=RecognitionLevel.choices, **select("Mức", required="Hãy chọn mức.")
    )
    field_order = ["commune", "level", "on", "document", "note"]

    def __init__(
        self,
        *args: Any,
        choices: list[tuple[str, list[tuple[str, str]]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [code for _district, communes in choices for code, _name in communes]
        field = cast(forms.ModelChoiceField[Commune], self.fields["commune"])
        field.queryset = Commune.objects.filter(pk__in=known)
        field.choices = [("", "Chọn xã"), *choices]
        self.fields["on"].label = "Ngày xã đề nghị"
        self.fields["document"].label = "Tờ trình của xã (số, ký hiệu)"


class StepForm(WordsForm):
    """The next step of a dossier; ``kind`` is the one that the page offered."""

    kind = forms.ChoiceField(
        choices=DossierStepKind.choices, widget=forms.HiddenInput()
    )
    result = forms.ChoiceField(
        choices=StepResult.choices,
        **select("Kết quả", required="Hãy chọn kết quả."),
    )
    field_order = ["kind", "on", "document", "result", "note"]


class DecisionForm(StepForm):
    """The decision; of a commune that lacks criteria it asks whether that was seen."""

    checked = forms.BooleanField(label="Tôi đã kiểm tra", required=False)
    checked_reason = line("Lý do vẫn ghi công nhận", 300)
    field_order = ["kind", "on", "document", "result", "note", *CHECKED]

    def clean_checked_reason(self) -> str:
        return clean(self.cleaned_data["checked_reason"])

    @property
    def reason(self) -> str:
        """Return the reason, "" as long as nobody says to have checked."""
        given = self.cleaned_data
        return given["checked_reason"] if given["checked"] else ""

    def add_unchecked(self, message: str) -> None:
        """Show what was not confirmed beside the field that is left out."""
        is_checked = self.cleaned_data["checked"]
        self.add_error("checked_reason" if is_checked else "checked", message)


class WithdrawalForm(forms.Form):
    """Withdraws a recognition; the head is chosen among those of the committee."""

    on = day_field("Ngày thu hồi", required=NO_DAY)
    document = line("Quyết định thu hồi (số, ký hiệu)", 120, required=NO_DOCUMENT)
    reason = line("Lý do thu hồi", 300, required="Hãy ghi lý do thu hồi.")
    head = forms.ModelChoiceField(
        queryset=AgencyHead.objects.none(),
        empty_label="Không có trong danh sách",
        **select("Người đứng đầu chịu trách nhiệm"),
    )
    head_name = line("Hoặc ghi họ tên, chức vụ", 160)
    discipline = line("Hình thức kỷ luật (trống: chưa có)", 160)

    def __init__(self, *args: Any, district: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heads = AgencyHead.objects.filter(agency__district_id=district)
        field = cast(forms.ModelChoiceField[AgencyHead], self.fields["head"])
        field.queryset = heads.select_related("agency")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("document", "reason", "head_name", "discipline"):
            given[name] = clean(given.get(name, ""))
        if not given.get("head") and not given["head_name"]:
            self.add_error(
                "head_name",
                "Hãy chọn người đứng đầu chịu trách nhiệm, hoặc ghi họ tên và chức vụ.",
            )
        if given.get("head") and given["head_name"]:
            self.add_error("head_name", "Đã chọn trong danh sách thì để trống ô này.")
        for name, why in (
            ("document", NO_DOCUMENT),
            ("reason", "Hãy ghi lý do thu hồi."),
        ):
            if not given[name] and name not in self.errors:
                self.add_error(name, why)
        return given
