"""Which communes a heading or a total sums up."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ntm_portal.lib.spreadsheets import Cell
from reports.importing import row_words
from reports.importing.labels import words
from reports.importing.matrix import RowKind
from reports.importing.numbering import split_number
from reports.importing.rows import Found


class Members:
    """The communes that each heading and each total of a table stands for."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.communes = [x for x in found if x.kind is RowKind.COMMUNE]
        self.totals = [x for x in found if x.kind is RowKind.TOTAL]
        self.districts = {_key(x.district_cell) for x in self.communes}
        self.labels = Counter(words(x.name) for x in self.totals if not self._opens(x))

    def of(self, item: Found) -> tuple[int, ...]:
        """Return the row numbers of the communes that the row sums up."""
        if item.kind is RowKind.DISTRICT:
            return self._in_district(_key(item.name_cell))
        if item.kind is not RowKind.TOTAL or row_words.covers_province(item.name):
            return _rows(self.communes) if item.kind is RowKind.TOTAL else ()
        key = row_words.district_key(item.name)
        if key and key in self.districts:
            return self._in_district(key)
        if row_words.covers_district(item.name) or self._closes_a_district(item):
            return self._in_district(_key(item.district_cell))
        return _rows(self.communes)

    def _in_district(self, key: str) -> tuple[int, ...]:
        return _rows(x for x in self.communes if _key(x.district_cell) == key)

    def _closes_a_district(self, total: Found) -> bool:
        """Say whether a total without a place in its name is one district's.

        It is when totals of the same words stand in several districts, or when other
        districts follow; never when it opens the table or follows another total.
        """
        if self._opens(total) or self._follows_a_total(total):
            return False
        is_repeated = self.labels[words(total.name)] > 1
        goes_on = any(x.line.row > total.line.row for x in self.communes)
        return is_repeated or (goes_on and len(self.districts) > 1)

    def _opens(self, total: Found) -> bool:
        before = any(x.line.row < total.line.row for x in self.communes)
        return total.district_cell is None and not before

    def _follows_a_total(self, total: Found) -> bool:
        above = [x.line.row for x in self.totals if x.line.row < total.line.row]
        between = (x.line.row for x in self.communes)
        return bool(above) and not any(
            above[-1] < row < total.line.row for row in between
        )


def _key(district: Cell | None) -> str:
    """Return a key that all headings of one district share, "" without a heading."""
    if district is None:
        return ""
    name = row_words.without_addition(split_number(district.shown).name)
    return row_words.district_key(name)


def _rows(items: Iterable[Found]) -> tuple[int, ...]:
    return tuple(item.line.row for item in items)
