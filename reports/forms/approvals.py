"""Reports that are approved together, each as it stood on the page."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ntm_portal.lib import periods

OLD_PAGE = "Trang duyệt đã cũ; hãy xem lại rồi hãy duyệt."
BOX, SEPARATOR = "bao-cao", " "
DISTRICT = re.compile(r"\w{1,5}", re.ASCII)


class BadChoice(Exception):
    """A box that is none of the page's."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One report that was ticked, with the base and the sending that were seen."""

    quarter_code: str
    district_code: str
    base: int | None
    submission: dt.datetime

    @property
    def value(self) -> str:
        """Return what the box on the page carries; read_choices() reads it back."""
        base = "-" if self.base is None else str(self.base)
        parts = self.quarter_code, self.district_code, base, self.submission.isoformat()
        return SEPARATOR.join(parts)


def read_choices(values: Sequence[str]) -> list[Choice]:
    """Return the reports of the ticked boxes, each once. Raises BadChoice."""
    return [_read(value) for value in dict.fromkeys(values)]


def _read(value: str) -> Choice:
    try:
        quarter, district, base, submission = value.split(SEPARATOR)
        if not DISTRICT.fullmatch(district):
            raise BadChoice(OLD_PAGE)
        return Choice(
            quarter_code=periods.Quarter.parse(quarter).code,
            district_code=district,
            base=None if base == "-" else int(base),
            submission=dt.datetime.fromisoformat(submission),
        )
    except (ValueError, periods.BadQuarter) as wrong:
        raise BadChoice(OLD_PAGE) from wrong
