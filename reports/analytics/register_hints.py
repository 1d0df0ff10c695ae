"""What registers of the portal say of an indicator: shown beside it, never taken alone.

Indicator 13.1 (a cooperative that works by the Law of 2012) is told from the register
of cooperatives (QĐ 1334, mục II.1).
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from communes.choices import CooperativeKind
from communes.models import Cooperative
from criteria.analytics.values import GivenValue

COOPERATIVES = "13.1"


@dataclass(frozen=True, slots=True)
class RegisterHint:
    """A sentence on what a register says, and the value that follows, if one does."""

    words: str
    value: GivenValue | None = None


def cooperative_hints(
    day: dt.date, commune_codes: Collection[str]
) -> dict[str, RegisterHint]:
    """Return what the register of cooperatives says of communes on a day. One query.

    Only a cooperative that is counted suggests a value: that a register has none is
    no proof that there is none. A commune without any has no hint.
    """
    working = Cooperative.objects.working(day).filter(commune__in=commune_codes)
    rows: dict[str, list[Cooperative]] = {}
    for each in working:
        rows.setdefault(each.commune_id, []).append(each)
    return {code: _hint(found) for code, found in rows.items()}


def _hint(rows: list[Cooperative]) -> RegisterHint:
    farming = [each for each in rows if each.kind == CooperativeKind.FARMING]
    counted = sum(each.follows_law_2012 is True for each in farming)
    if counted:
        words = f"theo sổ hợp tác xã: có {counted} HTX nông nghiệp theo Luật"
        return RegisterHint(words, GivenValue(answer=True))
    doubtful = sum(each.follows_law_2012 is None for each in farming)
    if doubtful:
        return RegisterHint(
            f"theo sổ hợp tác xã: có {doubtful} HTX nông nghiệp, chưa rõ theo Luật"
        )
    return RegisterHint(
        f"theo sổ hợp tác xã: có {len(rows)} HTX, không HTX nông nghiệp nào theo Luật"
    )
