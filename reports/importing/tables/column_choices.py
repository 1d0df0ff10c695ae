"""What a person says that the columns of a table hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from reports.importing.tables.headers import Claim

COLUMN_KEY = "column:"
NAME, DISTRICT, TOTAL, IGNORE = "name", "district", "total", "ignore"
LABELS = {NAME: "tên xã", DISTRICT: "tên huyện", TOTAL: "tổng của hàng"}
OTHER_ROLES = (*LABELS.items(), (IGNORE, "bỏ qua, không đọc"))


@dataclass(frozen=True, slots=True)
class ColumnChoices:
    """Columns with the role that a person gave them; these are not guessed.

    A role is the number of a criterion, "name", "district", "total" or "ignore".
    """

    roles: Mapping[int, str]

    @classmethod
    def of(cls, given: Mapping[int, str] | None, criteria: Mapping[int, str]) -> Self:
        """Return the choices that say something: roles that do not exist are left."""
        known = {*LABELS, IGNORE, *map(str, criteria)}
        return cls({c: r for c, r in sorted((given or {}).items()) if r in known})

    @property
    def criteria(self) -> dict[int, int]:
        """Return the column of each criterion that was chosen."""
        chosen = {role: column for column, role in reversed(list(self.roles.items()))}
        return {int(role): c for role, c in chosen.items() if role.isdecimal()}

    def column(self, role: str) -> int | None:
        """Return the first column with the role."""
        return next((c for c, given in self.roles.items() if given == role), None)

    def repeated(self) -> Iterator[tuple[str, int, int]]:
        """Yield every role of two columns with both, the first and a later one."""
        for column, role in self.roles.items():
            first = self.column(role)
            if role != IGNORE and first is not None and first != column:
                yield role, first, column

    def free(self, claim: Claim) -> tuple[int, ...]:
        """Return the columns of a header's claim that the choices leave to it."""
        if claim.label.number in self.criteria:
            return ()
        return tuple(column for column in claim.columns if column not in self.roles)
