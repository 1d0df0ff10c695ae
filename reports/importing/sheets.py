"""Which sheet of a file holds the table that is asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ntm_portal.lib.spreadsheets import Sheet, UnreadableWorkbook, read_workbook
from ntm_portal.lib.text import fold
from reports.choices import ImportKind
from reports.importing.decoding import decode_sheet
from reports.importing.kinds import guess_kind
from reports.importing.problems import Problem
from reports.importing.readings import ImportRequest


class NothingToRead(Exception):
    """The file has no sheet to read; ``problem`` says why."""

    def __init__(self, message: str, *, sheet: str = "", value: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(sheet, "", "", value, message)


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """The chosen sheet in Unicode, and the encoding that it had."""

    sheet: Sheet
    encoding: str
    kind: ImportKind | None


def open_sheet(request: ImportRequest) -> OpenedSheet:
    """Return the sheet that a request means; raises NothingToRead."""
    try:
        sheets = read_workbook(request.data, name=request.name)
    except UnreadableWorkbook as error:
        raise NothingToRead(str(error), value=request.name) from error
    if request.sheet:
        opened = _open(_named(sheets, request.sheet))
    else:
        visible = [each for each in sheets if not each.is_hidden and each.max_row]
        opened = _only([_open(each) for each in visible], request.kind)
    if opened.kind not in (None, request.kind):
        raise _wrong_kind(opened, request.kind)
    return opened


def _open(sheet: Sheet) -> OpenedSheet:
    decoded, encoding = decode_sheet(sheet)
    return OpenedSheet(decoded, encoding, guess_kind(decoded))


def _named(sheets: Sequence[Sheet], name: str) -> Sheet:
    exact = [sheet for sheet in sheets if sheet.title == name]
    alike = [sheet for sheet in sheets if fold(sheet.title) == fold(name)]
    found = exact or alike
    if len(found) != 1:
        raise NothingToRead(
            f"Tệp không có trang tính “{name}”; các trang tính có trong tệp: "
            f"{_names(sheets)}.",
            sheet=name,
            value=name,
        )
    return found[0]


def _only(opened: Sequence[OpenedSheet], kind: ImportKind) -> OpenedSheet:
    if not opened:
        raise NothingToRead("Tệp không có trang tính nào hiện ra mà có dữ liệu.")
    of_kind = [each for each in opened if each.kind is kind]
    if len(of_kind) > 1:
        raise NothingToRead(
            f"Nhiều trang tính có bảng “{kind.label}”: "
            f"{_names(each.sheet for each in of_kind)}; hãy chọn một trang tính."
        )
    unclear = [each for each in opened if each.kind is None]
    return (of_kind or unclear or opened)[0]


def _wrong_kind(opened: OpenedSheet, kind: ImportKind) -> NothingToRead:
    found = opened.kind.label if opened.kind else ""
    return NothingToRead(
        f"Trang tính “{opened.sheet.title}” là “{found}”, không phải “{kind.label}”; "
        "hãy chọn đúng loại phụ lục hoặc đúng tệp.",
        sheet=opened.sheet.title,
    )


def _names(sheets: Iterable[Sheet]) -> str:
    return ", ".join(f"“{sheet.title}”" for sheet in sheets)
