"""The chart of the groups as a picture, for Word.

A picture looks the same in every version of Word and in LibreOffice, and an office's
template places it with one field; a native chart could not be filled in by a template.
"""

import io
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from dashboards.exporting.wording import share

FOLDER = settings.BASE_DIR / "static" / "fonts"
FONT_FILE = "be-vietnam-pro-{subset}-{weight}-normal.woff2"
# The letters that the file "vietnamese" has; all others are in "latin".
VIETNAMESE = frozenset("ĂăĐđĨĩŨũƠơƯư") | {chr(code) for code in range(0x1EA0, 0x1EFA)}
SCALE = 3
WIDTH, LEFT, RIGHT, TOP = 640, 214, 96, 30
BAR, ROW = 22, 50
GREEN, GREY, LINE, INK, SOFT = "#1f7a4d", "#e4e9e6", "#9a3412", "#1b2420", "#5b6762"

Content = Mapping[str, Any]


def target_chart(content: Content) -> bytes:
    """Return the groups with a target as bars with their target lines, a PNG.

    One district has all groups and no lines.
    """
    names = {each["code"]: each for each in content["law"]["groups"]}
    is_district = content.get("district") is not None
    groups = [
        each for each in content["province"]["groups"] if is_district or each["needed"]
    ]
    drawing = _Drawing(TOP + ROW * len(groups) + 26)
    for position, group in enumerate(groups):
        drawing.bar(TOP + position * ROW, names[group["code"]]["name"], group)
    drawing.axis(TOP + ROW * len(groups))
    return drawing.data()


class _Drawing:
    def __init__(self, height: int) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), "white")
        self.draw = ImageDraw.Draw(self.image)
        self.fonts: dict[tuple[str, int, int], ImageFont.FreeTypeFont] = {}

    def bar(self, y: int, name: str, group: Content) -> None:
        """Draw a group: name, bar, target line, count."""
        total, attained, needed = group["total"], group["attained"], group["needed"]
        self.text((LEFT - 10, y + 2), f"{group['code']}. {name}", 11, 600, align=1)
        self.rectangle((LEFT, y, self.at(1), y + BAR), GREY)
        if attained:
            self.rectangle((LEFT, y, self.at(attained / total), y + BAR), GREEN)
        if needed:
            x = self.at(needed / total)
            self.rectangle((x - 1, y - 6, x + 1, y + BAR + 4), LINE)
            label = f"cần {needed} ({group['target_percent'].split('.')[0]} %)"
            self.text((x, y - 19), label, 9, 500, align=0.5, ink=LINE)
        said = f"{attained} xã, {share(attained, total)}"
        self.text((self.at(1) + 8, y + 3), said, 10, 600)

    def axis(self, y: int) -> None:
        """Draw the scale in percent below the bars."""
        for percent in range(0, 101, 25):
            x = self.at(percent / 100)
            self.rectangle((x, y - 12, x + 0.6, y - 8), SOFT)
            self.text((x, y - 6), f"{percent} %", 9, 400, align=0.5, ink=SOFT)

    def at(self, part: float) -> float:
        return LEFT + part * (WIDTH - LEFT - RIGHT)

    def rectangle(self, area: tuple[float, float, float, float], fill: str) -> None:
        self.draw.rectangle([round(each * SCALE) for each in area], fill=fill)

    def text(
        self,
        place: tuple[float, float],
        text: str,
        size: int,
        weight: int,
        *,
        align: float = 0,
        ink: str = INK,
    ) -> None:
        """Write a line; ``align`` is the part of it that lies left of the place."""
        pieces = [(each, self.font(each, size, weight)) for each in text]
        width = sum(font.getlength(each) for each, font in pieces)
        x, y = place[0] * SCALE - width * align, place[1] * SCALE
        base = y + self.font("a", size, weight).getmetrics()[0]
        for each, font in pieces:
            self.draw.text((x, base), each, font=font, fill=ink, anchor="ls")
            x += font.getlength(each)

    def font(self, letter: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
        subset = "vietnamese" if letter in VIETNAMESE else "latin"
        key = subset, size, weight
        if key not in self.fonts:
            path = FOLDER / FONT_FILE.format(subset=subset, weight=weight)
            self.fonts[key] = ImageFont.truetype(str(path), size * SCALE)
        return self.fonts[key]

    def data(self) -> bytes:
        file = io.BytesIO()
        # Few colours: the picture stays small in every report.
        self.image.quantize(64).save(file, "PNG", optimize=True)
        return file.getvalue()
