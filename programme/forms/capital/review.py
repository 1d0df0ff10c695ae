"""Which cells of a sheet of capital go back, as a reviewer ticks them with reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from programme.models import CapitalKey

REASON_MAX = 1000
UNREADABLE = "Lý do có ký tự không đọc được: xóa và gõ lại."
NO_REASON = "Hãy ghi lý do trả ô này."
NOT_TICKED = "Đã ghi lý do nhưng chưa đánh dấu trả ô này: đánh dấu, hoặc xóa lý do."


@dataclass(frozen=True, slots=True)
class ReturnMark:
    """What was filled in at one cell; ``fault`` says what is wrong with it."""

    name: str
    is_ticked: bool = False
    reason: str = ""
    fault: str = ""


class CapitalReturns:
    """The marks at the cells of a sheet; nothing is ticked where nothing was posted."""

    def __init__(self, data: Mapping[str, str], keys: Iterable[CapitalKey]) -> None:
        self.marks = {key: _mark(data, name_of(key)) for key in keys}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ticked or written at any cell."""
        return not any(mark.is_ticked or mark.reason for mark in self.marks.values())

    @property
    def has_faults(self) -> bool:
        return any(mark.fault for mark in self.marks.values())

    @cached_property
    def reasons(self) -> dict[CapitalKey, str]:
        """Return the reason of each ticked cell."""
        return {key: mark.reason for key, mark in self.marks.items() if mark.is_ticked}


def name_of(key: CapitalKey) -> str:
    """Return how a cell of any measure is called in the form."""
    return f"{key[0] or 'h'}-{key[1]}-{key[2]}"


def _mark(data: Mapping[str, str], name: str) -> ReturnMark:
    is_ticked = bool(data.get(f"tra-{name}"))
    reason = data.get(f"ly-do-{name}", "").strip()[:REASON_MAX]
    fault = ""
    if "\0" in reason:
        fault = UNREADABLE
    elif is_ticked and not reason:
        fault = NO_REASON
    elif reason and not is_ticked:
        fault = NOT_TICKED
    return ReturnMark(name, is_ticked, reason, fault)
