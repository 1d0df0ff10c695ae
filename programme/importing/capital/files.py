"""A workbook of capital held against what stands, and brought in whole or not at all.

The office's file becomes approved revisions of the districts that it changes; a
district's fills its own sheet and approves nothing. A blank leaves what stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from communes.analytics.matching import UnitMatcher
from communes.models import District
from ntm_portal.lib.amounts import format_amount
from ntm_portal.lib.canonical import canonical_text, sha256_of
from ntm_portal.lib.periods import Quarter as Period
from ntm_portal.lib.spreadsheets import UnreadableWorkbook, read_workbook
from ntm_portal.lib.workbooks.marked_workbooks import is_mark_list
from programme.analytics.capital.checks import MatchRule, check_sheet
from programme.analytics.capital.sheet import DISTRICT_ROW, read_capital, rule_on
from programme.importing.capital.table import ReadAmount, TableReading, read_table
from programme.models import Amounts, CapitalKey, CapitalRevision, amounts_of
from programme.models.capital import CapitalFigure
from reports.importing.decoding import decode_sheet
from reports.importing.problems import Problem
from reports.importing.sheets import reading_limits

MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class DistrictFile:
    """What a file says of a district, beside what stands."""

    district: District
    before: Amounts
    read: Mapping[CapitalKey, ReadAmount]

    @property
    def changed(self) -> dict[CapitalKey, ReadAmount]:
        return {
            key: read
            for key, read in self.read.items()
            if self.before.get(key) != read.amount
        }

    @property
    def created(self) -> int:
        return sum(key not in self.before for key in self.read)

    @property
    def updated(self) -> int:
        return len(self.changed) - self.created

    @property
    def after(self) -> Amounts:
        return {**self.before, **{key: read.amount for key, read in self.read.items()}}


@dataclass(frozen=True, slots=True)
class CapitalFile:
    """What a workbook would do; nothing may be written while there are errors."""

    period: Period
    districts: tuple[DistrictFile, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    blanks: int = 0

    @property
    def has_marks(self) -> bool:
        """Whether a marked copy of the file would tell anything."""
        return any(each.cell for each in self.errors)

    @property
    def shown_errors(self) -> tuple[Problem, ...]:
        """Return the errors that a page lists; a marked copy has them all."""
        return self.errors[:MOST_TOLD]

    @property
    def changing(self) -> tuple[DistrictFile, ...]:
        return tuple(each for each in self.districts if each.changed)

    @property
    def read_count(self) -> int:
        return sum(len(each.read) for each in self.districts)

    @property
    def changed_count(self) -> int:
        return sum(len(each.changed) for each in self.districts)

    @property
    def stands_on(self) -> str:
        """Return a mark of what the file was held against."""
        standing = {
            each.district.code: {
                "/".join(key): str(amount) for key, amount in each.before.items()
            }
            for each in self.districts
        }
        return sha256_of(canonical_text(standing))


def read_capital_file(
    data: bytes, *, name: str, period: Period, own: District | None
) -> CapitalFile:
    """Read a workbook for a quarter; every problem is in the answer, named by cell.

    ``own`` is the only district that a district officer's file may speak for.
    """
    try:
        sheets = read_workbook(data, name=name, limits=reading_limits())
    except UnreadableWorkbook as error:
        problem = Problem("", "", "", name, str(error))
        return CapitalFile(period, (), (problem,), ())
    matcher = UnitMatcher(period.last_day)
    tables = []
    for sheet in sheets:
        # A marked copy that comes back, corrected, still has its list of errors.
        if sheet.max_row and not sheet.is_hidden and not is_mark_list(sheet):
            table = read_table(decode_sheet(sheet)[0], matcher)
            tables += [table] if table else []
    if not tables:
        told = "Không tìm thấy bảng nào có tên huyện, xã của tỉnh."
        return CapitalFile(period, (), (Problem("", "", "", name, told),), ())
    return _held(tables, matcher, period, own)


def _held(
    tables: list[TableReading],
    matcher: UnitMatcher,
    period: Period,
    own: District | None,
) -> CapitalFile:
    errors = [each for table in tables for each in table.errors]
    errors += _wrong_period(tables, period)
    read: dict[str, dict[CapitalKey, ReadAmount]] = {}
    for table in tables:
        for code, cells in table.districts.items():
            errors += _foreign(code, cells, matcher, own)
            errors += _twice(read.get(code, {}), cells)
            read.setdefault(code, {}).update(cells)
    before = _standing(read, period, own)
    districts = tuple(
        DistrictFile(matcher.districts[code], before.get(code, {}), cells)
        for code, cells in sorted(read.items())
    )
    warnings = [each for table in tables for each in table.warnings]
    warnings += _judged(districts, matcher, rule_on(period.last_day))
    return CapitalFile(
        period,
        districts,
        tuple(errors),
        tuple(warnings[:MOST_TOLD]),
        sum(table.blanks for table in tables),
    )


def _wrong_period(tables: Iterable[TableReading], period: Period) -> Iterator[Problem]:
    for table in tables:
        named = Period.in_title(table.title)
        if named and period not in named:
            yield Problem(
                "",
                "",
                "",
                named[0].label,
                f"Tiêu đề ghi {named[0].label}, khác kỳ đã chọn là {period.label}.",
            )


def _foreign(
    code: str,
    cells: Mapping[CapitalKey, ReadAmount],
    matcher: UnitMatcher,
    own: District | None,
) -> Iterator[Problem]:
    if own is not None and code != own.code and cells:
        first = next(iter(cells.values()))
        yield first.problem(
            f"Số của {matcher.districts[code].full_name}, không phải của "
            f"{own.full_name}."
        )


def _twice(
    known: Mapping[CapitalKey, ReadAmount], cells: Mapping[CapitalKey, ReadAmount]
) -> Iterator[Problem]:
    for key, read in cells.items():
        other = known.get(key)
        if other and other.amount != read.amount:
            yield read.problem(
                f"Cùng ô này ở trang “{other.sheet}”, {other.cell} ghi "
                f"{format_amount(other.amount)}."
            )


def _standing(
    codes: Iterable[str], period: Period, own: District | None
) -> dict[str, Amounts]:
    """Return what a file is held against: what is approved, or a district's sheet."""
    if own is not None:
        return {own.code: read_capital(period=period, district=own).amounts}
    revisions = (
        CapitalRevision.objects.standing()
        .filter(quarter_id=period.code, district_id__in=list(codes))
        .last_by_district()
    )
    return figures_by_district(revisions)


def figures_by_district(
    revisions: Mapping[str, CapitalRevision],
) -> dict[str, Amounts]:
    """Return the amounts of revisions by their districts. One query."""
    figures: dict[int, list[CapitalFigure]] = {}
    rows = CapitalFigure.objects.filter(revision__in=list(revisions.values()))
    for row in rows:
        figures.setdefault(row.revision_id, []).append(row)
    return {
        code: amounts_of(figures.get(revision.pk, ()))
        for code, revision in revisions.items()
    }


def _judged(
    districts: Iterable[DistrictFile], matcher: UnitMatcher, rule: MatchRule | None
) -> Iterator[Problem]:
    """Yield what does not fit in the amounts as they would be, at cells of the file."""
    for each in districts:
        names = {"": DISTRICT_ROW}
        names |= {p.code: p.name for p in matcher.in_district(each.district.code)}
        for problem in check_sheet(each.after, rule=rule, earlier={}, names=names):
            read = _place_of(problem.cells, each.read)
            message = f"{each.district.full_name}: {problem.message}"
            if read:
                yield read.problem(message)
            else:
                yield Problem("", "", "", "", message)


def _place_of(
    cells: Iterable[CapitalKey], read: Mapping[CapitalKey, ReadAmount]
) -> ReadAmount | None:
    """Return the cell of the file to look at; for a sum the largest that it sums up."""
    for place, source, measure in cells:
        if (place, source, measure) in read:
            return read[place, source, measure]
        summed = [r for k, r in read.items() if k[1:] == (source, measure)]
        if summed:
            return max(summed, key=lambda each: each.amount or Decimal(0))
    return None
