"""What the entry page posts: cells, a pasted block, confirmations."""

import re
from collections.abc import Iterable

from django import forms

from reports.choices import ResultState

CELL = re.compile(r"c-(?P<commune>\w{1,5})-(?P<number>\d{1,3})", re.ASCII)
LETTERS = {ResultState.MET: "d", ResultState.UNMET: "c", ResultState.UNKNOWN: "k"}
BY_LETTER = {letter: state for state, letter in LETTERS.items()}
PASTE_MAX = 200_000
OLD_PAGE = "Trang này đã cũ, chưa lưu được; hãy tải lại trang rồi sửa lại."
NO_CELL = dict.fromkeys(
    ("required", "invalid", "null_characters_not_allowed"),
    "Hãy chọn một ô của lưới rồi dán lại.",
)

CellKey = tuple[str, int]


def in_letters(states: Iterable[ResultState]) -> str:
    """Write states as one text, a letter each: d đạt, c chưa đạt, k chưa đánh giá."""
    return "".join(LETTERS[state] for state in states)


class CellsForm(forms.Form):
    """Cells such as ``c-23344-5=met``; ``cells`` has those to be written.

    ``before`` has the states that a plain page was drawn with, a letter for each
    cell in the order of the page: only cells that differ from it were changed by
    the person, so that an old page does not undo the work of others. Without it
    every cell is to be written. ``person`` is whom the page was drawn for.
    """

    before = forms.RegexField(r"^[dck]*$", required=False)
    person = forms.IntegerField(required=False)
    cells: dict[CellKey, ResultState]

    def clean(self) -> None:
        posted = self._posted()
        before = self.cleaned_data.get("before")
        if before and len(before) != len(posted):
            raise forms.ValidationError(OLD_PAGE)
        unchanged = zip(posted, before or "", strict=False)
        same = {cell for cell, letter in unchanged if posted[cell] == BY_LETTER[letter]}
        self.cells = {cell: posted[cell] for cell in posted if cell not in same}

    def _posted(self) -> dict[CellKey, ResultState]:
        posted = {}
        for name, value in self.data.items():
            found = CELL.fullmatch(name)
            if found:
                cell = (found["commune"], int(found["number"]))
                posted[cell] = _state(value)
        return posted


class UnchangedForm(forms.Form):
    """How many changed cells the person saw when giving them up."""

    seen = forms.IntegerField(min_value=0)


class SubmitForm(forms.Form):
    """Whether cells that are chưa đánh giá are meant to be."""

    unknown_confirmed = forms.BooleanField(required=False)


class PasteForm(forms.Form):
    """A block copied from a spreadsheet, and the cell where it was pasted."""

    block = forms.CharField(
        max_length=PASTE_MAX,
        strip=False,
        error_messages={
            "required": "Không có gì để dán.",
            "max_length": "Khối dán quá lớn; lưới chỉ nhận số liệu của một huyện.",
            "null_characters_not_allowed": "Không đọc được khối dán.",
        },
    )
    commune = forms.CharField(error_messages=NO_CELL)
    number = forms.IntegerField(error_messages=NO_CELL)
    blanks = forms.ChoiceField(
        required=False,
        choices=[(each, each) for each in ("keep", "unmet", "unknown")],
        error_messages={"invalid_choice": OLD_PAGE},
    )


def first_error(form: forms.Form) -> str:
    """Return the first thing that is wrong, as a sentence for the person."""
    return next(str(errors[0]) for errors in form.errors.values())


def _state(value: object) -> ResultState:
    try:
        return ResultState(str(value))
    except ValueError:
        raise forms.ValidationError(
            f"“{str(value)[:20]}” không phải là một kết quả; "
            "chưa lưu ô nào, hãy tải lại trang."
        ) from None
