"""Small pictures of photographs and scans, made within bounds of memory."""

import io

from PIL import Image, ImageOps

from ntm_portal.lib.pictures import BROKEN

SIDE = 320
QUALITY = 78
# A PNG is unpacked whole, at up to twice four bytes a pixel; a JPEG at an eighth of its
# size. A page of A4 scanned at 400 dpi fits.
PNG_PIXELS = 16_000_000
# Shrinking these would only drop pixels.
FEW_COLOURS = frozenset({"1", "P"})


def thumbnail(data: bytes) -> bytes | None:
    """Return a JPEG of at most 320 x 320, upright and without any metadata.

    None for what is no JPEG or PNG, is broken, or is too large to unpack.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            if picture.format == "PNG" and picture.width * picture.height > PNG_PIXELS:
                return None
            return _jpeg(_shrunk(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, *BROKEN):
        return None


def _shrunk(picture: Image.Image) -> Image.Image:
    is_see_through = "transparency" in picture.info
    if picture.mode in FEW_COLOURS or is_see_through:
        picture = picture.convert("RGBA")
    picture.thumbnail((SIDE, SIDE))
    return ImageOps.exif_transpose(picture)


def _jpeg(picture: Image.Image) -> bytes:
    """Draw the picture on white paper, which has no metadata to hand on."""
    paper = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        drawn = picture.convert("RGBA")
        paper.paste(drawn, mask=drawn)
    else:
        paper.paste(picture.convert("RGB"))
    file = io.BytesIO()
    paper.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
