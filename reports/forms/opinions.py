"""What an agency writes at the results of one criterion, and filters of the page.

The page has three fields for each commune, whose names end in its code: a choice, a
note, and what was shown. A row without a choice says nothing; a note without a choice,
or a dispute without a note, stops the whole page.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.db import models
from django.utils.datastructures import MultiValueDict

from reports.choices import OpinionVerdict, ResultState
from reports.forms.cell import OLD_PAGE, TextField

CHOICE, NOTE, SEEN = "y-kien", "noi-dung", "da-xem"
CONFIRM_REST = "xac-nhan-het"
NAME = re.compile(rf"(?:{CHOICE}|{NOTE}|{SEEN})-(?P<commune>\d{{5}})", re.ASCII)
SHOWN = re.compile(r"(?P<state>[a-z]{1,8})-(?P<opinion>\d{1,18})", re.ASCII)


class Narrowing(models.TextChoices):
    """Which results the page shows."""

    ALL = "", "Tất cả"
    CHANGED = "thay-doi", "Thay đổi"
    UNSEEN = "chua-xem", "Chưa xem"
    DISPUTED = "khong-dong-y", "Không đồng ý"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page showed of a result: its state, and the agency's last opinion."""

    state: ResultState
    opinion: int

    @property
    def text(self) -> str:
        """Return what the page carries; read_shown() reads it back."""
        return f"{self.state}-{self.opinion}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the fields of one commune."""

    verdict: str = ""
    note: str = ""
    error: str = ""

    @property
    def is_written(self) -> bool:
        return bool(self.verdict or self.note.strip())

    @property
    def is_open(self) -> bool:
        """Whether the note must be in sight without a choice."""
        return bool(self.note.strip() or self.error)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One opinion that may be stored."""

    verdict: OpinionVerdict
    note: str
    shown: Shown


class OpinionForm(forms.Form):
    """The opinion on one result."""

    verdict = forms.ChoiceField(
        required=False,
        choices=OpinionVerdict,
        error_messages={"invalid_choice": "Hãy chọn xác nhận hoặc không đồng ý."},
    )
    note = TextField(label="Nội dung")
    shown = forms.CharField(max_length=30, error_messages={"required": OLD_PAGE})

    def clean_shown(self) -> Shown:
        return read_shown(self.cleaned_data["shown"])

    def clean(self) -> None:
        if self.errors:
            return
        verdict, note = self.cleaned_data["verdict"], self.cleaned_data["note"]
        if verdict == OpinionVerdict.DISPUTED and not note:
            self.add_error("note", "Không đồng ý thì phải ghi vì sao.")
        elif note and not verdict:
            self.add_error(
                "verdict",
                "Đã ghi nội dung nhưng chưa chọn: xác nhận hay không đồng ý?",
            )


class OpinionsForm:
    """All rows of a page. ``rest`` are communes that one act confirms with the others.

    Those are confirmed only if nothing was chosen or written at them.
    """

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        rest: Collection[str] = (),
    ) -> None:
        self._data = data if data is not None else MultiValueDict()
        self._rest = rest if CONFIRM_REST in self._data else ()
        self._refused: Mapping[str, str] | None = None

    @cached_property
    def errors(self) -> dict[str, str]:
        """Return what is wrong, by commune code."""
        return {
            commune: str(next(iter(form.errors.values()))[0])
            for commune, form in self._forms.items()
            if not form.is_valid()
        }

    @cached_property
    def spoken(self) -> dict[str, Spoken]:
        """Return the opinions by commune code; only while there are no errors."""
        return {
            commune: Spoken(
                OpinionVerdict(form.cleaned_data["verdict"]),
                form.cleaned_data["note"],
                form.cleaned_data["shown"],
            )
            for commune, form in self._forms.items()
            if form.is_valid() and form.cleaned_data["verdict"]
        }

    @property
    def troubles(self) -> Mapping[str, str]:
        """Return what keeps rows from being stored, by commune code."""
        return self.errors if self._refused is None else self._refused

    @property
    def is_refused(self) -> bool:
        """Whether rows came back although nothing was wrong with them."""
        return self._refused is not None

    def keep_only(self, refused: Mapping[str, str]) -> None:
        """Forget the rows that were stored; the others stay with the reason."""
        self._refused = refused

    def entry(self, commune: str) -> Entry:
        """Return the fields of a commune as the page shows them."""
        if self._refused is not None and commune not in self._refused:
            return Entry()
        return Entry(
            verdict=self._verdict(commune),
            note=self._data.get(f"{NOTE}-{commune}", ""),
            error=self.troubles.get(commune, ""),
        )

    @cached_property
    def _forms(self) -> dict[str, OpinionForm]:
        found = filter(None, map(NAME.fullmatch, self._data))
        communes = sorted({each["commune"] for each in found})
        return {commune: self._form(commune) for commune in communes}

    def _form(self, commune: str) -> OpinionForm:
        return OpinionForm(
            {
                "verdict": self._verdict(commune),
                "note": self._data.get(f"{NOTE}-{commune}", ""),
                "shown": self._data.get(f"{SEEN}-{commune}", ""),
            }
        )

    def _verdict(self, commune: str) -> str:
        chosen = self._data.get(f"{CHOICE}-{commune}", "")
        has_note = self._data.get(f"{NOTE}-{commune}", "").strip()
        if not chosen and not has_note and commune in self._rest:
            return OpinionVerdict.CONFIRMED
        return chosen


def read_shown(text: str) -> Shown:
    """Read what :attr:`Shown.text` wrote. Raises ValidationError for anything else."""
    found = SHOWN.fullmatch(text)
    if found is None or found["state"] not in ResultState.values:
        raise forms.ValidationError(OLD_PAGE)
    return Shown(ResultState(found["state"]), int(found["opinion"]))
