"""What runs in a process of its own: work comes in, a file or an answer goes out."""

import json
import os
import sys
from base64 import b64decode
from typing import TYPE_CHECKING, cast

from ntm_portal.lib.limited import NO_MEMORY, REFUSED, limit_self

if TYPE_CHECKING:
    from reports.models import Snapshot

DRAW, TRY_OUT, PAGE, CAN_DRAW_PDF = "draw", "try-out", "page", "can-draw-pdf"


def main(work: str, seconds: str, megabytes: str) -> int:
    """Do one piece of work from input to output; return how it ended."""
    # Before anything is read or imported: both may take too much.
    limit_self(seconds, megabytes)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ntm_portal.settings")
    try:
        sys.stdout.buffer.write(answer(work, sys.stdin.buffer.read()))
    except MemoryError:
        return NO_MEMORY
    return 0


def answer(work: str, data: bytes) -> bytes:
    """Return what the work brings. Ends the process with a reason it cannot be done."""
    if work == CAN_DRAW_PDF:
        import weasyprint  # type: ignore[import-untyped]  # noqa: F401

        return b""
    import django

    django.setup()
    from dashboards.exporting.pdf import page_as_pdf
    from dashboards.exporting.template_fields import unknown_fields
    from dashboards.exporting.word import BadTemplate

    try:
        if work == PAGE:
            return page_as_pdf(data.decode())
        if work == TRY_OUT:
            return json.dumps(unknown_fields(data)).encode()
        return _drawn(json.loads(data))
    except BadTemplate as bad:
        sys.stdout.buffer.write(str(bad).encode())
        raise SystemExit(REFUSED) from bad


def _drawn(work: dict[str, str | None]) -> bytes:
    from django.core import serializers

    from dashboards.exporting.writers import written

    [read] = serializers.deserialize("json", work["snapshot"] or "")
    template = work["template"]
    snapshot = cast("Snapshot", read.object)
    return written(snapshot, template=b64decode(template) if template else None)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
