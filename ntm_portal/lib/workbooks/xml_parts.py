"""The XML inside workbooks, read element by element and within bounds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Protocol
from xml.parsers import expat

from ntm_portal.lib.workbooks.files import Budget, damaged, too_large

MAX_TOKEN = 1024 * 1024
MAX_DEPTH = 200

Attributes = Mapping[str, str]
Starts = Mapping[str, Callable[[Attributes], None]]
Ends = Mapping[str, Callable[[], None]]


class PartReader(Protocol):
    """Takes what it knows of a part, in the order of the part.

    ``starts`` and ``ends`` are keyed by "namespace name"; ``text`` gets all
    characters, in pieces.
    """

    @property
    def starts(self) -> Starts: ...
    @property
    def ends(self) -> Ends: ...

    def text(self, piece: str) -> None: ...


def parse_part(chunks: Iterable[bytes], reader: PartReader, budget: Budget) -> None:
    """Hand a part to its reader; a part that is cut short raises expat.ExpatError."""
    starts, ends, text = reader.starts, reader.ends, reader.text
    depth = elements = letters = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > MAX_DEPTH:
            raise damaged()
        if take := starts.get(tag):
            take(attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if take := ends.get(tag):
            take()

    def characters(piece: str) -> None:
        nonlocal letters
        letters += len(piece)
        text(piece)

    parser = _parser(start)
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    for _chunk in _fed(parser, chunks):
        # Asked for every element, the budget would cost as much as the parser.
        budget.spend_elements(elements)
        budget.spend_characters(letters)
        elements = letters = 0
    parser.Parse(b"", True)  # noqa: FBT003 - the parser has plain parameters


def check_prolog(chunks: Iterable[bytes]) -> None:
    """Refuse a part that declares a document type, whatever it is for."""
    roots: list[str] = []
    parser = _parser(lambda tag, _attributes: roots.append(tag))
    # A document type can only stand before the root; pictures and macros are no XML.
    with suppress(expat.ExpatError):
        for _chunk in _fed(parser, chunks):
            if roots:
                return


def _parser(start: Callable[[str, dict[str, str]], Any]) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _fed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces after the parser has taken them."""
    fed = 0
    for chunk in chunks:
        parser.Parse(chunk, False)  # noqa: FBT003 - the parser has plain parameters
        fed += len(chunk)
        # A tag or a comment is kept whole, and read again with every piece of it.
        if fed - max(parser.CurrentByteIndex, 0) > MAX_TOKEN:
            raise too_large("một thẻ XML dài bất thường")
        yield chunk


def _refuse_doctype(*_declaration: object) -> None:
    # Only a document type can declare entities, which may expand without end or
    # name other files; no spreadsheet program writes one.
    raise damaged()
