"""How the lines of a log are worded, of one cell and of a whole report alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import User
from criteria.analytics.indicators import law_indicator
from criteria.analytics.value_words import given_value, value_words
from criteria.models import Indicator
from ntm_portal.lib import prose
from reports.choices import TextPart
from reports.models import Evidence, TextChange
from reports.models.values import ValueRow

APPROVAL, WITHDRAWAL, IMPORT = "duyệt báo cáo", "hoàn tác lần nhập", "nhập từ tệp"
ADDED, REPLACED, REMOVED = "thêm tệp", "thay tệp", "gỡ tệp"
FILE = "minh chứng"
VALUES = "giá trị chỉ tiêu"
SYSTEM = "Hệ thống"


@dataclass(frozen=True, slots=True)
class Worded:
    """What changed, in words: ``subject`` from ``before`` to ``after``."""

    subject: str
    before: str
    after: str


def person_name(user: User | None) -> str:
    """Return the name of who did something; without anyone it was the system."""
    return user.display_name if user else SYSTEM


def text_worded(row: TextChange) -> Worded:
    """Word the change of a text by the words that changed."""
    before, after = prose.turn(row.before, row.after)
    return Worded(TextPart(row.part).label, before, after)


def file_added(row: Evidence) -> tuple[Worded, str]:
    """Word a file that was handed in, and by which way it came."""
    old = row.replaces
    way = REPLACED if old else ADDED
    return Worded(FILE, old.name if old else "", row.name), way


def file_removed(row: Evidence) -> Worded:
    return Worded(FILE, row.name, "")


def value_worded(
    indicator: Indicator, before: ValueRow | None, after: ValueRow | None
) -> Worded:
    """Word the change of an approved value; None where there is none."""
    turn = tuple(_said(indicator, (before, after)))
    return Worded(indicator_name(indicator), *turn)


def indicator_name(indicator: Indicator) -> str:
    return f"chỉ tiêu {indicator.code}"


def _said(indicator: Indicator, rows: tuple[ValueRow | None, ...]) -> Iterator[str]:
    law = law_indicator(indicator)
    for row in rows:
        yield value_words(
            law,
            given_value(row.number, row.second_number, row.answer, row.is_no_data)
            if row
            else None,
        )
