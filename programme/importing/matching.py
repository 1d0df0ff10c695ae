"""Which row of the portal a row of a file means: by its number, else by its content."""

from collections.abc import Callable, Hashable, Mapping, Sequence

from programme.forms.tables.columns import Column, Value, Values
from programme.importing.tables import TableRow


class Unclear(Exception):
    """No row of the portal, or more than one, is meant; the message says which."""


class KnownRows:
    """The rows that a file may change, found by number or by the key of their values.

    ``key`` tells rows of a table apart where a file gives no number.
    """

    def __init__(
        self,
        rows: Mapping[int, Values],
        columns: Sequence[Column],
        key: Callable[[Values], Hashable],
    ) -> None:
        self.rows = rows
        self._columns = columns
        self._key = key
        self._numbers: dict[Hashable, list[int]] = {}
        for number, values in rows.items():
            self._numbers.setdefault(key(values), []).append(number)

    def find(self, row: TableRow) -> int | None:
        """Return the number of the row that is meant, None: a new one.

        Raises Unclear.
        """
        if row.key is not None:
            if row.key in self.rows:
                return row.key
            raise Unclear(
                f"Sổ không có dòng mã {row.key}, hoặc dòng ấy ngoài phạm vi của bạn; "
                "để trống mã dòng để thêm dòng mới."
            )
        found = self._numbers.get(self.mark(row), ())
        if len(found) > 1:
            names = ", ".join(map(str, found))
            raise Unclear(
                f"Sổ có {len(found)} dòng như thế (mã {names}); hãy ghi mã dòng."
            )
        return found[0] if found else None

    def mark(self, row: TableRow) -> Hashable:
        """Return what tells a row without a number apart from others of the file."""
        return self._key(self.whole(row.values))

    def whole(self, values: Values) -> dict[str, Value]:
        """Return a value for every column, None where there is none."""
        return {each.code: values.get(each.code) for each in self._columns}

    def merged(self, number: int | None, values: Values) -> dict[str, Value] | None:
        """Return what the row becomes with a file's values, None: nothing changes."""
        if number is None:
            return self.whole(values)
        old = self.rows[number]
        is_same = all(old.get(code) == value for code, value in values.items())
        return None if is_same else {**old, **values}
