"""What the history keeps beyond one row: deleted rows, and the rows beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from django.db.models import Model, QuerySet

from communes.models import Commune, Village
from programme.forms.tables.columns import Value
from programme.importing.changes import PEOPLE
from programme.models import RecognitionDossier

DELETED = "-"
# Relations whose row may have been deleted after the row that names it.
PARENTS: tuple[tuple[str, type[Model]], ...] = (
    ("village", Village),
    ("dossier", RecognitionDossier),
)


@dataclass(frozen=True, slots=True)
class Thread:
    """The states of one row beside another, the newest first; ``words`` tells each."""

    label: str
    states: Sequence[Any]
    words: Callable[[Any], str]


@runtime_checkable
class KeepsThreads(Protocol):
    """A table whose rows have others beside them that belong to their history."""

    def threads(self, number: int) -> Sequence[Thread]: ...


@runtime_checkable
class KeepsRemoved(Protocol):
    """A table that knows its deleted rows, each as it last was, the latest first."""

    def removed(self) -> QuerySet[Any]: ...


def place_of(row: Any) -> dict[str, Value]:
    """Return district and commune of a row; None where the history has lost them.

    A commune, or the whole row, may have been deleted after a state that names it.
    """
    commune = getattr(row, "commune", None)
    return {
        "district": commune.district_id if commune else None,
        "commune": getattr(row, "commune_id", None),
    }


def removed_states(history: Any, *related: str, **wanted: Any) -> QuerySet[Any]:
    """Return the last states of deleted rows, the latest first, with who did it."""
    states: QuerySet[Any] = history.filter(history_type=DELETED, **wanted)
    return states.select_related(*PEOPLE, *related).order_by(
        "-history_date", "-history_id"
    )


def give_parents(states: Sequence[Any]) -> None:
    """Give states whose village or dossier was deleted too what it last was.

    At most one query for each of these.
    """
    for name, model in PARENTS:
        orphans = [
            state
            for state in states
            if getattr(state, f"{name}_id", None) and getattr(state, name) is None
        ]
        if orphans:
            last = _last_states(
                model, {getattr(each, f"{name}_id") for each in orphans}
            )
            for state in orphans:
                setattr(state, name, last.get(getattr(state, f"{name}_id")))


def _last_states(model: Any, wanted: set[int]) -> dict[int, Model]:
    found = {}
    states = model.history.filter(history_type=DELETED, id__in=wanted)
    for state in states.select_related("commune"):
        row = state.instance
        # One that is gone keeps its code, and is not looked for again.
        row.commune = state.commune or Commune(pk=state.commune_id)
        found[row.pk] = row
    return found
