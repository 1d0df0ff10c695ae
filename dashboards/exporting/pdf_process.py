"""Draws a PDF in a process of its own: HTML comes in, the PDF goes out.

Drawing takes some three seconds of computing. In the portal's own process every other
request of the worker would be slow meanwhile; here only the one that asked waits.
WeasyPrint is not even imported there: it would make Pillow take pictures that are cut
off, and uploads are refused for that.
"""

import subprocess
import sys
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

SECONDS = 60
QUESTION = "--co-ve-duoc-khong"
# More at once would only take the processors away from the pages.
AT_ONCE = BoundedSemaphore(2)
# Whoever waits keeps a thread from the pages: seconds until asked to come again.
WAIT = 15


class NotDrawn(Exception):
    """The process failed or took too long, or too many others are drawn."""


@cache
def can_draw() -> bool:
    """Whether WeasyPrint finds the libraries of the system that it needs."""
    command = [sys.executable, __file__, QUESTION]
    try:
        done = subprocess.run(  # noqa: S603 - our own file
            command, capture_output=True, timeout=SECONDS, check=False
        )
    except (subprocess.SubprocessError, OSError):
        return False
    return done.returncode == 0


def draw(html: str, style: Path) -> bytes:
    """Return the page as a PDF, drawn with this style sheet. Raises NotDrawn."""
    command = [sys.executable, __file__, str(style)]
    if not AT_ONCE.acquire(timeout=WAIT):
        raise NotDrawn(f"Không tới lượt trong {WAIT} giây.")
    try:
        done = subprocess.run(  # noqa: S603 - our own file and style sheet
            command,
            input=html.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as failed:
        raise NotDrawn(str(failed)) from failed
    finally:
        AT_ONCE.release()
    return done.stdout


def main(style: str) -> None:
    """Read HTML from the input and write the PDF to the output; or only import."""
    from weasyprint import CSS, HTML  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    if style == QUESTION:
        return
    fonts = FontConfiguration()
    sheet = CSS(filename=style, font_config=fonts)
    page = HTML(string=sys.stdin.buffer.read().decode())
    sys.stdout.buffer.write(page.write_pdf(stylesheets=[sheet], font_config=fonts))


if __name__ == "__main__":
    main(sys.argv[1])
