"""Figures made of nothing but what a test says: no database, no date matters."""

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal

from communes.analytics.places import Place
from criteria.analytics.law import Law, LawCriterion, LawGroup, Target
from dashboards.analytics.names import Named
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import CommuneFigure, Figures, Masks

PERIOD = Quarter(2020, 4)
# Group: its criteria and the percentage of communes that must attain it.
GROUPS = {
    "I": ((1,), None),
    "II": (tuple(range(2, 10)), 50),
    "III": ((10, 11, 12, 13), 30),
    "IV": ((14, 15, 16, 17), 50),
    "V": ((18, 19), 100),
}
ALL = tuple(range(1, 20))


def law() -> Law:
    """The groups and targets of QĐ 1980 and QĐ 1334, names aside."""
    return Law(
        code="luat",
        groups=tuple(
            LawGroup(
                code=code,
                number=position,
                name=f"Nhóm {code}",
                short_name=code,
                criteria=tuple(
                    LawCriterion(
                        id=number,
                        number=number,
                        name=f"Tiêu chí {number}",
                        short_name=f"TC{number}",
                        group_code=code,
                    )
                    for number in numbers
                ),
                target=Target(Decimal(percent), dt.date(2020, 12, 31))
                if percent
                else None,
            )
            for position, (code, (numbers, percent)) in enumerate(GROUPS.items(), 1)
        ),
    )


def figures(
    met: Mapping[str, Collection[int] | None],
    *,
    unknown: Mapping[str, Collection[int]] | None = None,
    district: str = "618",
) -> Figures:
    """Communes by code with the criteria they meet; None is one without data."""
    return Figures(
        period=PERIOD,
        as_of=None,
        law=law(),
        communes=tuple(
            CommuneFigure(
                place=Place(code=code, name=f"Xã {code}", district_code=district),
                masks=None
                if numbers is None
                else Masks(_mask(numbers), _mask((unknown or {}).get(code, ()))),
                from_quarter=None if numbers is None else PERIOD.code,
            )
            for code, numbers in met.items()
        ),
        sources={},
    )


def names(of: Figures) -> dict[str, Named]:
    """Name the communes by their codes, in the order of the codes."""
    codes = sorted(each.place.code for each in of.communes)
    return {code: Named(code, code, code, "Huyện") for code in codes}


def _mask(numbers: Collection[int]) -> int:
    return sum(1 << number for number in set(numbers))
