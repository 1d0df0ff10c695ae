"""Rows of a table filled with values and saved in turn, in few queries."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from programme.forms.tables.columns import Values
from programme.importing.changes import Asked
from programme.services.many.turns import Refusal, lost


class Stored(Protocol):
    """A row with its number."""

    @property
    def pk(self) -> int: ...


Row = TypeVar("Row", bound=Stored)


def numbers(asked: Sequence[Asked]) -> list[int]:
    """Return the numbers of the rows that are to change."""
    return [number for number, _values in asked if number is not None]


def codes(asked: Sequence[Asked], column: str) -> set[str]:
    """Return the codes that a column has in any of the rows."""
    found = (values.get(column) for _number, values in asked)
    return {str(each) for each in found if each is not None}


def only_number(results: Sequence[int | Refusal]) -> int:
    """Return the number of the one row that was saved; raises what refuses it."""
    (result,) = results
    if not isinstance(result, int):
        raise result
    return result


def save_in_turn(
    asked: Sequence[Asked],
    stored: Mapping[int, Row],
    *,
    fill: Callable[[Row | None, Values], Row],
    save: Callable[[Sequence[Row]], Sequence[tuple[Row, Refusal | None]]],
) -> list[int | Refusal]:
    """Fill the rows, None being a new one, save them, and tell what came of each."""
    rows = [
        fill(None if number is None else stored[number], values)
        for number, values in asked
        if number is None or number in stored
    ]
    turns = iter(save(rows))
    return [
        _result(*next(turns)) if number is None or number in stored else lost(number)
        for number, _values in asked
    ]


def _result(row: Stored, refusal: Refusal | None) -> int | Refusal:
    return row.pk if refusal is None else refusal
