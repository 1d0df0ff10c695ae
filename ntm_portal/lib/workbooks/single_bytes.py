"""Text of one byte a letter, from before Unicode."""

import unicodedata


def western(data: bytes) -> str:
    """Return the letters that Western Windows shows for the bytes.

    Text typed in the fonts .Vn… or VNI-… is kept like this in workbooks, and read by
    ntm_portal.lib.legacy_text.
    """
    return data.decode("latin-1").translate(WESTERN)


def vietnamese(data: bytes) -> str:
    """Return Windows-1258 text, composed (NFC)."""
    return unicodedata.normalize("NFC", data.decode("latin-1").translate(VIETNAMESE))


def _letters(encoding: str) -> dict[int, str]:
    # The bytes that Windows left out stay as they are: fonts used them, too.
    return {
        byte: bytes([byte]).decode(encoding, "ignore") or chr(byte)
        for byte in range(0x80, 0x100)
    }


WESTERN, VIETNAMESE = _letters("cp1252"), _letters("cp1258")
