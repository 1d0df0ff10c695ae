"""What a district's report says beyond the criteria, told by the apps above.

The rest of the programme (tasks, capital, registers) stands above reports; what it has
to say of a district in a quarter is asked for through here.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ntm_portal.lib.periods import Quarter


@dataclass(frozen=True, slots=True)
class OtherPart:
    """A part with its lines: what, and how much; ``address`` tells more."""

    title: str
    address: str
    lines: tuple[tuple[str, str], ...]


Teller = Callable[[str, Quarter, dt.date], tuple[OtherPart, ...]]
_tellers: list[Teller] = []


def tell_by(teller: Teller) -> None:
    """Let an app above tell of districts: code, quarter, today; once each."""
    if teller not in _tellers:
        _tellers.append(teller)


def other_parts(
    district_code: str, quarter: Quarter, today: dt.date
) -> tuple[OtherPart, ...]:
    """Return all that is told of a district in a quarter."""
    return tuple(
        part for teller in _tellers for part in teller(district_code, quarter, today)
    )
