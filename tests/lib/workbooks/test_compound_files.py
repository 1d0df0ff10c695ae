"""Compound files, sector by sector."""

import struct
from collections.abc import Sequence

import pytest

from ntm_portal.lib.workbooks.compound_files import CompoundFile
from ntm_portal.lib.workbooks.files import OLE_SIGNATURE, Refusal

NONE, END, TABLE_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STREAM = b"small" * 200
SMALL_SECTORS = range(len(STREAM) // 64)
SMALL_TABLE = [*(number + 1 for number in SMALL_SECTORS), END]
# Table, directory, table of the small sectors, then three with what is in those.
TABLE = [TABLE_SECTOR, END, END, 4, 5, END]


def entry(name: str, kind: int, *, right: int = NONE, child: int = NONE) -> bytes:
    text = name.encode("utf-16-le")
    tree = (NONE, right, child)
    first, size = (3, 1536) if kind == 5 else (0, len(STREAM))
    head = struct.pack("<64sHBx", text, len(text) + 2, kind)
    return head + struct.pack("<III36xIIxxxx", *tree, first, size)


ENTRIES = (
    entry("Root Entry", 5, child=1),
    entry("Book", 2, right=2),
    entry("MBD01", 1, child=3),
    entry("Workbook", 2),
)


def compound(
    table: Sequence[int] = TABLE,
    small: Sequence[int] = SMALL_TABLE,
    entries: Sequence[bytes] = ENTRIES,
) -> bytes:
    """Return a file of six sectors; its streams lie in the small ones."""
    header = bytearray(512)
    header[:8] = OLE_SIGNATURE
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<IIIIII", header, 48, 1, 0, 4096, 2, 1, END)
    header[76:] = numbers([0]).ljust(436, b"\xff")
    sectors = [numbers(table), b"".join(entries), numbers(small), STREAM]
    filled = (each.ljust(-(-len(each) // 512) * 512, b"\xff") for each in sectors)
    return bytes(header) + b"".join(filled) + b"\0" * 512


def numbers(values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def test_a_small_stream_is_read_from_the_small_sectors() -> None:
    assert CompoundFile(compound()).stream("Workbook", "BOOK") == STREAM


def test_the_streams_of_embedded_documents_are_not_those_of_the_file() -> None:
    assert CompoundFile(compound()).stream("Workbook") is None


def test_entries_that_follow_each_other_in_a_circle_are_taken_once() -> None:
    circle = (entry("Root Entry", 5, child=1), entry("Book", 2, right=1))
    assert CompoundFile(compound(entries=circle)).stream("Book") == STREAM


@pytest.mark.parametrize(
    "data",
    [
        OLE_SIGNATURE,
        compound()[:30] + b"\x08" + compound()[31:],
        compound(entries=ENTRIES[1:]),
        compound(table=[TABLE_SECTOR, 1]),
        compound(table=[TABLE_SECTOR, 900]),
    ],
    ids=["cut", "odd-sectors", "no-root", "circle", "out-of-file"],
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="bị hỏng"):
        CompoundFile(data)


def test_a_stream_in_a_circle_is_refused() -> None:
    file = CompoundFile(compound(small=[0]))
    with pytest.raises(Refusal, match="bị hỏng"):
        file.stream("Book")
