"""The lists of tasks: narrowed, counted, as a board."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from programme.analytics.tasks.lines import UNREPORTED, TaskLine
from programme.choices import TaskState

OVERDUE, SILENT, WAITING, RETURNED, NEW = (
    "qua-han",
    "im-lang",
    "cho-xem",
    "tra-lai",
    "chua-bao-cao",
)


def _is_in(state: TaskState) -> Callable[[TaskLine], bool]:
    return lambda line: line.state == state


# What lines may be narrowed to, with the words for it.
CONDITIONS: Mapping[str, tuple[str, Callable[[TaskLine], bool]]] = {
    OVERDUE: ("Quá hạn", lambda line: line.is_overdue),
    SILENT: ("Im lặng quý vừa qua", lambda line: line.is_silent),
    WAITING: ("Chờ Văn phòng xem", lambda line: line.is_waiting),
    RETURNED: ("Bị trả lại", lambda line: line.is_returned),
    NEW: (UNREPORTED, lambda line: line.state is None),
    **{state.value: (state.label, _is_in(state)) for state in TaskState},
}
BOARD = (NEW, *TaskState.values)


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """What an office asks first."""

    total: int
    overdue: int
    silent: int
    stuck: int
    waiting: int


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """Tasks in one state, worst first."""

    key: str
    label: str
    lines: tuple[TaskLine, ...]


def narrowed(lines: Iterable[TaskLine], condition: str) -> tuple[TaskLine, ...]:
    """Keep the lines that meet a condition; "" keeps all."""
    if condition not in CONDITIONS:
        return tuple(lines)
    _label, meets = CONDITIONS[condition]
    return tuple(line for line in lines if meets(line))


def counts_of(lines: Sequence[TaskLine]) -> TaskCounts:
    return TaskCounts(
        total=len(lines),
        overdue=len(narrowed(lines, OVERDUE)),
        silent=len(narrowed(lines, SILENT)),
        stuck=len(narrowed(lines, TaskState.STUCK)),
        waiting=len(narrowed(lines, WAITING)),
    )


def board_of(lines: Sequence[TaskLine]) -> tuple[BoardColumn, ...]:
    """Return the columns of the board, every line in one of them."""
    return tuple(
        BoardColumn(key, CONDITIONS[key][0], narrowed(lines, key)) for key in BOARD
    )
