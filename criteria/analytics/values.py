"""The value of an indicator, wherever it comes from."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class GivenValue:
    """What one commune has for one indicator, in the indicator's unit.

    ``second_number`` is only for indicators with two values. ``answer`` says đạt or
    not, for indicators without a number. All are None when there are no data.
    """

    number: Decimal | None = None
    second_number: Decimal | None = None
    answer: bool | None = None
    is_no_data: bool = False
