"""Values of columns as JSON keeps them, and back."""

import datetime as dt
from decimal import Decimal

from programme.choices import ColumnKind
from programme.forms.tables.columns import Column, Value, Values


def stored(values: Values) -> dict[str, str | int | bool | None]:
    """Return values as JSON keeps them: a number with decimals and a day as text."""
    return {
        code: f"{value:f}"
        if isinstance(value, Decimal)
        else value.isoformat()
        if isinstance(value, dt.date)
        else value
        for code, value in values.items()
    }


def loaded(column: Column, kept: object) -> Value:
    """Return a value from what JSON kept; what does not fit the column is None."""
    try:
        match column.kind, kept:
            case _, None:
                return None
            case ColumnKind.DECIMAL, str() | int():
                return Decimal(kept)
            case ColumnKind.DATE, str():
                return dt.date.fromisoformat(kept)
            case ColumnKind.DATE | ColumnKind.DECIMAL, _:
                return None
            case _, str() | int():
                return kept
    except (ValueError, ArithmeticError):
        pass
    return None
