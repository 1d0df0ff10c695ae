"""Small pictures: bounded, upright, without what a camera writes beside them."""

import io

import pytest
from PIL import Image

from ntm_portal.lib import thumbnails
from ntm_portal.lib.thumbnails import SIDE, thumbnail
from tests import handed_in
from tests.handed_in import picture


def opened(data: bytes | None) -> Image.Image:
    assert data is not None
    return Image.open(io.BytesIO(data))


def turned(size: tuple[int, int]) -> bytes:
    """Return a photograph of a camera held upright, with a place and a comment."""
    photo = Image.new("RGB", size, "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Máy ảnh"
    file = io.BytesIO()
    photo.save(file, "JPEG", exif=exif, comment=b"thon 3")
    return file.getvalue()


@pytest.mark.parametrize("format_name", ["JPEG", "PNG"])
def test_a_picture_becomes_a_small_jpeg_of_its_shape(format_name):
    small = opened(thumbnail(picture(format_name, (800, 400))))
    assert (small.format, small.size) == ("JPEG", (SIDE, SIDE // 2))


def test_a_picture_that_is_small_already_is_not_blown_up():
    assert opened(thumbnail(picture("PNG", (40, 30)))).size == (40, 30)


def test_a_photograph_is_turned_as_the_camera_was_held():
    assert opened(thumbnail(turned((800, 400)))).size == (SIDE // 2, SIDE)


def test_nothing_of_the_camera_stays():
    small = opened(thumbnail(turned((800, 400))))
    assert not small.getexif()
    assert not {"exif", "comment", "icc_profile"} & set(small.info)


@pytest.mark.parametrize(
    ("mode", "nothing", "options"),
    [
        ("RGBA", (0, 0, 0, 0), {}),
        ("LA", (0, 0), {}),
        ("RGB", (0, 0, 0), {"transparency": (0, 0, 0)}),
        ("P", 0, {"transparency": 0}),
    ],
)
def test_what_is_transparent_is_drawn_on_white_paper(mode, nothing, options):
    file = io.BytesIO()
    Image.new(mode, (400, 400), nothing).save(file, "PNG", **options)
    assert opened(thumbnail(file.getvalue())).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16"])
def test_every_kind_of_png_gets_a_small_picture(mode):
    file = io.BytesIO()
    Image.new(mode, (600, 30)).save(file, "PNG")
    assert opened(thumbnail(file.getvalue())).size == (SIDE, 16)


def test_a_png_that_unpacks_to_too_much_gets_none(monkeypatch):
    monkeypatch.setattr(thumbnails, "PNG_PIXELS", 40 * 30 - 1)
    assert thumbnail(picture("PNG", (40, 30))) is None


@pytest.mark.parametrize(
    "data",
    [handed_in.PDF, b"", picture("JPEG", (400, 300))[:900], picture("PNG")[:90]],
)
def test_what_is_no_whole_picture_gets_none(data):
    assert thumbnail(data) is None
