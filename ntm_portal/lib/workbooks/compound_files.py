"""Compound files (OLE), in which Office before 2007 keeps its documents.

Source: [MS-CFB]. Only whole streams by their names are read.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ntm_portal.lib.workbooks.files import OLE_SIGNATURE, damaged

HEADER_SIZE = 512
# Greater numbers in the tables are no sectors.
LAST_SECTOR = 0xFFFFFFFA
END_OF_CHAIN = 0xFFFFFFFE
ENTRY_SIZE = 128
STREAM, ROOT = 2, 5
NO_ENTRY = 0xFFFFFFFF
MINI_SECTOR_SIZE = 64


class Entry(NamedTuple):
    """A stream or a folder; ``left``, ``right`` and ``child`` number other entries."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    first: int
    size: int


class CompoundFile:
    """The streams of a compound file; broken ones raise Refusal or struct.error."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(OLE_SIGNATURE) or len(data) < HEADER_SIZE:
            raise damaged()
        self._data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise damaged()
        self._size = 1 << shift
        first, _, self._cutoff, mini_table, _, next_list = struct.unpack_from(
            "<IIIIII", data, 48
        )
        self._table = self._sector_table(next_list)
        self._mini_table = _numbers(self._chain(mini_table))
        entries = list(_entries(self._chain(first)))
        if not entries or entries[0].kind != ROOT:
            raise damaged()
        self._mini_stream = self._chain(entries[0].first)
        # Embedded documents have streams of the same names further down.
        self._streams = {
            entry.name: entry for entry in _children(entries) if entry.kind == STREAM
        }

    def stream(self, *names: str) -> bytes | None:
        """Return the first stream that has one of the names, in any case."""
        for name in names:
            if entry := self._streams.get(name.lower()):
                return self._content(entry)
        return None

    def _content(self, entry: Entry) -> bytes:
        if entry.size >= self._cutoff:
            return self._chain(entry.first)[: entry.size]
        mini = self._mini_stream
        most = len(mini) // MINI_SECTOR_SIZE
        sectors = _follow(entry.first, self._mini_table, most)
        parts = (number * MINI_SECTOR_SIZE for number in sectors)
        return b"".join(mini[at : at + MINI_SECTOR_SIZE] for at in parts)[: entry.size]

    def _chain(self, first: int) -> bytes:
        sectors = _follow(first, self._table, len(self._data) // self._size)
        return b"".join(map(self._sector, sectors))

    def _sector(self, number: int) -> bytes:
        # The header takes the room of one sector.
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _sector_table(self, next_list: int) -> Sequence[int]:
        """Return for each sector the one that follows it.

        The sectors of this table are listed in the header, then in further sectors
        of which each ends with the number of the next.
        """
        listed = list(_numbers(self._data[76:HEADER_SIZE]))
        seen: set[int] = set()
        while next_list < LAST_SECTOR and next_list not in seen:
            seen.add(next_list)
            *more, next_list = _numbers(self._sector(next_list)) or [END_OF_CHAIN]
            listed += more
        return _numbers(
            b"".join(
                self._sector(number)
                for number in dict.fromkeys(listed)
                if number < LAST_SECTOR
            )
        )


def _entries(directory: bytes) -> Iterator[Entry]:
    for start in range(0, len(directory) - ENTRY_SIZE + 1, ENTRY_SIZE):
        name, length, kind, *rest = struct.unpack_from(
            "<64sHBxIII36xII", directory, start
        )
        text = name[: max(length - 2, 0)].decode("utf-16-le", "replace")
        yield Entry(text.lower(), kind, *rest)


def _children(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield what lies directly in the root: its child, and the siblings of that."""
    waiting, seen = [entries[0].child], {NO_ENTRY}
    while waiting:
        number = waiting.pop()
        if number not in seen and number < len(entries):
            seen.add(number)
            entry = entries[number]
            yield entry
            waiting += [entry.left, entry.right]


def _numbers(sectors: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4])


def _follow(first: int, table: Sequence[int], limit: int) -> Iterator[int]:
    """Yield the sectors of a chain, which cannot have more than the file."""
    number = first
    for _step in range(limit + 1):
        if number >= LAST_SECTOR:
            return
        yield number
        if number >= len(table):
            break
        number = table[number]
    raise damaged()
