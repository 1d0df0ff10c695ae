"""Workbooks of Excel since 2007, .xlsx and .xlsm; macros are never looked at."""

import posixpath
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple, TypeVar

from ntm_portal.lib.workbooks.archives import Archive
from ntm_portal.lib.workbooks.excel_sheets import SheetReader, Surroundings
from ntm_portal.lib.workbooks.excel_styles import StringsReader, StylesReader, in_excel
from ntm_portal.lib.workbooks.files import Budget, Limits, damaged, too_many
from ntm_portal.lib.workbooks.number_formats import MAC_EPOCH, WINDOWS_EPOCH
from ntm_portal.lib.workbooks.sheet_builder import SheetBuilder
from ntm_portal.lib.workbooks.sheets import Sheet
from ntm_portal.lib.workbooks.xml_parts import (
    Attributes,
    Ends,
    PartReader,
    Starts,
    parse_part,
)

Reader = TypeVar("Reader", bound=PartReader)

RELATIONSHIP = (
    "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
)


class Target(NamedTuple):
    """What a part refers to: the last word of its type, and its path."""

    kind: str
    path: str


class RelationsReader:
    """Reads the relationships of a part in a folder; ``targets`` are by their id."""

    def __init__(self, folder: str) -> None:
        self.targets: dict[str, Target] = {}
        self.starts: Starts = {RELATIONSHIP: partial(self._take, folder)}
        self.ends: Ends = {}

    def text(self, piece: str) -> None:
        """Relationships have no text."""

    def _take(self, folder: str, attributes: Attributes) -> None:
        kind = attributes["Type"].rpartition("/")[2]
        path = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
        self.targets[attributes["Id"]] = Target(kind, path.lstrip("/"))


class NamedSheet(NamedTuple):
    """A sheet as the workbook lists it."""

    title: str
    relation: str
    is_hidden: bool


class ContentsReader:
    """Reads workbook.xml: the list of sheets, and the day that dates count from."""

    def __init__(self) -> None:
        self.sheets: list[NamedSheet] = []
        self.epoch = WINDOWS_EPOCH
        self.starts: Starts = in_excel(
            {"sheet": self._take_sheet, "workbookPr": self._take_properties}
        )
        self.ends: Ends = {}

    def text(self, piece: str) -> None:
        """The list has no text of interest."""

    def _take_sheet(self, attributes: Attributes) -> None:
        # The namespace of the relation has two names, like all others.
        relation = next(
            (id_ for name, id_ in attributes.items() if name.endswith(" id")), ""
        )
        is_hidden = attributes.get("state", "visible") != "visible"
        self.sheets.append(NamedSheet(attributes["name"], relation, is_hidden))

    def _take_properties(self, attributes: Attributes) -> None:
        if attributes.get("date1904") in ("1", "true"):
            self.epoch = MAC_EPOCH


class ExcelWorkbook:
    """The parts of one workbook, each read once and within its budget."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._budget = Budget(limits)
        start = self._targets("").values()
        self._path = next((t.path for t in start if t.kind == "officeDocument"), "")
        self._relations = self._targets(self._path)

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets of cells in their order; charts and dialogs are none."""
        contents = self._read(self._path, ContentsReader())
        if len(contents.sheets) > self._limits.max_sheets:
            raise too_many(self._limits.max_sheets, "trang tính")
        styles = self._read(self._related("styles"), StylesReader())
        texts = self._read(self._related("sharedStrings"), StringsReader(self._budget))
        surroundings = Surroundings(styles.styles, texts.strings, contents.epoch)
        for named in contents.sheets:
            target = self._relations[named.relation]
            if target.kind == "worksheet":
                builder = SheetBuilder(
                    named.title, self._budget, is_hidden=named.is_hidden
                )
                self._read(target.path, SheetReader(builder, surroundings))
                yield builder.sheet()

    def _targets(self, path: str) -> dict[str, Target]:
        folder, name = posixpath.split(path)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        return self._read(relations, RelationsReader(folder)).targets

    def _related(self, kind: str) -> str | None:
        found = (t.path for t in self._relations.values() if t.kind == kind)
        return next(found, None)

    def _read(self, path: str | None, reader: Reader) -> Reader:
        if path is None:
            return reader
        if path not in self._archive:
            raise damaged()
        parse_part(self._archive.chunks(path), reader, self._budget)
        return reader
