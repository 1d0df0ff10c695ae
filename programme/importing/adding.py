"""A new row from a form, added once however often its form is sent."""

import datetime as dt
from typing import Protocol, runtime_checkable

from django.db import transaction

from accounts.models import User
from programme.forms.tables.columns import Values
from programme.importing.changes import PagedTable, Signed

# A form is sent again out of impatience, not after this.
SOON = dt.timedelta(minutes=10)
# So many of a person's latest rows are compared.
LATEST = 5


@runtime_checkable
class Settling(Protocol):
    """A table that changes values when it saves them, as ``settled`` says."""

    def settled(self, values: Values) -> Values: ...


@transaction.atomic
def add_once(table: PagedTable, values: Values, signed: Signed) -> tuple[int, bool]:
    """Return the number of the new row, and whether it is new.

    It is not when the same person has just added the same; two that come at once
    wait for each other. Raises ChangeRefused or ValidationError.
    """
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=signed.by.pk)
    asked = table.settled(values) if isinstance(table, Settling) else values
    for number in _just_added(table, signed):
        row = table.row(number)
        if row is not None and _is_same(table.values_of(row), asked):
            return number, False
    return table.save(None, values, signed), True


def _just_added(table: PagedTable, signed: Signed) -> list[int]:
    states = table.history.filter(
        history_type="+",
        history_user=signed.by,
        history_date__gt=signed.at - SOON,
    )
    return list(states.order_by("-history_date").values_list("id", flat=True)[:LATEST])


def _is_same(kept: Values, asked: Values) -> bool:
    return all(kept.get(code) == value for code, value in asked.items())
