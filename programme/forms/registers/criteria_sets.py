"""Sets of criteria of villages and of communes above the standard, by the office."""

from typing import Any

from django import forms

from criteria.choices import SetSubject
from criteria.models import CriteriaSet
from ntm_portal.lib.text import clean
from reports.forms.days import day_field

LINE = {"class": "nt-in", "autocomplete": "off"}
SUBJECTS = [each for each in SetSubject.choices if each[0] != SetSubject.COMMUNE]


class SetForm(forms.ModelForm[CriteriaSet]):
    """A set, or a later version of one, from a day on."""

    subject = forms.ChoiceField(
        label="Đối tượng", choices=SUBJECTS, widget=forms.Select({"class": "nt-in"})
    )
    code = forms.SlugField(
        label="Mã (ví dụ thon-2018)", max_length=20, widget=forms.TextInput(LINE)
    )
    valid_from = day_field("Hiệu lực từ ngày", required="Hãy ghi ngày hiệu lực.")

    class Meta:
        model = CriteriaSet
        fields = ["subject", "code", "name", "document", "valid_from"]
        widgets = {
            "name": forms.TextInput(LINE),
            "document": forms.TextInput(LINE),
        }


class CriterionForm(forms.Form):
    """One criterion of a set; a number that is there already gets the new name."""

    number = forms.IntegerField(
        label="Số",
        min_value=1,
        max_value=60,
        widget=forms.NumberInput({"class": "nt-in nt-in-num"}),
    )
    name = forms.CharField(
        label="Tên tiêu chí", max_length=120, widget=forms.TextInput(LINE)
    )

    def clean_name(self) -> str:
        name: str = clean(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError("Hãy ghi tên tiêu chí.")
        return name

    def add_errors(self, messages: Any) -> None:
        """Show what a service found wrong."""
        self.add_error(None, messages)
