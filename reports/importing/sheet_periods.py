"""The quarter that a sheet of values is of: as asked, or as its title says."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.spreadsheets import Sheet
from reports.importing.communes_table import CommunesTable
from reports.importing.problems import Problem
from reports.importing.readings import ImportRequest
from reports.importing.tables.grid import Grid

TITLE_ROWS = 10
NO_PERIOD = (
    "Không đọc được quý trong tiêu đề của trang tính; hãy chọn kỳ hoặc ghi "
    "vào tiêu đề, ví dụ “Quý III năm 2019”."
)


@dataclass(frozen=True, slots=True)
class SheetPeriod:
    """The quarter of a sheet; ``doubt`` is why it may not be imported as such.

    ``value`` is what the title says, "" when it names no quarter.
    """

    quarter: Quarter | None
    doubt: str = ""
    value: str = ""


def settle_period(asked: Quarter | None, titled: Sequence[Quarter]) -> SheetPeriod:
    """Hold the quarter that was asked for against those that the title names."""
    value = ", ".join(quarter.label for quarter in titled)
    if asked:
        if not titled or asked in titled:
            return SheetPeriod(asked, value=value)
        doubt = f"Tiêu đề ghi {value}, khác kỳ được chọn là {asked.label}."
        return SheetPeriod(asked, doubt, value)
    if len(titled) == 1:
        return SheetPeriod(titled[0], value=value)
    if titled:
        doubt = f"Tiêu đề ghi nhiều quý ({value}); hãy chọn kỳ."
        return SheetPeriod(None, doubt, value)
    return SheetPeriod(None, NO_PERIOD)


def likely_day(request: ImportRequest, sheet: Sheet) -> dt.date:
    """Return the day whose law a table's header is looked for by.

    A file of an earlier quarter may have come after another set took effect.
    """
    if request.period:
        return request.period.last_day
    grid = Grid(sheet)
    texts = (cell.shown for row in grid.rows[:TITLE_ROWS] for cell in grid.shown(row))
    named = set(Quarter.in_title("\n".join(texts)))
    return named.pop().last_day if len(named) == 1 else request.on


def period_errors(
    request: ImportRequest, period: SheetPeriod, table: CommunesTable
) -> Iterator[Problem]:
    """Yield why a table may not be imported as of its quarter."""
    quarter = period.quarter
    if period.doubt and (quarter or table.matrix.columns):
        yield table.problem(period.doubt, value=period.value)
    if quarter and (early := _has_not_begun(request, quarter)):
        yield table.problem(early, value=quarter.label)


def period_warnings(
    request: ImportRequest, period: SheetPeriod, table: CommunesTable
) -> Iterator[Problem]:
    """Yield a warning about an approval before the end of a quarter that has begun."""
    quarter = period.quarter
    if quarter is None or _has_not_begun(request, quarter):
        return
    if request.on < quarter.last_day:
        yield table.problem(
            f"Ngày duyệt trước ngày cuối của {quarter.label} "
            f"({quarter.last_day:%d/%m/%Y}).",
            value=f"{request.on:%d/%m/%Y}",
        )


def _has_not_begun(request: ImportRequest, quarter: Quarter) -> str:
    """Return why a quarter that has not begun is refused, "" when it has.

    It must have begun both on the day of the request and on that of the approval:
    else figures as of a day would know the future.
    """
    first = f"{quarter.first_day:%d/%m/%Y}"
    if request.latest_day < quarter.first_day:
        return f"{quarter.label} chưa bắt đầu (ngày {first}): không thể đã có kết quả."
    return quarter.approved_too_early(request.on)
