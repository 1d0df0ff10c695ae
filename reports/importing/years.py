"""The year that a mark names: "2020", "đạt 2019", "12/2020", "Quý IV/2020", a date."""

import datetime as dt
import re
from dataclasses import dataclass

from ntm_portal.lib.answers import answer_key
from ntm_portal.lib.text_cache import cached_by_text

BETWEEN = re.compile(r"(?<=\w)\s*[./–-]\s*(?=\w)")
# Many fonts show a lower-case l and an I alike.
QUARTER = r"(?:quy |q ?)(?:[1-4]|[il]{1,3}|[il]v)|(?:i{1,3}|iv)"
DATED = re.compile(
    r"(?P<words>(?:[a-z]+ )*?)"
    rf"(?:(?:ngay )?(?P<day>\d{{1,2}}) (?:thang )?(?P<month>\d{{1,2}}) "
    rf"|(?:thang |t ?)?(?P<only_month>\d{{1,2}}) |(?:{QUARTER}) "
    r"|6 thang (?:dau|cuoi) )?"
    r"(?:nam )?(?P<year>\d{4})",
    re.ASCII,
)
ISO = re.compile(r"^(\d{4}) (\d\d) (\d\d)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class DatedText:
    """A year, and the words before it, folded: "đạt quý IV/2020" has "dat"."""

    words: str
    year: int


@cached_by_text
def read_dated(text: str) -> DatedText | None:
    """Read a year, month, quarter or day; None for anything else, a range too."""
    joined = BETWEEN.sub(" ", re.sub("[()]", " ", text))
    key = ISO.sub(r"\3 \2 \1", answer_key(joined))
    found = DATED.fullmatch(key)
    if not found or not _is_in_calendar(found):
        return None
    return DatedText(found["words"].strip(), int(found["year"]))


def _is_in_calendar(found: re.Match[str]) -> bool:
    month = int(found["month"] or found["only_month"] or 1)
    try:
        dt.date(int(found["year"]), month, int(found["day"] or 1))
    except ValueError:
        return False
    return True
