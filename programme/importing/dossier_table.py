"""Steps of dossiers of recognition as a table: a row is a step, in its order."""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.timezone import localdate

from accounts.models import User
from communes.models import Commune
from programme.choices import (
    ColumnKind,
    DossierStepKind,
    RecognitionLevel,
    StepResult,
)
from programme.forms.tables.columns import Column, Value, Values
from programme.importing.changes import PEOPLE, Signed
from programme.importing.histories import place_of, removed_states
from programme.models import DossierStep, RecognitionDossier
from programme.services.recognition.dossiers import (
    NotChecked,
    StepWords,
    Taken,
    correct_step,
    open_dossier,
    remove_dossier,
    take_back_step,
    take_step,
)
from programme.services.scope import may_write_place
from reports.services.guard import ChangeRefused


def _choices(words: Any) -> tuple[tuple[str, str], ...]:
    return tuple((value, str(label)) for value, label in words.choices)


COLUMNS = (
    Column("district", "Huyện", ColumnKind.DISTRICT),
    Column("commune", "Xã", ColumnKind.COMMUNE, required=True),
    Column(
        "level",
        "Mức",
        ColumnKind.CHOICE,
        required=True,
        choices=_choices(RecognitionLevel),
    ),
    Column(
        "kind",
        "Bước",
        ColumnKind.CHOICE,
        required=True,
        choices=_choices(DossierStepKind),
    ),
    Column("on", "Ngày", ColumnKind.DATE, required=True),
    Column("document", "Văn bản", required=True, max_length=120),
    Column(
        "result",
        "Kết quả",
        ColumnKind.CHOICE,
        required=True,
        choices=_choices(StepResult),
    ),
    Column("note", "Ghi chú", is_long=True, max_length=1000),
    Column(
        "checked_reason",
        "Lý do công nhận khi chưa đủ tiêu chí",
        hint="Chỉ với quyết định công nhận xã còn thiếu tiêu chí theo số đã duyệt.",
    ),
)
FIXED = {
    "commune": "xã",
    "level": "mức",
    "kind": "bước",
    "result": "kết quả",
    "checked_reason": "lý do công nhận khi chưa đủ tiêu chí",
}


class DossierStepTable:
    """The steps that a person may write. Implements changes.PagedTable.

    A request opens a dossier, another step moves the one that is under way. Of a step
    that is known day, document and note may change.
    """

    slug = "ho-so-cong-nhan"
    columns = COLUMNS
    history = DossierStep.history

    def __init__(self, *, by: User) -> None:
        self.by = by

    def rows(self) -> Mapping[int, Values]:
        """Return the values of the rows by number. One query."""
        if self.by.can_review:
            return self.all_rows()
        return self._values(dossier__commune__district_id=self.by.district_id)

    def all_rows(self) -> Mapping[int, Values]:
        """Return the values of everybody's rows by number. One query."""
        return self._values()

    def row(self, number: int) -> DossierStep | None:
        """Return a row for reading, whosoever it is. One query."""
        found = DossierStep.objects.select_related("dossier__commune__district")
        return found.filter(pk=number).first()

    def past(self, number: int) -> Iterable[Any]:
        """Return the row as it was after each change, the newest first."""
        states = DossierStep.history.filter(id=number)
        return list(states.select_related(*PEOPLE, "dossier__commune"))

    def removed(self) -> QuerySet[Any]:
        """Return deleted rows as they last were. Implements histories.KeepsRemoved."""
        return removed_states(DossierStep.history, "dossier__commune")

    @property
    def may_add(self) -> bool:
        """Whether the person writes any rows at all."""
        return self.by.can_enter

    def may_write(self, row: DossierStep) -> bool:
        """Whether the person may change this row. No query."""
        return may_write_place(self.by, row.dossier.commune.district_id)

    def key(self, values: Values) -> Hashable:
        """Tell rows of a file apart by commune, level, step and day."""
        return tuple(values.get(name) for name in ("commune", "level", "kind", "on"))

    def save(self, number: int | None, values: Values, signed: Signed) -> int:
        """Save one row; raises ChangeRefused or ValidationError."""
        words = StepWords(
            cast(dt.date, values["on"]),
            str(values["document"]),
            str(values.get("note") or ""),
        )
        day = localdate(signed.at)
        about: dict[str, Any] = {"by": signed.by, "at": signed.at, "today": day}
        if number is not None:
            step = self._row(number)
            self._check_fixed(step, values)
            return correct_step(step=step, words=words, **about).pk
        taken = Taken(
            DossierStepKind(str(values["kind"])),
            StepResult(str(values["result"])),
            words,
            str(values.get("checked_reason") or ""),
        )
        commune = Commune.objects.get(pk=values["commune"])
        level = RecognitionLevel(str(values["level"]))
        waiting = RecognitionDossier.objects.under_way().filter(
            commune=commune, level=level
        )
        dossier = waiting.first()
        if dossier is None:
            return self._open(commune, level, taken, about)
        try:
            return take_step(dossier=dossier, taken=taken, **about).pk
        except NotChecked as unchecked:
            raise ValidationError({"checked_reason": str(unchecked)}) from unchecked

    def remove(self, number: int, signed: Signed) -> None:
        """Take one step back, the request with its dossier; raises ChangeRefused."""
        step = self._row(number)
        if step.kind == DossierStepKind.REQUEST and step.dossier.steps.count() == 1:
            remove_dossier(dossier=step.dossier, by=signed.by, at=signed.at)
            return
        take_back_step(dossier=step.dossier, step=number, by=signed.by, at=signed.at)

    def values_of(self, row: Any) -> dict[str, Value]:
        """Return the values of a row, or of a row as it once was."""
        return {
            **place_of(row.dossier),
            "level": getattr(row.dossier, "level", None),
            **{name: getattr(row, name) for name in ("kind", "on", "document")},
            "result": row.result,
            "note": row.note or None,
            "checked_reason": row.checked_reason or None,
        }

    def _open(
        self,
        commune: Commune,
        level: RecognitionLevel,
        taken: Taken,
        about: Mapping[str, Any],
    ) -> int:
        if taken.kind is not DossierStepKind.REQUEST:
            raise ChangeRefused(
                "Xã không có hồ sơ đang làm của mức này; hãy ghi trước bước "
                f"“{DossierStepKind.REQUEST.label}”."
            )
        if taken.result is not StepResult.AGREED:
            agreed = StepResult.AGREED.label
            raise ChangeRefused(f"Bước đề nghị của xã có kết quả là “{agreed}”.")
        dossier = open_dossier(commune=commune, level=level, words=taken.words, **about)
        return dossier.steps.get().pk

    def _check_fixed(self, step: DossierStep, values: Values) -> None:
        now = self.values_of(step)
        moved = [word for name, word in FIXED.items() if now[name] != values.get(name)]
        if moved:
            raise ChangeRefused(
                f"Không đổi được {', '.join(moved)} của một bước đã ghi; chỉ sửa được "
                "ngày, văn bản, ghi chú."
            )

    def _values(self, **wanted: Any) -> dict[int, Values]:
        found = DossierStep.objects.select_related("dossier__commune").filter(**wanted)
        rows = found.order_by("dossier_id", "on", "pk")
        return {each.pk: self.values_of(each) for each in rows}

    def _row(self, number: int) -> DossierStep:
        row = self.row(number)
        if row is None:
            raise ChangeRefused(f"Sổ không còn dòng mã {number}.")
        return row
