"""What officers were told against what the log keeps: nothing lost, nothing added.

The log is compared with the answers, not with what the server meant to do: an answer
names the version of each cell, which is the key of the row that stands there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# A value by its letter (d, c, k), and the door by which it came.
Step = tuple[str, str]
# A step of one person: the cell, the value it stood on, the value after, the door.
Deed = tuple[str, str, str, str]
SHOWN_MAX = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said of the changes of one cell in one batch.

    ``steps`` were sent in this order, the first typed on the value ``seen``;
    ``version`` stands after them. In a conflict none of them was stored.
    ``is_again``: the batch repeats the one before, whose answer did not reach the
    officer.
    """

    officer: str
    cell: str
    seen: str
    steps: tuple[Step, ...]
    version: int
    is_conflict: bool = False
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the log; ``key`` grows in the order of writing."""

    key: int
    officer: str
    cell: str
    before: str
    after: str
    door: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The log of all reports, oldest first, and the values of the cells around it."""

    rows: Sequence[Row]
    start: Mapping[str, str]
    final: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many changes were stored, how many found their value there already."""

    stored: int
    already_so: int
    differences: tuple[str, ...]


def compare(answers: Iterable[Answer], audit: Audit) -> Comparison:
    """Hold the log and the cells against the answers, which come in order per officer.

    Every difference is a sentence in Vietnamese.
    """
    book = _Book(audit)
    for answer in answers:
        book.take(answer)
    found = [*book.odd, *_other_deeds(book.deeds, audit.rows)]
    found += [*_broken_chains(audit), *_other_ends(book.last, audit)]
    stored = sum(map(len, book.deeds.values()))
    return Comparison(stored, book.already_so, tuple(found))


class _Book:
    """Sorts answers into what must be in the log and what must not."""

    def __init__(self, audit: Audit) -> None:
        self.rows = {row.key: row for row in audit.rows}
        self.deeds: dict[str, list[Deed]] = {}
        self.last: dict[str, tuple[int, str]] = {}
        self.odd: list[str] = []
        self.already_so = 0
        self._stored_before: dict[tuple[str, str], int] = {}

    def take(self, answer: Answer) -> None:
        place = (answer.officer, answer.cell)
        count = self._stored_before.pop(place, 0) if answer.is_again else 0
        before = (answer.seen, *(state for state, _ in answer.steps))
        steps = answer.steps[count:]
        row = self.rows.get(answer.version)
        if answer.is_conflict and row and row.officer == answer.officer:
            self.odd.append(f"{answer.officer}, ô {answer.cell}: tranh với chính mình")
        if answer.is_conflict or not steps:
            return
        if row is None or row.cell != answer.cell or row.after != steps[-1][0]:
            self.odd.append(
                f"{answer.officer}, ô {answer.cell}: được trả lời đã lưu "
                f"“{steps[-1][0]}” ở bản {answer.version}, nhật ký không có như thế"
            )
        if row and row.officer != answer.officer:
            self.already_so += 1
            return
        self._stored_before[place] = len(steps)
        deeds = self.deeds.setdefault(answer.officer, [])
        deeds += [
            (answer.cell, was, state, door)
            for was, (state, door) in zip(before[count:], steps, strict=False)
        ]
        known = self.last.get(answer.cell, (0, ""))
        self.last[answer.cell] = max(known, (answer.version, steps[-1][0]))


def _other_deeds(
    acknowledged: Mapping[str, Sequence[Deed]], rows: Sequence[Row]
) -> Iterator[str]:
    logged: dict[str, list[Deed]] = {}
    for row in rows:
        deed = (row.cell, row.before, row.after, row.door)
        logged.setdefault(row.officer, []).append(deed)
    for officer in sorted({*acknowledged, *logged}):
        told, kept = acknowledged.get(officer, ()), logged.get(officer, ())
        lost, added = Counter(told) - Counter(kept), Counter(kept) - Counter(told)
        if lost:
            yield f"{officer}: mất {lost.total()} thay đổi đã nhận: {_some(lost)}"
        if added:
            yield f"{officer}: thừa {added.total()} dòng nhật ký: {_some(added)}"
        if not lost and not added and list(told) != list(kept):
            first = next(i for i, deed in enumerate(told) if deed != kept[i])
            said = _said(told[first])
            yield f"{officer}: sai thứ tự từ thay đổi thứ {first + 1}: {said}"


def _broken_chains(audit: Audit) -> Iterator[str]:
    now = dict(audit.start)
    for row in audit.rows:
        if now.get(row.cell) != row.before:
            yield (
                f"ô {row.cell}, dòng {row.key} của {row.officer}: trước đó là "
                f"“{now.get(row.cell)}”, nhật ký ghi “{row.before}”"
            )
        now[row.cell] = row.after


def _other_ends(last: Mapping[str, tuple[int, str]], audit: Audit) -> Iterator[str]:
    expected = {**audit.start, **{cell: state for cell, (_, state) in last.items()}}
    for cell in sorted({*expected, *audit.final}):
        if expected.get(cell) != audit.final.get(cell):
            yield (
                f"ô {cell}: thay đổi cuối được nhận là “{expected.get(cell)}”, "
                f"báo cáo có “{audit.final.get(cell)}”"
            )


def _some(deeds: Counter[Deed]) -> str:
    shown = [_said(deed) for deed in deeds][:SHOWN_MAX]
    return "; ".join(shown) + ("; …" if len(deeds) > SHOWN_MAX else "")


def _said(deed: Deed) -> str:
    cell, before, after, door = deed
    return f"{cell} {before}→{after} ({door})"
