"""Files drawn, and templates tried out, in a process of their own with limits.

A template of the office may loop without end, a report may take seconds of computing,
and WeasyPrint makes Pillow take pictures that are cut off: none of that happens in the
portal or in its worker.
"""

import json
from base64 import b64encode
from functools import cache

from django.core import serializers

from dashboards.exporting.word import BadTemplate
from ntm_portal.lib.limited import (
    Limits,
    NoTurn,
    OverMemory,
    OverTime,
    Refused,
    Unfinished,
    run_limited,
)
from reports.models import Snapshot

CHILD = "dashboards.exporting.apart_process"
DRAW, TRY_OUT, PAGE, CAN_DRAW_PDF = "draw", "try-out", "page", "can-draw-pdf"
DRAWING = Limits(seconds=60, megabytes=1536)
PROBE = Limits(seconds=20, megabytes=1536)
TRIAL = Limits(seconds=10, megabytes=1024)
ENDLESS = (
    "Điền mẫu Word quá {seconds} giây vẫn chưa xong: mẫu có vòng lặp quá dài hoặc "
    "không dừng. Hãy xem lại các dòng {{% for %}} trong mẫu."
)
HUGE = (
    "Điền mẫu Word cần quá nhiều bộ nhớ: mẫu lặp hay nhân một đoạn quá nhiều lần. Hãy "
    "xem lại mẫu."
)
NOT_DRAWN = "Máy chủ không viết xong tệp. Hãy thử lại sau ít phút."


class NotDrawn(Exception):
    """The file was not drawn; the message says what to do, in Vietnamese."""


def draw_apart(snapshot: Snapshot, *, template: bytes | None) -> bytes:
    """Draw the file of a snapshot; a Word file with this template, None for our own.

    Raises BadTemplate, or NotDrawn when the fault is not that of a template.
    """
    work = {
        "snapshot": serializers.serialize("json", [snapshot]),
        "template": b64encode(template).decode() if template else None,
    }
    try:
        return run_limited(CHILD, DRAW, json.dumps(work).encode(), limits=DRAWING)
    except Refused as refused:
        raise BadTemplate(str(refused)) from refused
    except Unfinished as failed:
        if template is None:
            raise NotDrawn(NOT_DRAWN) from failed
        raise BadTemplate(_why(failed, DRAWING)) from failed


def unknown_fields_apart(data: bytes) -> list[str]:
    """Return the fields of a template that no report has. Raises BadTemplate."""
    try:
        answer = run_limited(CHILD, TRY_OUT, data, limits=TRIAL)
    except Refused as refused:
        raise BadTemplate(str(refused)) from refused
    except Unfinished as failed:
        raise BadTemplate(_why(failed, TRIAL)) from failed
    found: list[str] = json.loads(answer)
    return found


def pdf_apart(html: str) -> bytes:
    """Return a page on the report's paper as a PDF. Raises NotDrawn."""
    try:
        return run_limited(CHILD, PAGE, html.encode(), limits=DRAWING)
    except (Refused, Unfinished) as failed:
        raise NotDrawn(NOT_DRAWN) from failed


def can_draw_pdf() -> bool:
    """Whether WeasyPrint finds the libraries of the system that it needs.

    A machine too busy to say is taken to have them: the drawing itself will tell.
    """
    try:
        return _has_pango()
    except Unfinished:
        return True


@cache
def _has_pango() -> bool:
    """Ask once. Raises NoTurn or OverTime, which is not remembered."""
    try:
        run_limited(CHILD, CAN_DRAW_PDF, b"", limits=PROBE)
    except (NoTurn, OverTime):
        raise
    except (Refused, Unfinished):
        return False
    return True


def _why(failed: Unfinished, limits: Limits) -> str:
    if isinstance(failed, OverTime):
        return ENDLESS.format(seconds=limits.seconds)
    return HUGE if isinstance(failed, OverMemory) else NOT_DRAWN
