"""Values of cells, taken from the figures of an output."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dashboards.exporting.facts import Content


def communes_of(content: Content) -> list[dict[str, Any]]:
    """Return the communes with the names of their districts."""
    districts = {each["code"]: each["name"] for each in content["districts"]}
    return [
        {**each, "district_name": districts[each["district"]]}
        for each in content["communes"]
    ]


def by_key(part: Content | None, name: str, key: str) -> dict[Any, dict[str, Any]]:
    rows: Sequence[dict[str, Any]] = part[name] if part else ()
    return {each[key]: each for each in rows}


def cause_of(row: dict[str, Any]) -> str:
    note = " ".join(row.get("note", "").split())
    return ": ".join(filter(None, (row.get("cause", ""), note)))


def share_of(part: int, whole: int) -> Decimal | None:
    return Decimal(part) / whole if whole else None


def moved(now: int, before: int | None) -> int | None:
    return None if before is None else now - before


def decimal_of(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def day_of(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None
