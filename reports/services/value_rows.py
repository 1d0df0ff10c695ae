"""Rows that keep values of indicators: what is in them, and what may be."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.value_words import given_value
from criteria.analytics.values import GivenValue
from criteria.choices import IndicatorKind
from reports.models import DraftValue, IndicatorRevision, IndicatorValue, Report
from reports.models.values import ValueRow
from reports.services.guard import ChangeRefused

# A commune code and the id of an indicator.
ValueKey = tuple[str, int]
Values = Mapping[ValueKey, GivenValue]
COLUMNS = ("number", "second_number", "answer", "is_no_data")
FULL = Decimal(100)


class UnfitValue(ChangeRefused):
    """A value that the indicator cannot have."""


def approved_values(
    report: Report,
) -> tuple[IndicatorRevision | None, dict[ValueKey, GivenValue]]:
    """Return the revision in force for the report's quarter, with its values."""
    revision = (
        IndicatorRevision.objects.standing(None)
        .filter(district_id=report.district_id, quarter_id=report.quarter_id)
        .order_by("-number")
        .first()
    )
    if revision is None:
        return None, {}
    found = ((key_of(row), given(row)) for row in revision.values.all())
    return revision, {key: value for key, value in found if value}


def typed_values_told(
    quarter_code: str, district_codes: Collection[str]
) -> dict[str, str]:
    """Return by district code that a draft has typed values, in words. One query."""
    reports = Report.objects.filter(
        quarter_id=quarter_code,
        district_id__in=district_codes,
        values__isnull=False,
    )
    found = reports.select_related("district", "quarter").distinct()
    return {
        report.district_id: f"{report.district.full_name}, "
        f"{report.quarter.period.label}: bản nháp có giá trị chỉ tiêu đã gõ"
        for report in found.order_by("district_id")
    }


def check_fit(indicator: LawIndicator, value: GivenValue | None) -> None:
    """Refuse a value of the wrong kind, below 0, or a share above 100 %."""
    if value is None or value.is_no_data:
        return
    numbers = [each for each in (value.number, value.second_number) if each is not None]
    is_answer = indicator.kind == IndicatorKind.YES_NO
    is_pair = value.second_number is not None
    if is_answer == (value.answer is None) or bool(numbers) == is_answer:
        raise UnfitValue(f"Chỉ tiêu {indicator.code} không nhận giá trị loại này.")
    if is_pair and not indicator.second_value_name:
        raise UnfitValue(f"Chỉ tiêu {indicator.code} chỉ có một giá trị.")
    if any(each < 0 for each in numbers):
        raise UnfitValue(f"Chỉ tiêu {indicator.code}: giá trị không thể âm.")
    if indicator.is_percent and any(each > FULL for each in numbers):
        raise UnfitValue(f"Chỉ tiêu {indicator.code}: tỷ lệ không thể quá 100 %.")


def columns(value: GivenValue) -> dict[str, Decimal | bool | None]:
    return {name: getattr(value, name) for name in COLUMNS}


def new_row(key: ValueKey, value: GivenValue) -> IndicatorValue:
    """Return an approved value that is not stored yet, without its revision."""
    return IndicatorValue(commune_id=key[0], indicator_id=key[1], **columns(value))


def key_of(row: DraftValue | IndicatorValue) -> ValueKey:
    return row.commune_id, row.indicator_id


def given(row: ValueRow) -> GivenValue | None:
    """Return what a row holds, None when the value was taken away."""
    return given_value(row.number, row.second_number, row.answer, row.is_no_data)
