"""Which sheet of a file holds the table that is asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from ntm_portal.lib.spreadsheets import (
    Limits,
    Sheet,
    UnreadableWorkbook,
    read_workbook,
)
from ntm_portal.lib.text import Encoding, fold
from ntm_portal.lib.workbooks.marked_workbooks import is_mark_list
from reports.choices import ImportKind
from reports.importing.decoding import decode_sheet, samples_of
from reports.importing.encodings import ENCODING_KEY, LABELS, ask_encoding
from reports.importing.kinds import guess_kind
from reports.importing.problems import Problem, Question
from reports.importing.readings import ImportRequest, Sample

SHEET_KEY, KIND_KEY = "sheet", "kind"
CHOSEN: Mapping[str, Encoding] = {
    "unicode": "unicode",
    "tcvn3": "tcvn3",
    "vni": "vni",
    "windows-1258": "windows-1258",
}


class NothingToRead(Exception):
    """The file has no sheet to read; ``problem`` says why.

    ``sheets`` are those that the file has, ``question`` what would help.
    """

    def __init__(
        self,
        message: str,
        *,
        sheet: str = "",
        value: str = "",
        question: Question | None = None,
    ) -> None:
        super().__init__(message)
        self.problem = Problem(sheet, "", "", value, message)
        self.question = question
        self.sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """The chosen sheet in Unicode, and the encoding that it had.

    ``samples`` are cells that the encoding changed, ``questions`` what a person must
    say of the sheet as a whole, ``sheets`` the names of all that may be meant.
    """

    sheet: Sheet
    encoding: str
    kind: ImportKind | None
    samples: tuple[Sample, ...] = ()
    questions: tuple[Question, ...] = ()
    sheets: tuple[str, ...] = ()


def read_sheets(request: ImportRequest) -> Sequence[Sheet]:
    """Return the sheets of a request's file as stored; raises NothingToRead."""
    try:
        return read_workbook(request.data, name=request.name, limits=reading_limits())
    except UnreadableWorkbook as error:
        raise NothingToRead(str(error), value=request.name) from error


def open_sheet(
    request: ImportRequest, sheets: Sequence[Sheet] | None = None
) -> OpenedSheet:
    """Return the sheet that a request means; raises NothingToRead.

    ``sheets`` are those of the file where it was read already.
    """
    sheets = read_sheets(request) if sheets is None else sheets
    visible = [each for each in sheets if _may_be_meant(each)]
    try:
        opened = _choose(request, sheets, visible)
    except NothingToRead as nothing:
        nothing.sheets = tuple(sheet.title for sheet in visible)
        raise
    return replace(opened, sheets=tuple(sheet.title for sheet in visible))


def propose_kind(request: ImportRequest, sheets: Sequence[Sheet]) -> ImportKind | None:
    """Return the kind that a file's first telling sheet looks like, None if none.

    The kind of the request does not count; raises NothingToRead.
    """
    if request.sheet:
        meant = [_named(sheets, request.sheet)]
    else:
        meant = [each for each in sheets if _may_be_meant(each)]
    kinds = (guess_kind(decode_sheet(sheet)[0]) for sheet in meant)
    return next((kind for kind in kinds if kind), None)


def _choose(
    request: ImportRequest, sheets: Sequence[Sheet], visible: Sequence[Sheet]
) -> OpenedSheet:
    if request.sheet:
        opened = _open(_named(sheets, request.sheet), request)
    else:
        opened = _only([_open(each, request) for each in visible], request.kind)
    if opened.kind not in (None, request.kind):
        raise _wrong_kind(opened, request.kind)
    return opened


def reading_limits() -> Limits:
    """Return how large a file and its sheets may be, as the settings say."""
    return Limits(
        max_bytes=settings.UPLOAD_MAX_BYTES, max_cells=settings.IMPORT_MAX_CELLS
    )


def _may_be_meant(sheet: Sheet) -> bool:
    # A marked copy that comes back, corrected, still has its list of what was wrong.
    return bool(sheet.max_row) and not sheet.is_hidden and not is_mark_list(sheet)


def _open(sheet: Sheet, request: ImportRequest) -> OpenedSheet:
    decoded, encoding = decode_sheet(sheet)
    said = request.answers.get(ENCODING_KEY, "")
    # What the whole file says by its bytes is not in doubt.
    asks = request.asks and encoding != sheet.encoding and said not in LABELS
    questions = (ask_encoding(encoding),) if asks else ()
    # Who confirms what was detected has seen it cell by cell.
    if said in CHOSEN and said != encoding:
        decoded, encoding = decode_sheet(sheet, encoding=CHOSEN[said])
    return OpenedSheet(
        decoded,
        encoding,
        guess_kind(decoded),
        samples=samples_of(sheet, decoded),
        questions=questions,
    )


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
        message = (
            f"Nhiều trang tính có bảng “{kind.label}”: "
            f"{_names(each.sheet for each in of_kind)}; hãy chọn một trang tính."
        )
        raise NothingToRead(message, question=_ask_sheet(of_kind, message))
    unclear = [each for each in opened if each.kind is None]
    return (of_kind or unclear or opened)[0]


def _wrong_kind(opened: OpenedSheet, kind: ImportKind) -> NothingToRead:
    found = opened.kind.label if opened.kind else ""
    message = (
        f"Trang tính “{opened.sheet.title}” là “{found}”, không phải “{kind.label}”; "
        "hãy chọn đúng loại phụ lục hoặc đúng tệp."
    )
    choices = ((opened.kind.value, f"Đọc như {found}"),) if opened.kind else ()
    return NothingToRead(
        message,
        sheet=opened.sheet.title,
        question=Question(KIND_KEY, "", found, message, choices),
    )


def _ask_sheet(opened: Sequence[OpenedSheet], message: str) -> Question:
    titles = [each.sheet.title for each in opened]
    return Question(
        key=SHEET_KEY,
        cell="",
        value=", ".join(titles),
        message=message,
        choices=tuple((title, title) for title in titles),
    )


def _names(sheets: Iterable[Sheet]) -> str:
    return ", ".join(f"“{sheet.title}”" for sheet in sheets)
