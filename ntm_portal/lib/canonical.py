"""One way to write plain data, so that equal data have equal text and one hash.

Plain data are dicts with text keys, lists, text, whole numbers, true, false, None;
dates and decimals are written as text. A binary fraction is refused: two machines may
write it differently.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

# What tells the items of a list apart, wherever they stand.
NAMING_KEYS = ("code", "number", "period", "district")
ABSENT = "(không có)"
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in the data, and what stands there in both, as people read it."""

    where: str
    before: str
    after: str


def plain(value: Any) -> Any:
    """Return the data with dates and decimals as text. Raises TypeError for others."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} không viết được thành dữ liệu chuẩn.")


def canonical_text(value: Any) -> str:
    """Return the data as JSON: sorted keys, no spaces, Vietnamese as it is."""
    return json.dumps(
        plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def differences(before: Any, after: Any, where: str = "") -> Iterator[Difference]:
    """Yield every place where two plain data differ, in the order of the first."""
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _of_dicts(before, after, where)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, where)
    elif before != after or type(before) is not type(after):
        yield Difference(where, _shown(before), _shown(after))


def _of_dicts(
    before: dict[str, Any], after: dict[str, Any], where: str
) -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        place = f"{where} › {key}" if where else key
        if key not in after:
            yield Difference(place, _shown(before[key]), ABSENT)
        elif key not in before:
            yield Difference(place, ABSENT, _shown(after[key]))
        else:
            yield from differences(before[key], after[key], place)


def _of_lists(before: list[Any], after: list[Any], where: str) -> Iterator[Difference]:
    names = _names(before), _names(after)
    yield from _of_dicts(
        dict(zip(names[0], before, strict=True)),
        dict(zip(names[1], after, strict=True)),
        where,
    )


def _names(items: list[Any]) -> list[str]:
    """Name the items by their key if they have one and it is theirs alone."""
    for key in NAMING_KEYS:
        if all(isinstance(each, dict) and key in each for each in items):
            names = [str(each[key]) for each in items]
            if len(set(names)) == len(names):
                return names
    return [str(position) for position in range(1, len(items) + 1)]


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    text = value if isinstance(value, str) else canonical_text(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
