"""What the page of a report's words posts: texts, and a scan of the signed paper."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from ntm_portal.lib.file_kinds import JPG, PDF, PNG, suffixes_of
from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.prose import clean_prose
from ntm_portal.lib.text import clean
from reports.forms.days import WRONG_DAY, day_input
from reports.models import SignedPaper
from reports.models.words import Words

FIELDS = tuple(field.name for field in Words._meta.local_fields)
SEEN = "truoc-{}"
OLD_PAGE = "Trang này đã cũ, chưa lưu được; hãy tải lại trang rồi sửa lại."
NUMBER_MAX, SIGNER_MAX = 40, 120


class WordsForm(forms.Form):
    """Texts by their field, with what each was before the person wrote on it.

    ``texts`` has those posted, ``seen`` all that each is known to have been.
    ``lay`` and ``ghep`` name a text of which the person takes the version of
    somebody else, or both one after the other.
    """

    version = forms.IntegerField(
        min_value=0, error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE}
    )
    person = forms.IntegerField(required=False)
    lay = forms.ChoiceField(required=False, choices=[(each, each) for each in FIELDS])
    ghep = forms.ChoiceField(required=False, choices=[(each, each) for each in FIELDS])
    data: MultiValueDict[str, str]

    @property
    def texts(self) -> dict[str, str]:
        return {name: str(self.data[name]) for name in FIELDS if name in self.data}

    @property
    def seen(self) -> dict[str, list[str]]:
        return {name: self.data.getlist(SEEN.format(name)) for name in FIELDS}

    def changed(self) -> dict[str, str]:
        """Return the texts of a plain page that the person changed and chose.

        Before anything was kept every text counts: saving begins them all.
        """
        is_begun = self.cleaned_data["version"] > 0
        chosen = {}
        for name, text in self.texts.items():
            before = next(iter(self.seen[name]), "")
            if name == self.cleaned_data["lay"]:
                continue
            if name == self.cleaned_data["ghep"]:
                chosen[name] = f"{before}\n\n{text}"
            elif not is_begun or clean_prose(text) != clean_prose(before):
                chosen[name] = text
        return chosen


class PaperForm(forms.ModelForm[SignedPaper]):
    """A scan and what stands on the paper; ``today`` is the working date."""

    upload = forms.FileField(
        label="Bản quét (PDF hoặc ảnh)",
        widget=forms.FileInput(
            attrs={"class": "nt-in", "accept": ",".join(suffixes_of([PDF, JPG, PNG]))}
        ),
        error_messages={
            "required": "Hãy chọn tệp bản quét.",
            "missing": "Hãy chọn tệp bản quét.",
            "empty": "Tệp rỗng, không có dữ liệu.",
            "invalid": "Không nhận được tệp; hãy chọn lại.",
        },
    )

    class Meta:
        model = SignedPaper
        fields = ("number", "signed_on", "signer")
        widgets = {
            "number": forms.TextInput(
                attrs={
                    "class": "nt-in",
                    "placeholder": "123/BC-UBND",
                    "autocomplete": "off",
                }
            ),
            "signed_on": day_input(),
            "signer": forms.TextInput(attrs={"class": "nt-in", "autocomplete": "off"}),
        }
        error_messages = {
            "number": {
                "required": "Hãy ghi số văn bản.",
                "max_length": f"Số văn bản dài quá {NUMBER_MAX} ký tự.",
            },
            "signed_on": {"required": "Hãy ghi ngày ký.", "invalid": WRONG_DAY},
            "signer": {
                "required": "Hãy ghi tên người ký.",
                "max_length": f"Tên người ký dài quá {SIGNER_MAX} ký tự.",
            },
        }

    def __init__(
        self, *args: Any, today: dt.date, period: Quarter, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.period = today, period

    def clean_number(self) -> str:
        return clean(self.cleaned_data["number"])

    def clean_signer(self) -> str:
        return clean(self.cleaned_data["signer"])

    def clean_signed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError(
                f"Ngày ký không được sau hôm nay, {self.today:%d/%m/%Y}."
            )
        if day < self.period.first_day:
            raise forms.ValidationError(
                f"Ngày ký không được trước khi {self.period.label} bắt đầu, "
                f"{self.period.first_day:%d/%m/%Y}."
            )
        return day
