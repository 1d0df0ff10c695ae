"""What cells of a file make of the value that a commune has for an indicator.

An indicator with two values has two cells; a blank one keeps its part.
"""

from collections.abc import Mapping
from decimal import Decimal

from criteria.analytics.values import GivenValue
from reports.importing.indicators.cells import Said
from reports.importing.readings import Fate


def fate_of(stored: GivenValue | None, said: Said, *, is_second: bool) -> Fate:
    """Return what becomes of one cell; a blank changes nothing."""
    if said.is_blank:
        return Fate.UNCHANGED
    if stored is None:
        return Fate.CREATED
    part = _part(stored, is_second=is_second)
    if said.is_no_data:
        is_same = stored.is_no_data or part is None
    else:
        is_same = part == (said.answer if said.number is None else said.number)
    if is_same:
        return Fate.UNCHANGED
    is_new = part is None and not stored.is_no_data
    return Fate.CREATED if is_new else Fate.UPDATED


def merged(stored: GivenValue | None, said: Mapping[bool, Said]) -> GivenValue:
    """Return the value after the cells that say something.

    ``said`` has the indicator's cell under False, that of its second value under
    True. There are no data when neither part has any.
    """
    before = stored or GivenValue()
    first, second = said.get(False), said.get(True)
    if first and first.answer is not None:
        return GivenValue(answer=first.answer)
    number = first.number if first else before.number
    second_number = second.number if second else before.second_number
    is_no_data = number is None and second_number is None
    return GivenValue(number, second_number, is_no_data=is_no_data)


def _part(stored: GivenValue, *, is_second: bool) -> Decimal | bool | None:
    if is_second:
        return stored.second_number
    return stored.number if stored.answer is None else stored.answer
