"""What the entry page posts: cells, a pasted block, confirmations."""

import re
from collections.abc import Iterable

from django import forms

from reports.choices import Door, ResultState
from reports.models.cells import CellKey
from reports.models.reports import TOKEN_MAX

CELL = re.compile(r"c-(?P<commune>\w{1,5})-(?P<number>\d{1,3})", re.ASCII)
LETTERS = {ResultState.MET: "d", ResultState.UNMET: "c", ResultState.UNKNOWN: "k"}
BY_LETTER = {letter: state for state, letter in LETTERS.items()}
LINE = re.compile(
    r"(?P<commune>\w{1,5})-(?P<number>\d{1,3}):(?P<state>[dck])"
    r"(:(?P<version>\d{1,18}):(?P<seen>[dck]))?(:(?P<door>paste))?"
    rf"(@(?P<token>[\w-]{{1,{TOKEN_MAX}}}))?",
    re.ASCII,
)
VERSION = re.compile(r"(?P<index>\d{1,5}):(?P<version>\d{1,18})", re.ASCII)
CHANGES_MAX, PASTE_MAX = 100_000, 200_000
OLD_PAGE = "Trang này đã cũ, chưa lưu được; hãy tải lại trang rồi sửa lại."
NO_CELL = dict.fromkeys(
    ("required", "invalid", "null_characters_not_allowed"),
    "Hãy chọn một ô của lưới rồi dán lại.",
)
# A cell, what it becomes, the version it was typed on, what stood there, the door,
# the token of the change.
ChangeRow = tuple[CellKey, ResultState, int | None, ResultState | None, Door, str]


def in_letters(states: Iterable[ResultState]) -> str:
    """Write states as one text, a letter each: d đạt, c chưa đạt, k chưa đánh giá."""
    return "".join(LETTERS[state] for state in states)


def in_versions(versions: Iterable[int]) -> str:
    """Write the cells' versions as ``index:version``, leaving out those without one."""
    return " ".join(f"{i}:{version}" for i, version in enumerate(versions) if version)


class ChangesForm(forms.Form):
    """What the page's script sends: a line for each change, in the order typed.

    ``23344-5:d:17:c`` makes the cell đạt, typed on version 17 where it was chưa đạt;
    ``:paste`` after it when it came with a pasted block, then ``@`` and what the page
    calls the change, so that it is known when it comes again. ``person`` is whom the
    page was drawn for. No line asks for the cells as they are.
    """

    lines = forms.CharField(
        required=False,
        max_length=CHANGES_MAX,
        error_messages={
            "max_length": "Quá nhiều thay đổi trong một lần gửi; chưa lưu ô nào.",
            "null_characters_not_allowed": OLD_PAGE,
        },
    )
    person = forms.IntegerField(required=False)
    changes: list[ChangeRow]

    def clean_lines(self) -> str:
        lines: str = self.cleaned_data["lines"]
        found = [LINE.fullmatch(line) for line in lines.split()]
        if not all(found):
            raise forms.ValidationError(OLD_PAGE)
        self.changes = [_row(each) for each in found if each]
        return lines


class CellsForm(forms.Form):
    """What the plain form sends: every cell, such as ``c-23344-5=met``.

    ``before`` has the states that the page was drawn with, a letter for each cell in
    the order of the page, ``versions`` their versions: only cells that differ from it
    were changed by the person, so that an old page does not undo the work of others.
    Without it every cell is to be written. ``cells`` has those to be written.
    """

    before = forms.RegexField(r"^[dck]*$", required=False)
    versions = forms.CharField(required=False, max_length=CHANGES_MAX)
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

    @property
    def changes(self) -> list[ChangeRow]:
        """Return the cells to be written, with what the page was drawn with."""
        places = {cell: i for i, cell in enumerate(self._posted())}
        before = self.cleaned_data["before"]
        versions = self._versions()
        rows: list[ChangeRow] = []
        for cell, state in self.cells.items():
            version = seen = None
            if before and versions is not None:
                version = versions.get(places[cell], 0)
                seen = BY_LETTER[before[places[cell]]]
            rows.append((cell, state, version, seen, Door.PAGE, ""))
        return rows

    def _posted(self) -> dict[CellKey, ResultState]:
        posted = {}
        for name, value in self.data.items():
            found = CELL.fullmatch(name)
            if found:
                cell = (found["commune"], int(found["number"]))
                posted[cell] = _state(value)
        return posted

    def _versions(self) -> dict[int, int] | None:
        """Return versions by the place of the cell; None when the page sent none."""
        if "versions" not in self.data:
            return None
        found = VERSION.finditer(self.cleaned_data["versions"])
        return {int(each["index"]): int(each["version"]) for each in found}


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


def _row(line: re.Match[str]) -> ChangeRow:
    return (
        (line["commune"], int(line["number"])),
        BY_LETTER[line["state"]],
        int(line["version"]) if line["version"] else None,
        BY_LETTER[line["seen"]] if line["seen"] else None,
        Door(line["door"] or Door.PAGE),
        line["token"] or "",
    )


def _state(value: object) -> ResultState:
    try:
        return ResultState(str(value))
    except ValueError:
        raise forms.ValidationError(
            f"“{str(value)[:20]}” không phải là một kết quả; "
            "chưa lưu ô nào, hãy tải lại trang."
        ) from None
