"""The indicators (chỉ tiêu) of a set of criteria, as plain values."""

from dataclasses import dataclass

from criteria.choices import IndicatorKind, Operator
from criteria.models import Indicator

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class LawIndicator:
    """One indicator with the number and the name of its criterion.

    ``second_value_name`` is "" unless the indicator has two values; both are then in
    the same ``unit``.
    """

    id: int
    code: str
    name: str
    kind: IndicatorKind
    unit: str
    operator: Operator
    second_value_name: str
    criterion_number: int
    criterion_name: str
    note: str = ""

    @property
    def title(self) -> str:
        return f"{self.code}. {self.name}"

    @property
    def is_percent(self) -> bool:
        return self.unit == PERCENT

    @property
    def is_single(self) -> bool:
        """Say whether it is the only one of its criterion and has its number."""
        return self.code == str(self.criterion_number)


def indicators_of(set_code: str) -> tuple[LawIndicator, ...]:
    """Return the indicators of a set in the order of the law. One query."""
    rows = Indicator.objects.filter(criterion__criteria_set_id=set_code)
    return tuple(
        law_indicator(row)
        for row in rows.select_related("criterion").order_by(
            "criterion__number", "position", "pk"
        )
    )


def law_indicator(row: Indicator) -> LawIndicator:
    """Return one indicator as a plain value; a query when its criterion is not read."""
    return LawIndicator(
        id=row.pk,
        code=row.code,
        name=row.name,
        kind=IndicatorKind(row.kind),
        unit=row.unit,
        operator=Operator(row.operator),
        second_value_name=row.second_value_name,
        criterion_number=row.criterion.number,
        criterion_name=row.criterion.name,
        note=row.note,
    )
