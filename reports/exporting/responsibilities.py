"""Phụ lục 02 as a workbook: which agency leads and which supports, row by row."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from criteria.analytics.agency_names import ALL_COMMITTEES_NAME
from criteria.analytics.indicators import LawIndicator
from criteria.analytics.law import Law, LawCriterion, LawGroup
from criteria.choices import AssignmentRole
from criteria.models import Agency
from criteria.services.assignments import Duty
from ntm_portal.lib.workbooks.writing import (
    Book,
    Check,
    Choices,
    Page,
    Value,
    area_name,
)
from reports.exporting.documents import document_line

APPENDIX = "Phụ lục 02"
TITLE = "PHÂN CÔNG TRÁCH NHIỆM CÁC SỞ, BAN, NGÀNH PHỤ TRÁCH TIÊU CHÍ NÔNG THÔN MỚI"
SAMPLE = "(Mẫu)"
HEADINGS = (
    *("TT", "Tên tiêu chí", "Nội dung tiêu chí", "Cơ quan chủ trì"),
    *("Cơ quan phối hợp", "Thời gian hoàn thành", "Ghi chú"),
)
WIDTHS = (6, 22, 62, 30, 34, 18, 30)
LEAD, SUPPORT, DUE, NOTE = range(3, 7)
LONGEST = {DUE: 60, NOTE: 300}
AGENCIES = "Tên đơn vị"
FOOTNOTES = (
    "Ghi chú: nhiều đơn vị trong một ô cách nhau bằng xuống dòng (Alt+Enter) hoặc dấu "
    "chấm phẩy.",
    "Cách điền: chỉ sửa bốn cột bên phải; ô khác được khóa (không có mật khẩu). Tên "
    f"đơn vị lấy ở trang tính “{AGENCIES}”. Xóa tên một đơn vị là bỏ phân công ấy.",
)


@dataclass(frozen=True, slots=True)
class ListTitle:
    """What Phụ lục 02 in force is called; ``made_on`` dates the workbook."""

    document: str
    is_sample: bool
    made_on: dt.date


@dataclass(frozen=True, slots=True)
class _Line:
    """A row: what it speaks of, and the agencies that share one due and one note."""

    content: str
    lead: str = ""
    support: str = ""
    due: str = ""
    note: str = ""


def responsibilities_workbook(
    *,
    title: ListTitle,
    law: Law,
    indicators: Sequence[LawIndicator],
    duties: Collection[Duty],
    agencies: Sequence[Agency],
    is_form: bool = True,
) -> bytes:
    """Return the workbook of who answers for what; ``agencies`` are all there are.

    Every indicator has a row, except where a criterion is assigned as a whole. Where
    duties for one thing differ in their due or note, a row each repeats its words. A
    form offers the agencies' names and is protected but for the cells to fill in.
    """
    lines = _Lines(indicators, duties, agencies)
    book = Book(title=APPENDIX, made_on=title.made_on)
    page = book.page("PL02")
    top = _draw_head(page, title)
    row = top
    for group in law.groups:
        row = _draw_group(page, row, group, lines)
    if is_form:
        _help(book, page, range(top, row), _names(agencies))
        page.protect()
    for offset, note in enumerate(FOOTNOTES if is_form else FOOTNOTES[:1], start=1):
        page.write(row + offset, 1, note, "note")
    return book.data()


class _Lines:
    """The rows of every criterion."""

    def __init__(
        self,
        indicators: Sequence[LawIndicator],
        duties: Collection[Duty],
        agencies: Sequence[Agency],
    ) -> None:
        self.indicators = indicators
        self.names = {agency.code: agency.name for agency in agencies}
        self.committees = {x.code for x in agencies if x.district_id is not None}
        self.duties: dict[tuple[int, str], list[Duty]] = {}
        for duty in duties:
            self.duties.setdefault((duty.criterion, duty.indicator), []).append(duty)

    def of(self, criterion: LawCriterion) -> list[_Line]:
        """Return the rows of a criterion, what is assigned as a whole first."""
        number = criterion.number
        parts = [x for x in self.indicators if x.criterion_number == number]
        if len(parts) == 1:
            # The only indicator of a criterion and the criterion are the same thing.
            both = [*self._duties(number), *self._duties(number, parts[0].code)]
            return list(self._lines(parts[0].title, both))
        whole = self._duties(number)
        lines = list(self._lines("", whole)) if whole or not parts else []
        for part in parts:
            own = self._duties(number, part.code)
            if own or not whole:
                lines += self._lines(part.title, own)
        return lines

    def _duties(self, criterion: int, indicator: str = "") -> list[Duty]:
        return self.duties.get((criterion, indicator), [])

    def _lines(self, content: str, duties: Sequence[Duty]) -> Iterator[_Line]:
        """Yield a row for every due and note, without duties a row to fill in."""
        said = {(duty.due, duty.note): None for duty in duties}
        for due, note in said or {("", ""): None}:
            these = [duty for duty in duties if (duty.due, duty.note) == (due, note)]
            lead = self._names(these, AssignmentRole.LEAD)
            support = self._names(these, AssignmentRole.SUPPORT)
            yield _Line(content, lead, support, due, note)

    def _names(self, duties: Sequence[Duty], role: AssignmentRole) -> str:
        codes = {duty.agency_code for duty in duties if duty.role == role}
        everyone = []
        if self.committees and self.committees <= codes:
            codes -= self.committees
            everyone = [ALL_COMMITTEES_NAME]
        return "\n".join([*sorted(self.names[code] for code in codes), *everyone])


def _draw_head(page: Page, title: ListTitle) -> int:
    """Draw everything above the rows; return the first row below."""
    document = document_line(title.document, APPENDIX)
    says_sample = "mẫu" in document.lower()
    lines = [APPENDIX, TITLE, document]
    lines += [SAMPLE] * (title.is_sample and not says_sample)
    texts = [text for text in lines if text]
    for row, text in enumerate(texts):
        style = "title" if text in (APPENDIX, TITLE) else "subtitle"
        page.merge((row, 0, row, NOTE), text, style)
    header = len(texts) + 1
    page.widths(*WIDTHS)
    page.row(header, HEADINGS, "header")
    page.sheet.freeze_panes(header + 1, 2)
    page.print_on_a4(range(header, header + 1))
    return header + 1


def _draw_group(page: Page, row: int, group: LawGroup, lines: _Lines) -> int:
    """Draw a group's heading and its criteria; return the row below."""
    page.write(row, 0, group.code, "heading")
    page.merge((row, 1, row, NOTE), f"Nhóm tiêu chí {group.name}", "heading name")
    row += 1
    for criterion in group.criteria:
        of_criterion = lines.of(criterion)
        last = row + len(of_criterion) - 1
        page.merge((row, 0, last, 0), criterion.number, "cell")
        page.merge((row, 1, last, 1), criterion.name, "text")
        for offset, line in enumerate(of_criterion):
            page.write(row + offset, 2, line.content or None, "text")
            cells: Sequence[Value] = (line.lead, line.support, line.due, line.note)
            for column, value in enumerate(cells, start=LEAD):
                page.write(row + offset, column, value or None, "entry text")
        row = last + 1
    return row


def _names(agencies: Sequence[Agency]) -> list[str]:
    names = sorted(agency.name for agency in agencies)
    return [*names, ALL_COMMITTEES_NAME]


def _help(book: Book, page: Page, rows: range, names: Sequence[str]) -> None:
    """Offer the names of agencies, which stand on a sheet of their own."""
    listed = book.page(AGENCIES)
    listed.widths(60)
    listed.write(0, 0, AGENCIES, "header")
    for row, name in enumerate(names, start=1):
        listed.write(row, 0, name, "text")
    listed.protect()
    cells = area_name(1, 0, len(names), 0, is_fixed=True)
    first, last = rows.start, rows.stop - 1
    for column, what in ((LEAD, "Cơ quan chủ trì"), (SUPPORT, "Cơ quan phối hợp")):
        choices = Choices(
            source=f"='{AGENCIES}'!{cells}",
            title=what,
            message="Chọn một đơn vị, hoặc gõ nhiều đơn vị, mỗi đơn vị một dòng.",
            is_binding=False,
        )
        page.restrict((first, column, last, column), choices)
    for column, length in LONGEST.items():
        what = HEADINGS[column]
        check = Check(f"=LEN({{cell}})<={length}", what, f"Không quá {length} ký tự.")
        page.restrict((first, column, last, column), check)
