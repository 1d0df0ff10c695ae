"""A workbook for a district's draft, and the cells that its preview posts back."""

from django import forms

from reports.choices import ResultState
from reports.forms.entry import BY_LETTER, OLD_PAGE, CellsForm
from reports.forms.imports import UploadForm
from reports.models.cells import CellKey


class DraftFileForm(forms.Form):
    """A file as for an import, read for the report whose page it comes from."""

    file = UploadForm.base_fields["file"]
    sheet = UploadForm.base_fields["sheet"]
    clean_file = UploadForm.clean_file


class DraftFileCellsForm(CellsForm):
    """Every cell that a file speaks of.

    ``seen`` has the value of each as the person was shown it, ``cells`` those which
    the file changes.
    """

    before = forms.RegexField(
        r"^[dck]+$", error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE}
    )
    seen: dict[CellKey, ResultState]

    def clean(self) -> None:
        super().clean()
        letters = self.cleaned_data.get("before", "")
        pairs = zip(self._posted(), letters, strict=False)
        self.seen = {cell: BY_LETTER[letter] for cell, letter in pairs}
