"""Which communes a heading or a total sums up."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from ntm_portal.lib.spreadsheets import Cell
from reports.importing.tables import row_words
from reports.importing.tables.labels import words
from reports.importing.tables.matrix import RowKind
from reports.importing.tables.numbering import split_number
from reports.importing.tables.rows import Found

COMMUNES = (RowKind.COMMUNE, RowKind.UNREAD)
DERIVED = (RowKind.TOTAL, RowKind.AVERAGE, RowKind.SHARE)


class Members:
    """The communes that each heading and each total of a table stands for.

    A row that could not be read is one of them: no sum over it can be checked. The
    rows of a table come in the order of the sheet.
    """

    def __init__(self, found: Sequence[Found]) -> None:
        self.communes: list[int] = []
        self.totals: list[int] = []
        self.by_district: dict[str, list[int]] = {}
        self.sums_above: dict[int, Found] = {}
        above: Found | None = None
        for item in found:
            if item.kind in DERIVED:
                self.totals.append(item.line.row)
            if item.kind in COMMUNES:
                self._add(item)
            if item.kind in (RowKind.AVERAGE, RowKind.SHARE) and above:
                self.sums_above[item.line.row] = above
            elif item.kind is not RowKind.NOTE:
                is_sum = item.kind in (RowKind.TOTAL, RowKind.DISTRICT)
                above = item if is_sum else None
        self.all = tuple(self.communes)
        self.of_district = {k: tuple(rows) for k, rows in self.by_district.items()}
        self.labels = Counter(
            words(x.name) for x in found if x.kind in DERIVED and not self._opens(x)
        )

    def of(self, item: Found) -> tuple[int, ...]:
        """Return the row numbers of the communes that the row sums up."""
        if item.kind is RowKind.DISTRICT:
            return self._in_district(heading_key(item.name_cell))
        return self._of_total(item) if item.kind in DERIVED else ()

    def _of_total(self, item: Found) -> tuple[int, ...]:
        if row_words.covers_province(item.name):
            return self.all
        key = row_words.district_key(item.name)
        if key and key in self.of_district:
            return self._in_district(key)
        if above := self.sums_above.get(item.line.row):
            return self.of(above)
        if row_words.covers_district(item.name) or self._closes_a_district(item):
            return self._in_district(heading_key(item.district_cell))
        return self.all

    def _add(self, commune: Found) -> None:
        self.communes.append(commune.line.row)
        key = heading_key(commune.district_cell)
        self.by_district.setdefault(key, []).append(commune.line.row)

    def _in_district(self, key: str) -> tuple[int, ...]:
        return self.of_district.get(key, ())

    def _closes_a_district(self, total: Found) -> bool:
        """Say whether a total without a place in its name is one district's.

        It is when totals of the same words stand in several districts, or when other
        districts follow; never when it opens the table or follows another total.
        """
        if self._opens(total) or self._follows_a_total(total):
            return False
        is_repeated = self.labels[words(total.name)] > 1
        goes_on = bool(self.all) and self.all[-1] > total.line.row
        return is_repeated or (goes_on and len(self.of_district) > 1)

    def _opens(self, total: Found) -> bool:
        before = bool(self.all) and self.all[0] < total.line.row
        return total.district_cell is None and not before

    def _follows_a_total(self, total: Found) -> bool:
        row = total.line.row
        index = bisect_left(self.totals, row)
        last = self.totals[index - 1] if index else None
        return last is not None and (
            bisect_right(self.all, last) == bisect_left(self.all, row)
        )


def heading_key(district: Cell | None) -> str:
    """Return a key that all headings of one district share, "" without a heading."""
    if district is None:
        return ""
    name = row_words.without_addition(split_number(district.shown).name)
    return row_words.district_key(name)
