"""Indicators of every kind for tests that need no database."""

from criteria.analytics.indicators import LawIndicator
from criteria.choices import IndicatorKind, Operator


def indicator(
    code: str,
    operator: Operator,
    *,
    unit: str = "%",
    second_value_name: str = "",
    kind: IndicatorKind = IndicatorKind.NUMBER,
) -> LawIndicator:
    number = int(code.partition(".")[0])
    return LawIndicator(
        id=number,
        code=code,
        name=f"Chỉ tiêu {code}",
        kind=kind,
        unit=unit,
        operator=operator,
        second_value_name=second_value_name,
        criterion_number=number,
        criterion_name=f"Tiêu chí {number}",
    )


WORK = indicator("12", Operator.AT_LEAST)
POVERTY = indicator("11", Operator.AT_MOST)
INCOME = indicator("10", Operator.AT_LEAST, unit="triệu đồng/người")
WATER = indicator("17.1", Operator.AT_LEAST, second_value_name="nước sạch")
PLAN = indicator("1.1", Operator.IS_MET, unit="", kind=IndicatorKind.YES_NO)
HOUSES = indicator("9.1", Operator.NONE_LEFT, unit="", kind=IndicatorKind.YES_NO)
