"""The zip archives of .xlsx and .ods files, unpacked piece by piece."""

import io
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from ntm_portal.lib.workbooks.files import (
    MEGABYTE,
    Limits,
    damaged,
    protected,
    too_large,
    too_many,
)
from ntm_portal.lib.workbooks.xml_parts import check_prolog

ENCRYPTED_FLAG = 0x1
CHUNK = 64 * 1024
# The only two that spreadsheet programs read; others unpack without a bound.
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Archive:
    """The parts of a checked archive, by path in any case."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self._parts = {_key(part.filename): part for part in opened.infolist()}

    @property
    def paths(self) -> Collection[str]:
        """Return the paths of the parts in lower case."""
        return self._parts.keys()

    def __contains__(self, path: str) -> bool:
        return _key(path) in self._parts

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of a part, nothing where there is none.

        Piece by piece no more is unpacked than the archive declares.
        """
        part = self._parts.get(_key(path))
        if part is None:
            return
        with self._opened.open(part) as stream:
            yield from iter(lambda: stream.read(CHUNK), b"")

    def head(self, path: str) -> bytes:
        """Return how a part begins, empty where there is none."""
        return next(self.chunks(path), b"")


@contextmanager
def open_archive(data: bytes, limits: Limits) -> Iterator[Archive]:
    """Open an archive whose parts may be read.

    Raises Refusal when it is protected by a password, unpacks to more than the
    limits, or has a part that declares a document type. A broken archive raises
    whatever the zip library finds first.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        _check_parts(opened.infolist(), limits)
        _check_size(opened.infolist(), len(data), limits)
        archive = Archive(opened)
        for path in archive.paths:
            check_prolog(archive.chunks(path))
        yield archive


def _check_parts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise protected()
    if len(parts) > limits.max_parts:
        raise too_many(limits.max_parts, "phần trong tệp")
    if len({_key(part.filename) for part in parts}) < len(parts):
        raise damaged()
    if not METHODS.issuperset(part.compress_type for part in parts):
        raise damaged()


def _check_size(parts: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.max_unpacked:
        raise too_large(f"giải nén ra hơn {limits.max_unpacked // MEGABYTE} MB")
    if unpacked > limits.free_unpacked and unpacked > limits.max_ratio * packed:
        raise too_large(f"giải nén ra gấp hơn {limits.max_ratio} lần cỡ tệp")


def _key(path: str) -> str:
    # Programs write one path in several ways: "xl/SharedStrings.xml", "xl\\styles.xml".
    return path.replace("\\", "/").lower()
