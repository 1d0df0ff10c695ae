"""Rewards of communes as a table: what their page and their files read and write."""

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from accounts.models import User
from communes.models import Commune
from ntm_portal.lib.text import fold
from programme.choices import ColumnKind
from programme.forms.tables.columns import Column, Value, Values
from programme.importing.changes import PEOPLE, Signed
from programme.importing.histories import place_of, removed_states
from programme.models import Reward
from programme.services.recognition.rewards import remove_reward, save_reward
from programme.services.scope import may_write_place
from reports.services.guard import ChangeRefused

COLUMNS = (
    Column("district", "Huyện", ColumnKind.DISTRICT),
    Column("commune", "Xã", ColumnKind.COMMUNE, required=True),
    Column("on", "Ngày", ColumnKind.DATE, required=True),
    Column(
        "document",
        "Quyết định thưởng",
        required=True,
        max_length=120,
        aliases=("Văn bản",),
    ),
    Column("what", "Công trình phúc lợi, hình thức thưởng", required=True),
    Column(
        "amount",
        "Giá trị",
        ColumnKind.DECIMAL,
        unit="triệu đồng",
        maximum=Decimal(999_999_999),
    ),
)
OWN = tuple(each.code for each in COLUMNS if each.code not in ("district", "commune"))


class RewardTable:
    """The rewards that a person may write. Implements changes.PagedTable."""

    slug = "thuong"
    columns = COLUMNS
    history = Reward.history

    def __init__(self, *, by: User) -> None:
        self.by = by

    def rows(self) -> Mapping[int, Values]:
        """Return the values of the rows by number. One query."""
        if self.by.can_review:
            return self.all_rows()
        return self._values(commune__district_id=self.by.district_id)

    def all_rows(self) -> Mapping[int, Values]:
        """Return the values of everybody's rows by number. One query."""
        return self._values()

    def row(self, number: int) -> Reward | None:
        """Return a row for reading, whosoever it is. One query."""
        found = Reward.objects.select_related("commune__district")
        return found.filter(pk=number).first()

    def past(self, number: int) -> Iterable[Any]:
        """Return the row as it was after each change, the newest first."""
        states = Reward.history.filter(id=number)
        return list(states.select_related(*PEOPLE, "commune"))

    def removed(self) -> QuerySet[Any]:
        """Return deleted rows as they last were. Implements histories.KeepsRemoved."""
        return removed_states(Reward.history, "commune")

    @property
    def may_add(self) -> bool:
        """Whether the person writes any rows at all."""
        return self.by.can_enter

    def may_write(self, row: Reward) -> bool:
        """Whether the person may change this row. No query."""
        return may_write_place(self.by, row.commune.district_id)

    def key(self, values: Values) -> Hashable:
        """Tell rows of a file apart by commune, decision and what was given."""
        texts = (str(values.get(name) or "") for name in ("document", "what"))
        return values.get("commune"), *map(fold, texts)

    def save(self, number: int | None, values: Values, signed: Signed) -> int:
        """Save one row; raises ChangeRefused or ValidationError."""
        row = Reward() if number is None else self._row(number)
        units = Commune.objects.select_related("district")
        row.commune = units.get(pk=values["commune"])
        for name in OWN:
            setattr(row, name, values.get(name))
        saved = save_reward(
            reward=row, by=signed.by, at=signed.at, today=localdate(signed.at)
        )
        return saved.pk

    def remove(self, number: int, signed: Signed) -> None:
        """Delete one row; raises ChangeRefused."""
        remove_reward(
            reward=self._row(number),
            reason=signed.reason,
            by=signed.by,
            at=signed.at,
        )

    def values_of(self, row: Any) -> dict[str, Value]:
        """Return the values of a row, or of a row as it once was."""
        own: dict[str, Value] = {name: getattr(row, name) for name in OWN}
        return {**place_of(row), **own}

    def _values(self, **wanted: Any) -> dict[int, Values]:
        found = Reward.objects.select_related("commune").filter(**wanted)
        return {each.pk: self.values_of(each) for each in found.order_by("pk")}

    def _row(self, number: int) -> Reward:
        row = self.row(number)
        if row is None:
            raise ChangeRefused(f"Sổ không còn dòng mã {number}.")
        return row
