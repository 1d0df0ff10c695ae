"""Loading of the law from the catalogues: criteria, targets, agencies."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.db import transaction

from communes.models import District
from criteria.choices import AgencyKind, IndicatorKind, Operator
from criteria.models import (
    Agency,
    Assignment,
    AssignmentList,
    CriteriaGroup,
    CriteriaSet,
    Criterion,
    GroupTarget,
    Indicator,
    RecognitionTarget,
    Threshold,
)
from ntm_portal.lib.catalogue import read_catalogue

SET_CODE = "2016-2020"
NATIONAL = "QĐ 1980/QĐ-TTg ngày 17/10/2016"
PROGRAMME = "QĐ 1334/QĐ-UBND ngày 25/11/2019, mục II.1"
VALID_FROM = dt.date(2016, 10, 17)
AGENCY_KINDS = {label: kind for kind, label in AgencyKind.choices}
COMMITTEE = re.compile(r"^UBND(\d{3})$")

Row = Mapping[str, str]


@transaction.atomic
def load_law(folder: Path, *, at: dt.datetime) -> None:
    """Create the parts of the law that are missing; edited rows are left alone."""
    shorts = {
        (row["kind"], row["key"]): row["short_name"]
        for row in read_catalogue(folder / "short_names.csv")
    }
    criteria_set, _ = CriteriaSet.objects.get_or_create(
        code=SET_CODE,
        defaults={
            "name": "Bộ tiêu chí quốc gia về xã nông thôn mới giai đoạn 2016-2020",
            "document": NATIONAL,
            "valid_from": VALID_FROM,
        },
    )
    _load_criteria(criteria_set, read_catalogue(folder / "criteria.csv"), shorts)
    _load_targets(criteria_set, read_catalogue(folder / "group_targets.csv"))
    _load_recognition_targets(read_catalogue(folder / "recognition_targets.csv"))
    _load_agencies(read_catalogue(folder / "agencies.csv"))
    _load_assignments(
        criteria_set, read_catalogue(folder / "responsibilities.csv"), at=at
    )


def _load_criteria(
    criteria_set: CriteriaSet,
    rows: Iterable[Row],
    shorts: Mapping[tuple[str, str], str],
) -> None:
    numbers: dict[str, int] = {}
    for position, row in enumerate(rows, start=1):
        number = numbers.setdefault(row["group_code"], len(numbers) + 1)
        group, _ = CriteriaGroup.objects.get_or_create(
            criteria_set=criteria_set,
            code=row["group_code"],
            defaults={
                "number": number,
                "name": row["group_name"],
                "short_name": shorts["group", row["group_code"]],
            },
        )
        criterion, _ = Criterion.objects.get_or_create(
            criteria_set=criteria_set,
            number=int(row["criterion_no"]),
            defaults={
                "group": group,
                "name": row["criterion_name"],
                "short_name": shorts["criterion", row["criterion_no"]],
                "source": NATIONAL,
            },
        )
        _load_indicator(criterion, row, position)


def _load_indicator(criterion: Criterion, row: Row, position: int) -> None:
    indicator, created = Indicator.objects.get_or_create(
        criterion=criterion,
        code=row["indicator_code"],
        defaults={
            "position": position,
            "name": row["indicator_name"],
            "kind": _kind(row),
            "unit": row["unit"],
            "operator": _operator(row),
            "second_value_name": row["second_value_name"],
            "source": row["source"],
            "certainty": row["certainty"],
            "note": row["note"],
        },
    )
    if created:
        Threshold.objects.create(
            indicator=indicator,
            valid_from=_day(row["threshold_valid_from"]),
            value=_decimal(row["threshold"]),
            second_value=_decimal(row["second_threshold"]),
            requirement=row["kontum_threshold"] or row["threshold"],
            national=row["national_threshold"],
            source=row["source"],
            certainty=row["certainty"],
        )


def _kind(row: Row) -> IndicatorKind:
    return IndicatorKind.YES_NO if row["operator"] == "bool" else IndicatorKind.NUMBER


def _operator(row: Row) -> Operator:
    if row["operator"] == "bool":
        return Operator.NONE_LEFT if row["threshold"] == "Không" else Operator.IS_MET
    return Operator.AT_MOST if row["operator"] == "<=" else Operator.AT_LEAST


def _load_targets(criteria_set: CriteriaSet, rows: Iterable[Row]) -> None:
    for row in rows:
        if row["target_pct"]:
            GroupTarget.objects.get_or_create(
                group=criteria_set.groups.get(code=row["group_code"]),
                defaults={
                    "percent": Decimal(row["target_pct"]),
                    "deadline": dt.date.fromisoformat(row["target_date"]),
                    "source": PROGRAMME,
                },
            )


def _load_recognition_targets(rows: Iterable[Row]) -> None:
    for row in rows:
        RecognitionTarget.objects.get_or_create(
            deadline=dt.date.fromisoformat(row["deadline"]),
            defaults={
                "communes": int(row["communes"]) if row["communes"] else None,
                "percent": _decimal(row["percent"]),
                "source": row["source"],
                "certainty": row["certainty"],
            },
        )


def _load_agencies(rows: Iterable[Row]) -> None:
    for row in rows:
        committee = COMMITTEE.match(row["agency_code"])
        Agency.objects.get_or_create(
            code=row["agency_code"],
            defaults={
                "name": row["agency_name"],
                "short_name": row["short_name"],
                "kind": AGENCY_KINDS[row["kind"]],
                "district": District.objects.get(code=committee[1])
                if committee
                else None,
                "source": row["source"],
                "certainty": row["certainty"],
            },
        )


def _load_assignments(
    criteria_set: CriteriaSet, rows: Iterable[Row], *, at: dt.datetime
) -> None:
    listed, created = AssignmentList.objects.get_or_create(
        criteria_set=criteria_set,
        number=1,
        defaults={
            "document": "Phụ lục 02 (mẫu, chờ phụ lục chính thức)",
            "effective_from": VALID_FROM,
            "recorded_at": at,
            "is_sample": True,
        },
    )
    if not created:
        return
    criteria = {str(each.number): each for each in criteria_set.criteria.all()}
    indicators = {
        each.code: each
        for each in Indicator.objects.filter(criterion__criteria_set=criteria_set)
    }
    Assignment.objects.bulk_create(
        _assignment(listed, row, criteria, indicators) for row in rows
    )


def _assignment(
    listed: AssignmentList,
    row: Row,
    criteria: Mapping[str, Criterion],
    indicators: Mapping[str, Indicator],
) -> Assignment:
    indicator = indicators[row["target"]] if row["target_kind"] == "indicator" else None
    subject = "" if row["target_kind"] != "programme" else row["target"]
    return Assignment(
        assignment_list=listed,
        agency_id=row["agency_code"],
        role=row["role_code"],
        criterion=criteria.get(row["target"].partition(".")[0]),
        indicator=indicator,
        subject={"*": "toàn chương trình"}.get(subject, subject),
        note=row["note"],
        source=row["source"],
        certainty=row["certainty"],
    )


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
