"""TCVN3 held against glibc's reading of the standard: iconv -f TCVN5712-1."""

import shutil
import subprocess
import unicodedata
from functools import cache

import pytest

from ntm_portal.lib.legacy_text import TCVN3, decode
from tests.lib.test_legacy_text import LETTERS, TONE_BYTES, in_tcvn3

ICONV = shutil.which("iconv")
pytestmark = pytest.mark.skipif(
    ICONV is None, reason="glibc's iconv, the reference, is not installed"
)


@cache
def iconv(data: bytes, source: str, target: str) -> bytes:
    """Return the data in another encoding, as iconv converts it."""
    assert ICONV is not None
    command = [ICONV, "-f", source, "-t", target]
    done = subprocess.run(  # noqa: S603 - a program of the system and our own text
        command, input=data, capture_output=True, check=True
    )
    return done.stdout


def to_tcvn3(text: str) -> bytes:
    return iconv(text.encode(), "UTF-8", "TCVN5712-1")


def from_tcvn3(data: bytes) -> str:
    return unicodedata.normalize("NFC", iconv(data, "TCVN5712-1", "UTF-8").decode())


@pytest.fixture(scope="module")
def one_byte_each() -> dict[str, str]:
    """Return the Western character that iconv's byte for each letter shows as."""
    typed = to_tcvn3(LETTERS).decode("latin-1")
    return dict(zip(LETTERS, typed, strict=True))


@pytest.mark.parametrize("letter", LETTERS)
def test_a_lower_case_letter_of_iconv_is_decoded(
    letter: str, one_byte_each: dict[str, str]
) -> None:
    assert decode(one_byte_each[letter], "tcvn3") == letter


@pytest.mark.parametrize("letter", LETTERS)
def test_a_lower_case_letter_is_typed_as_iconv_writes_it(
    letter: str, one_byte_each: dict[str, str]
) -> None:
    assert in_tcvn3(letter) == one_byte_each[letter]


def test_every_byte_is_the_letter_that_iconv_reads() -> None:
    chars = [char for char in TCVN3 if char not in TONE_BYTES]
    expected = from_tcvn3("\n".join(chars).encode("latin-1")).split("\n")
    assert [decode(char, "tcvn3") for char in chars] == expected


@pytest.mark.parametrize("tone", TONE_BYTES)
def test_a_tone_of_its_own_joins_the_vowel_before_it_as_in_iconv(tone: str) -> None:
    typed = f"a{tone} e{tone} \u00ad{tone}n"
    assert decode(typed, "tcvn3") == from_tcvn3(typed.encode("latin-1"))
