"""Where a pasted block is to land: a district's grid and its selected cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from communes.analytics.matching import NotFound, UnitMatcher
from communes.analytics.places import Place
from criteria.analytics.law import LawCriterion
from ntm_portal.lib.spreadsheets import Cell
from reports.importing.tables.numbering import split_number

NAME_COLUMNS = 3
NAMES_BELONG = f"tên xã phải có ở mọi hàng, trong {NAME_COLUMNS} cột đầu của khối."


@dataclass(frozen=True, slots=True)
class Target:
    """A district's grid and its selected cell (row and column count from 0)."""

    district: str
    matcher: UnitMatcher
    criteria: Sequence[LawCriterion]
    row: int
    column: int

    @property
    def places(self) -> tuple[Place, ...]:
        return self.matcher.in_district(self.district)

    def commune(self, cell: Cell) -> Place | None:
        """Return the district's commune that the cell names, if it names one."""
        name = split_number(cell.shown).name
        found = self.matcher.named(name, self.district) if name else ()
        return found[0] if len(found) == 1 else None

    def why_not(self, cell: Cell) -> str:
        """Return why the cell's name means no commune of the district."""
        found = self.matcher.find_commune(split_number(cell.shown).name, self.district)
        reason = found.reason if isinstance(found, NotFound) else NAMES_BELONG
        return f"Hàng {cell.row}, “{cell.shown}”: {reason}"
