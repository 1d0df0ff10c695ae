"""Runs as they were kept before questions, fates and columns were."""

from collections.abc import Sequence
from typing import Any

from reports.choices import ImportState
from reports.models import ImportRun
from tests.reports.importing.files import AT, RESULTS


def stored(rows: Sequence[list[Any]], *, errors: Sequence[str] = ()) -> ImportRun:
    """Return a run with a view of columns B and C, as if a file had been read."""
    problems = [
        {"sheet": "Biểu", "cell": cell, "header": "", "value": "?", "message": "Sai."}
        for cell in errors
    ]
    reading = {
        "period": "2021Q1",
        "encoding": "unicode",
        "units": {"matched": 3, "unmatched": []},
        "cells": {"read": 4, "created": 4, "updated": 0, "unchanged": 0, "refused": 0},
        "errors": problems,
        "warnings": [],
    }
    return ImportRun.objects.create(
        kind=RESULTS,
        state=ImportState.PREVIEW,
        file_name="cu.xlsx",
        content=b"",
        sheet="Biểu",
        at=AT,
        outcome={
            "request": {"on": "2021-04-10", "period": None, "sheet": ""},
            "reading": reading,
            "summary": {"period": "", "read": 4, "changed": 4, "errors": len(errors)},
            "tallies": [["ô Đạt", 4]],
            "respellings": [],
            "notes": [],
            "view": {"letters": ["B", "C"], "heads": ["Xã", "1"], "rows": list(rows)},
        },
    )
