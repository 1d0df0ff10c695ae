"""Vietnamese rows of Unicode's own test of normalisation."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from ntm_portal.lib.text import clean, decode, detect_encoding, fold, sort_key
from tests.lib.test_legacy_text import LETTERS

FILE = Path(__file__).with_name("normalization_vietnamese.txt")
Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """Return the rows: source, NFC, NFD, NFKC, NFKD."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [_row(line) for line in lines if not line.startswith("#")]


def _row(line: str) -> Row:
    source, nfc, nfd, nfkc, nfkd = map(_letters, line.split(";")[:5])
    return source, nfc, nfd, nfkc, nfkd


def _letters(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())


ROWS = rows()
ALPHABET = frozenset(c for c in LETTERS + LETTERS.upper() if not c.isascii())


def plain(decomposed: str) -> str:
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def test_the_rows_have_every_vietnamese_letter_with_a_mark() -> None:
    # Đ has no decomposition, so that the file does not name it.
    assert ALPHABET - {row[1] for row in ROWS} == {"đ", "Đ"}


def test_cleaned_text_is_the_nfc_of_unicode() -> None:
    assert [
        row
        for row in ROWS
        if [clean(form) for form in row] != [row[1], row[1], row[1], row[3], row[3]]
    ] == []


def test_text_that_was_never_in_an_old_encoding_becomes_the_nfc() -> None:
    assert [
        row for row in ROWS if {decode(form, "unicode") for form in row} != {row[1]}
    ] == []


def test_every_form_of_a_letter_is_taken_for_unicode_once_it_is_vietnamese() -> None:
    forms = {form for row in ROWS for form in row if row[1] in ALPHABET}
    assert [form for form in forms if detect_encoding(form) != "unicode"] == []


@pytest.mark.parametrize("key", [fold, sort_key])
def test_every_form_of_a_letter_compares_and_sorts_alike(
    key: Callable[[str], str],
) -> None:
    assert [row for row in ROWS if len({key(form) for form in row}) > 1] == []


def test_a_folded_letter_is_the_plain_one() -> None:
    assert [row for row in ROWS if fold(row[0]) != plain(row[2])] == []
