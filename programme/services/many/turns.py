"""Rows taken in turn: each as it was accepted, or with what refuses it."""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import TypeVar

from django.core.exceptions import ValidationError

from reports.services.guard import ChangeRefused

Refusal = ChangeRefused | ValidationError
Row = TypeVar("Row")


def lost(number: int) -> ChangeRefused:
    """Return what refuses a row that is no longer there."""
    return ChangeRefused(f"Sổ không còn dòng mã {number}.")


def check_there(number: int | None, stored: Container[int]) -> None:
    """Raise ChangeRefused for a row, None: a new one, that was deleted meanwhile."""
    if number and number not in stored:
        raise lost(number)


def in_turn(
    rows: Iterable[Row], check: Callable[[Row], None]
) -> list[tuple[Row, Refusal | None]]:
    """Return every row with what ``check`` raised of it, None: accepted."""
    return [(row, _refusal(row, check)) for row in rows]


def accepted(turns: Sequence[tuple[Row, Refusal | None]]) -> list[Row]:
    """Return the rows that nothing refuses, in their order."""
    return [row for row, refusal in turns if refusal is None]


def only(turns: Sequence[tuple[Row, Refusal | None]]) -> Row:
    """Return the one row that there is; raises what refuses it."""
    ((row, refusal),) = turns
    if refusal is not None:
        raise refusal
    return row


def _refusal(row: Row, check: Callable[[Row], None]) -> Refusal | None:
    try:
        check(row)
    except (ChangeRefused, ValidationError) as refusal:
        return refusal
    return None
