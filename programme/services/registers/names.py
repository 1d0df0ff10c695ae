"""Names that a commune has once: of its cooperatives, of its villages."""

from collections.abc import Callable, Iterable
from typing import Protocol

from django.core.exceptions import ValidationError


class Named(Protocol):
    """A row with a name in a commune; ``pk`` is None until it is stored."""

    pk: int
    name: str
    commune_id: str


class NamesOfCommunes:
    """Which names the communes have, as their rows are taken in turn.

    ``key`` returns what two names of the same thing have in common.
    """

    def __init__(self, rows: Iterable[Named], key: Callable[[str], str]) -> None:
        self._key = key
        self._places: dict[int, tuple[str, str]] = {}
        self._holders: dict[tuple[str, str], dict[int, Named]] = {}
        for row in rows:
            self.take(row)

    def check(self, row: Named) -> None:
        """Raise ValidationError where another row of the commune has the name."""
        held = self._holders.get((row.commune_id, self._key(row.name)), {})
        others = [other for mark, other in held.items() if mark != _mark(row)]
        if others:
            first = min(others, key=lambda other: other.name)
            raise ValidationError({"name": f"Xã đã có “{first}”."})

    def take(self, row: Named) -> None:
        """Let a row have its name, and give up the one it had."""
        mark, place = _mark(row), (row.commune_id, self._key(row.name))
        before = self._places.get(mark)
        if before:
            del self._holders[before][mark]
        self._places[mark] = place
        self._holders.setdefault(place, {})[mark] = row


def _mark(row: Named) -> int:
    """Tell rows apart; a new one, which has no number yet, by itself."""
    return row.pk or -id(row)
