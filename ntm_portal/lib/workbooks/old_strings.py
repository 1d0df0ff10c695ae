"""Texts as .xls files store them. Source: [MS-XLS] 2.5.293, 2.5.294, 2.4.265."""

import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ntm_portal.lib.workbooks.cell_styles import RichText
from ntm_portal.lib.workbooks.single_bytes import western

WIDE, EXTENDED, RICH = 0x01, 0x04, 0x08


def byte_text(body: bytes, at: int, length: int) -> str:
    """Return a text of Excel 95, of so many bytes."""
    return western(body[at : at + length])


def unicode_text(segments: Sequence[bytes], at: int, length: int) -> str:
    """Return a text of Excel 97 and later: flags, then so many letters."""
    first, *more = segments
    read = _Segments([first[at:], *more])
    (flags,) = read.take(1)
    return read.letters(length, is_wide=bool(flags & WIDE))


def shared_texts(
    segments: Sequence[bytes], fonts: Sequence[str]
) -> Iterator[str | RichText]:
    """Yield the texts of a table that is cut into several records."""
    read = _Segments(segments)
    _uses, count = struct.unpack("<II", read.take(8))
    for _number in range(count):
        if read.is_at_end:
            return
        yield _shared_text(read, fonts)


def _shared_text(read: "_Segments", fonts: Sequence[str]) -> str | RichText:
    length, flags = struct.unpack("<HB", read.take(3))
    runs = struct.unpack("<H", read.take(2))[0] if flags & RICH else 0
    extension = struct.unpack("<I", read.take(4))[0] if flags & EXTENDED else 0
    text = read.letters(length, is_wide=bool(flags & WIDE))
    starts = list(struct.iter_unpack("<HH", read.take(4 * runs)))
    read.take(extension)
    return RichText(text, _lengths(text, starts, fonts)) if starts else text


def _lengths(
    text: str, starts: Sequence[tuple[int, int]], fonts: Sequence[str]
) -> Counter[str]:
    """Return how many letters are in which font, "" where none was chosen."""
    lengths: Counter[str] = Counter()
    lengths[""] += starts[0][0]
    for (start, font), (end, _font) in pairwise([*starts, (len(text), 0)]):
        lengths[fonts[font]] += end - start
    return lengths


class _Segments:
    """The bytes of a record and of those that continue it."""

    def __init__(self, segments: Sequence[bytes]) -> None:
        self._segments = segments
        self._index = 0
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return not self._left() and self._index + 1 >= len(self._segments)

    def letters(self, count: int, *, is_wide: bool) -> str:
        """Return letters; where a record ends, the next begins with new flags."""
        pieces = []
        while count:
            if not self._left():
                self._next()
                (flags,) = self.take(1)
                is_wide = bool(flags & WIDE)
            width = 2 if is_wide else 1
            piece = self._some(count * width)
            pieces.append(
                piece.decode("utf-16-le" if is_wide else "latin-1", "replace")
            )
            count -= (len(piece) + width - 1) // width
        return "".join(pieces)

    def take(self, count: int) -> bytes:
        """Return so many bytes, whatever records they are in."""
        taken = self._some(count)
        while len(taken) < count:
            self._next()
            taken += self._some(count - len(taken))
        return taken

    def _left(self) -> int:
        return len(self._segments[self._index]) - self._at

    def _some(self, count: int) -> bytes:
        piece = self._segments[self._index][self._at : self._at + count]
        self._at += len(piece)
        return piece

    def _next(self) -> None:
        # Past the last one an IndexError says that the table is cut short.
        self._index += 1
        self._at = 0
        self._segments[self._index]
