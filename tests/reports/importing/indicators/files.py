"""Tables of indicators for tests; every figure is illustrative (số liệu minh họa)."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import openpyxl

from criteria.analytics.indicators import LawIndicator
from criteria.choices import IndicatorKind, Operator
from ntm_portal.lib.spreadsheets import Sheet
from reports.choices import ImportKind
from reports.importing.indicators.labels import IndicatorLabels, Slot
from reports.importing.indicators.matrix import IndicatorMatrix, read_indicator_matrix
from reports.importing.readings import Reading
from reports.importing.tables.layout import Places
from reports.models import ImportRun
from tests.reports.importing.files import (
    FIRST,
    HEADING,
    SECOND,
    THIRD,
    bring,
    read,
)
from tests.reports.importing.places import _rows, is_commune, is_district
from tests.reports.importing.tables.sheets import Value, Values, sheet

INDICATORS = ImportKind.INDICATORS
TITLE = "GIÁ TRỊ CÁC CHỈ TIÊU (Quý I năm 2021) – số liệu minh họa"
HEADER: list[Value] = ["TT", "Huyện, xã", "2.1", "2.2", "1.1", "10"]
USUAL = {"1.1": 5, "2.1": 3, "2.2": 4, "10": 6}
PLACES = Places(is_district, is_commune)
OPERATORS = {">=": Operator.AT_LEAST, "<=": Operator.AT_MOST}
VALUES: tuple[Values, ...] = (
    (98.5, "12,5", "Đạt", 30.2),
    ("98,4", "12,6 %", "Chưa đạt", "1.234,5"),
    (100, "Không có số liệu", "x", None),
)


def _operator(row: Mapping[str, str]) -> Operator:
    if row["operator"] in OPERATORS:
        return OPERATORS[row["operator"]]
    is_none_left = row["threshold"] == "Không"
    return Operator.NONE_LEFT if is_none_left else Operator.IS_MET


def _law() -> dict[str, LawIndicator]:
    """Return the indicators of the law once each, as the catalogue has them."""
    rows = {row["indicator_code"]: row for row in _rows("criteria.csv")}
    return {
        code: LawIndicator(
            id=place,
            code=code,
            name=row["indicator_name"],
            kind=IndicatorKind.YES_NO
            if row["operator"] == "bool"
            else IndicatorKind.NUMBER,
            unit=row["unit"],
            operator=_operator(row),
            second_value_name=row["second_value_name"],
            criterion_number=int(row["criterion_no"]),
            criterion_name=row["criterion_name"],
        )
        for place, (code, row) in enumerate(rows.items(), start=1)
    }


LAW = _law()
LABELS = IndicatorLabels(tuple(LAW.values()))


def slot(code: str) -> Slot:
    """Return the column that a code names: "2.1", or "17.1/2"."""
    return next(each for each in LABELS.slots.values() if each.code == code)


def rows_below(*values: Values) -> list[Values]:
    """Return the district and its communes, as many as there are values."""
    names = (FIRST, SECOND, THIRD)
    return [
        ["I", HEADING],
        *(
            [place, name, *cells]
            for place, (name, cells) in enumerate(
                zip(names, values, strict=False), start=1
            )
        ),
    ]


def head(*cells: Value) -> list[Value]:
    return ["TT", "Huyện, xã", *cells]


def table(
    *head: Values, values: Sequence[Values] = VALUES, merged: str = "", title: str = ""
) -> Sheet:
    """Return a decoded sheet with these header rows; a title moves them down."""
    above: list[Values] = [[title]] if title else []
    return sheet([*above, *(head or [HEADER]), *rows_below(*values)], merged=merged)


def matrix(given: Sheet, roles: Mapping[str, str] | None = None) -> IndicatorMatrix:
    return read_indicator_matrix(
        given, indicators=tuple(LAW.values()), places=PLACES, roles=roles
    )


def columns(found: IndicatorMatrix) -> dict[str, int]:
    """Return the column of every indicator that was found, by its code."""
    return {
        found.slots[number].code: column.index
        for number, column in found.matrix.columns.items()
    }


def messages(found: IndicatorMatrix) -> list[str]:
    return [problem.message for problem in found.matrix.problems]


@dataclass(frozen=True, slots=True)
class Form:
    """What a workbook of values is made of."""

    header: Values = tuple(HEADER)
    values: Sequence[Values] = VALUES
    title: str = TITLE
    above: Sequence[Values] = ()
    rows: Sequence[Values] | None = None


def indicators_file(form: Form | None = None) -> bytes:
    """Return a workbook whose first commune stands in row 4."""
    form = form or Form()
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    body = rows_below(*form.values) if form.rows is None else form.rows
    for row in (*form.above, [form.title], form.header, *body):
        page.append([_plain(each) for each in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def of(*values: Values) -> Form:
    return Form(values=values)


def read_form(form: Form | None = None, **asked: object) -> Reading:
    return read(indicators_file(form), INDICATORS, **asked)


def bring_form(form: Form | None = None, **asked: object) -> ImportRun | None:
    return bring(indicators_file(form), INDICATORS, **asked).run


def _plain(value: Value) -> Value:
    return float(value) if isinstance(value, Decimal) else value
