"""Spoiled files are read or refused; nothing else comes of them."""

import csv
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
import xlwt

from ntm_portal.lib.spreadsheets import Sheet, read_workbook
from reports.choices import ImportKind
from reports.importing.readings import Reading
from reports.importing.runs import read_appendix
from tests.lib.workbooks.books import archive, cell, opendocument, parts_of, row, table
from tests.reports.database import everything
from tests.reports.importing.files import (
    DUTIES,
    DUTIES_2019,
    RESULTS,
    RESULTS_2017,
    TARGETS,
    TARGETS_2019,
    books,
    request,
    sample_bytes,
    three,
    workbook,
)

BATCHES = 10
PER_BATCH = 50

Spoil = Callable[[bytes, random.Random], bytes]

pytestmark = pytest.mark.usefixtures("reference")


def as_old_workbook(sheet: Sheet) -> bytes:
    book = xlwt.Workbook()
    written = book.add_sheet("bieu")
    for place in sheet.cells.values():
        written.write(place.row - 1, place.column - 1, place.shown)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_opendocument(sheet: Sheet) -> bytes:
    rows = (
        row(*(cell(each.shown or None) for each in sheet.row_cells(number + 1)))
        for number in range(sheet.max_row)
    )
    return opendocument(table("".join(rows)))


def as_plain_text(sheet: Sheet) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(
        [each.shown for each in sheet.row_cells(number + 1)]
        for number in range(sheet.max_row)
    )
    return stream.getvalue().encode()


def flip_bits(data: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _flip in range(chance.choice((1, 3, 30))):
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def take_out(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(400) :]


def repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(2000)]
    return data[:start] + piece * chance.choice((1, 2, 40)) + data[start:]


def change_numbers(data: bytes, chance: random.Random) -> bytes:
    """Put other numbers where a number stands: addresses, counts, references."""
    digits = [at for at, byte in enumerate(data) if chr(byte).isdigit()]
    spoiled = bytearray(data)
    for _change in range(min(len(digits), chance.choice((1, 5, 50)))):
        spoiled[chance.choice(digits)] = ord(str(chance.randrange(10)))
    return bytes(spoiled)


def in_a_part(data: bytes, chance: random.Random) -> bytes:
    parts = parts_of(data)
    path = chance.choice([path for path in parts if parts[path]])
    return archive({**parts, path: chance.choice(BYTES)(parts[path], chance)})


def swap_parts(data: bytes, chance: random.Random) -> bytes:
    parts = parts_of(data)
    one, other = chance.sample(sorted(parts), 2)
    return archive({**parts, one: parts[other], other: parts[one]})


def drop_a_part(data: bytes, chance: random.Random) -> bytes:
    parts = parts_of(data)
    del parts[chance.choice(sorted(parts))]
    return archive(parts)


BYTES: Sequence[Spoil] = (flip_bits, cut_off, take_out, repeat, change_numbers)
# Most slips in the bytes of an archive end at its checksum.
PARTS: Sequence[Spoil] = (
    *(in_a_part,) * 8,
    swap_parts,
    drop_a_part,
    flip_bits,
    cut_off,
)


def sound_files() -> list[tuple[bytes, str, ImportKind]]:
    small, several = workbook(three()), books({"A": ("a", three()), "B": ("b", [])})
    sheet = read_workbook(small, name="a.xlsx")[0]
    return [
        (small, "bieu.xlsx", RESULTS),
        (several, "bieu.xlsm", RESULTS),
        (sample_bytes(RESULTS_2017), "bieu.xlsx", RESULTS),
        (sample_bytes(TARGETS_2019), "bieu.xlsx", TARGETS),
        (sample_bytes(DUTIES_2019), "bieu.xlsx", DUTIES),
        (as_opendocument(sheet), "bieu.ods", RESULTS),
        (as_old_workbook(sheet), "bieu.xls", RESULTS),
        (as_old_workbook(sheet), "bieu.xls", RESULTS),
        (as_plain_text(sheet), "bieu.csv", RESULTS),
    ]


@pytest.fixture(scope="module")
def sound() -> list[tuple[bytes, str, ImportKind]]:
    return sound_files()


def read_as(data: bytes, name: str, kind: ImportKind) -> Reading:
    return read_appendix(replace(request(data, kind), name=name))


def test_the_files_are_sound_before_they_are_spoiled(
    sound: list[tuple[bytes, str, ImportKind]],
) -> None:
    assert all(read_as(*file).counts.read or file[2] is DUTIES for file in sound)


# Slow under coverage, which other tests of the same lines tell already.
@pytest.mark.no_cover
@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_spoiled_file_is_read_or_refused_and_nothing_is_written(
    batch: int, sound: list[tuple[bytes, str, ImportKind]]
) -> None:
    chance = random.Random(batch)  # noqa: S311 - no secret
    before = everything()
    for _file in range(PER_BATCH):
        data, name, kind = chance.choice(sound)
        ways = PARTS if data.startswith(b"PK") else BYTES
        reading = read_as(chance.choice(ways)(data, chance), name, kind)
        assert reading.changes is not None or reading.errors
        assert reading.as_json(applied=False, run=None)
        assert reading.details_as_json()
    assert everything() == before
