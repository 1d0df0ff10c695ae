"""The thresholds (ngưỡng) of a set of criteria that hold on a day, area by area."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import F, Q

from communes.choices import AreaClass
from criteria.analytics.indicators import LawIndicator
from criteria.choices import Operator
from criteria.models import Threshold
from ntm_portal.lib.text import format_decimal

UNKNOWN = "chưa rõ ngưỡng"
SIGNS = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤"}


@dataclass(frozen=True, slots=True)
class LawThreshold:
    """What is asked of a commune; without a value and a requirement it is unknown.

    ``value`` and ``second_value`` are in the indicator's unit. ``commune_area`` is the
    area that was asked for, None when it is not known; ``is_of_area`` when the
    threshold was set for that area and not for every commune. With
    ``depends_on_area`` only the commune's area would tell which threshold holds.
    """

    value: Decimal | None = None
    second_value: Decimal | None = None
    requirement: str = ""
    national: str = ""
    source: str = ""
    certainty: str = ""
    valid_from: dt.date | None = None
    commune_area: AreaClass | None = None
    is_of_area: bool = False
    depends_on_area: bool = False

    @property
    def is_known(self) -> bool:
        return self.value is not None or bool(self.requirement)

    @property
    def why_unknown(self) -> str:
        """Return what to say when no threshold is known: chưa rõ ngưỡng …."""
        if self.depends_on_area:
            return f"{UNKNOWN} vì chưa rõ khu vực của xã"
        area = self.commune_area
        return UNKNOWN if area is None else f"{UNKNOWN} của khu vực {area.value}"

    @property
    def demand(self) -> tuple[Decimal | None, Decimal | None, str]:
        """Return what tells two thresholds apart for a commune."""
        return self.value, self.second_value, self.requirement


@dataclass(frozen=True, slots=True)
class Thresholds:
    """All thresholds of a set that hold on a day.

    ``rows`` are by id of the indicator and area class, None for every commune.
    """

    rows: Mapping[tuple[int, AreaClass | None], LawThreshold]

    def general(self, indicator_id: int) -> LawThreshold:
        """Return the threshold for every commune, whatever its area."""
        return self.rows.get((indicator_id, None), LawThreshold())

    def of(self, indicator_id: int, area_class: AreaClass | None) -> LawThreshold:
        """Return the threshold of the area, else the one for every commune.

        One that was set for the area counts even when its value is unknown. For a
        commune whose area is not known (None) it is unknown which threshold holds as
        soon as the areas differ.
        """
        general = self.general(indicator_id)
        if area_class is not None:
            own = self.rows.get((indicator_id, area_class), general)
            return replace(own, commune_area=area_class)
        areas = (self.rows.get((indicator_id, each), general) for each in AreaClass)
        if any(each.demand != general.demand for each in areas):
            return LawThreshold(national=general.national, depends_on_area=True)
        return general


def thresholds_on(set_code: str, day: dt.date) -> Thresholds:
    """Return the thresholds of a set: of each area the last begun by the day.

    One query.
    """
    rows = Threshold.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        indicator__criterion__criteria_set_id=set_code,
    )
    return Thresholds(
        {
            (row.indicator_id, _area(row)): LawThreshold(
                value=row.value,
                second_value=row.second_value,
                requirement=row.requirement,
                national=row.national,
                source=row.source,
                certainty=row.certainty,
                valid_from=row.valid_from,
                is_of_area=bool(row.area_class),
            )
            for row in rows.order_by(F("valid_from").asc(nulls_first=True))
        }
    )


def amount(indicator: LawIndicator, value: Decimal) -> str:
    """Write a value or a threshold with its unit: 95,5 %, 41 triệu đồng/người."""
    return f"{format_decimal(value)} {indicator.unit}".rstrip()


def threshold_words(indicator: LawIndicator, threshold: LawThreshold) -> str:
    """Write a threshold: "≥ 95 %; nước sạch ≥ 50 %", "Đạt", "Chưa rõ ngưỡng"."""
    if indicator.operator == Operator.NONE_LEFT:
        return "không còn"
    sign = SIGNS.get(indicator.operator)
    if threshold.value is None or sign is None:
        return threshold.requirement or _sentence(threshold.why_unknown)
    first = f"{sign} {amount(indicator, threshold.value)}"
    if threshold.second_value is None:
        return first
    second = f"{sign} {amount(indicator, threshold.second_value)}"
    return f"{first}; {indicator.second_value_name} {second}"


def _area(row: Threshold) -> AreaClass | None:
    return AreaClass(row.area_class) if row.area_class else None


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
