"""Conditions of check constraints decided in memory, as SQL decides them.

What is not known (NULL) makes a comparison neither true nor false, and a constraint is
broken by what is false alone.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import F, Q

Truth = bool | None
COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, choices: value in choices,
}


class Undecided(Exception):
    """The condition asks for more than is compared here: the database has to tell."""


def decide(condition: Q, values: Mapping[str, Any]) -> Truth:
    """Tell whether a condition holds of the values of a row, None: not known.

    Raises Undecided.
    """
    found = [_decide_one(each, values) for each in condition.children]
    match condition.connector:
        case Q.AND:
            truth = _all(found)
        case Q.OR:
            truth = _not(_all(map(_not, found)))
        case _:
            raise Undecided
    return _not(truth) if condition.negated else truth


def _decide_one(child: Any, values: Mapping[str, Any]) -> Truth:
    if isinstance(child, Q):
        return decide(child, values)
    if not isinstance(child, tuple):
        raise Undecided
    path, wanted = child
    name, _, lookup = path.partition("__")
    value = _value(F(name), values)
    if lookup == "isnull":
        return (value is None) is bool(wanted)
    return _compare(lookup or "exact", value, _value(wanted, values))


def _compare(lookup: str, value: Any, wanted: Any) -> Truth:
    if lookup not in COMPARED:
        raise Undecided
    if value is None or wanted is None:
        return None
    try:
        return COMPARED[lookup](value, wanted)
    except TypeError as error:
        raise Undecided from error


def _value(value: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(value, F):
        if value.name not in values:
            raise Undecided
        return values[value.name]
    if hasattr(value, "resolve_expression"):
        raise Undecided
    return value


def _all(found: Iterable[Truth]) -> Truth:
    known = set(found)
    if False in known:
        return False
    return None if None in known else True


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth
