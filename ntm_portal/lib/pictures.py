"""Photographs and scans, checked within bounds of memory and time."""

import io
import struct

from PIL import Image, UnidentifiedImageError

from ntm_portal.lib.unfit import Unfit

# A page of A3 scanned at 600 dpi has 70 million; decoded at an eighth it is harmless.
MAX_PIXELS = 80_000_000
# A progressive JPEG keeps all its coefficients in memory, whatever it is scaled to.
MAX_PROGRESSIVE = 30_000_000
# What a scaled-down JPEG is decoded to: every byte is read, few are kept.
PROBE = (64, 64)
TRUNCATED = "là ảnh bị hỏng hoặc bị cắt cụt; hãy chụp, quét hoặc tải lại"
# What Pillow's readers meet in broken files.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError)


def check_picture(data: bytes, format_name: str) -> None:
    """Refuse a picture that is broken, cut short or unpacks to too many pixels.

    ``format_name`` is Pillow's: JPEG or PNG.
    """
    try:
        with Image.open(io.BytesIO(data), formats=[format_name]) as picture:
            most = MAX_PROGRESSIVE if "progressive" in picture.info else MAX_PIXELS
            if picture.width * picture.height > most:
                raise _too_many(most)
            if format_name == "JPEG":
                picture.draft("RGB", PROBE)
                picture.load()
            else:
                picture.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many(MAX_PIXELS) from None
    except (UnidentifiedImageError, *BROKEN):
        raise Unfit(TRUNCATED) from None


def _too_many(most: int) -> Unfit:
    return Unfit(f"là ảnh có hơn {most // 1_000_000} triệu điểm ảnh; hãy thu nhỏ lại")
