"""Those who work at once: officers who type and save, readers who look.

An officer does as the page's script: each change with the version and the value that
it was typed on, a batch that got no answer goes out again, a conflict is answered.
"""

import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bench.officers_browser import Browser
from bench.officers_ledger import Answer

STATES = "dck"
PAGE, PASTE = "page", "paste"
SAVING, OPENING = "lưu ô", "mở lưới để nhập"
# Seconds from the first cell typed until the script sends, and between two pages.
TYPING, READING = (0.4, 1.2), (0.5, 2.0)
CELLS_TYPED, CELLS_PASTED = 6, 30
# Shares: of batches that were pasted, typed into the commune where both officers
# work, went out twice, and of conflicts that are answered with one's own value.
PASTED, MET, LOST, MINE = 0.08, 0.6, 0.05, 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell as typed, and the version and value that it was typed on.

    By its ``token`` an entry that goes out again is known.
    """

    cell: str
    state: str
    version: int
    seen: str
    token: str
    door: str = PAGE

    def line(self) -> str:
        door = f":{PASTE}" if self.door == PASTE else ""
        typed = f"{self.cell}:{self.state}:{self.version}:{self.seen}"
        return f"{typed}{door}@{self.token}"


@dataclass(slots=True)
class Tally:
    """What happened to one officer, in counts of cells but for ``sent_again``.

    A conflict is resolved when theirs is taken, or mine stored on theirs.
    """

    answers: list[Answer] = field(default_factory=list)
    met: int = 0
    kept_mine: int = 0
    took_theirs: int = 0
    sent_again: int = 0


class Officer:
    """Types into the report of one district and saves, until the time is over."""

    def __init__(self, browser: Browser, name: str, path: str, *, seed: str) -> None:
        self.browser, self.name, self.path = browser, name, path
        self.tally = Tally()
        self.chance = random.Random(seed)  # noqa: S311
        self.cells: list[str] = []
        self.states: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.person = ""
        self.typed = 0

    def work(self, until: float) -> None:
        """Open the grid and save batches; ``until`` is a reading of perf_counter."""
        page = self.browser.page(OPENING, self.path)
        if page is None:
            return
        self._read(page)
        while time.perf_counter() < until:
            entries = self._typed()
            time.sleep(self.chance.uniform(*TYPING))
            self._save(entries)

    def _read(self, page: str) -> None:
        communes = re.findall(r'data-xa="(\w+)"', page)
        numbers = list(dict.fromkeys(re.findall(r'data-so="(\d+)"', page)))
        found = {
            name: re.findall(pattern, page)[0]
            for name, pattern in (
                ("states", r'data-nay="([dck]+)"'),
                ("versions", r'data-ban="([\d: ]*)"'),
                ("person", r'name="person" value="(\d+)"'),
            )
        }
        self.cells = [f"{each}-{n}" for each in communes for n in numbers]
        self.person = found["person"]
        self._take(found["states"], found["versions"])

    def _take(self, states: str, versions: str) -> None:
        self.states = dict(zip(self.cells, states, strict=True))
        pairs = (pair.split(":") for pair in versions.split())
        self.versions = {self.cells[int(i)]: int(version) for i, version in pairs}

    def _typed(self) -> list[Entry]:
        door = PASTE if self.chance.random() < PASTED else PAGE
        most = CELLS_PASTED if door == PASTE else CELLS_TYPED
        is_shared = self.chance.random() < MET
        row = self.cells[0].split("-")[0]
        near = [each for each in self.cells if each.startswith(f"{row}-")]
        among = near if is_shared else self.cells
        count = min(self.chance.randint(1, most), len(among))
        return [
            self._entry(cell, door=door) for cell in self.chance.sample(among, count)
        ]

    def _entry(self, cell: str, *, door: str) -> Entry:
        seen = self.states[cell]
        state = self.chance.choice([each for each in STATES if each != seen])
        version = self.versions.get(cell, 0)
        return Entry(cell, state, version, seen, self._token(), door)

    def _token(self) -> str:
        self.typed += 1
        return f"{self.person}-{self.typed}"

    def _save(self, entries: Sequence[Entry]) -> None:
        insisted: set[str] = set()
        while entries:
            answer = self._send(entries)
            if answer and self.chance.random() < LOST:
                # The line was cut before the answer came: it all goes out again,
                # with what was typed meanwhile.
                self.tally.sent_again += 1
                entries = [*entries, self._on_top(entries[-1])]
                answer = self._send(entries, is_again=True)
            if answer is None:
                return
            self._take(answer["states"], answer["versions"])
            conflicts = {each["key"]: each for each in answer["conflicts"]}
            self.tally.met += len(conflicts.keys() - insisted)
            self.tally.kept_mine += len(insisted - conflicts.keys())
            entries = list(self._chosen(conflicts))
            insisted = {entry.cell for entry in entries}

    def _on_top(self, last: Entry) -> Entry:
        others = [each for each in STATES if each != last.state]
        state = self.chance.choice(others)
        return replace(last, state=state, seen=last.state, token=self._token())

    def _send(self, entries: Sequence[Entry], *, is_again: bool = False) -> Any:
        lines = "\n".join(entry.line() for entry in entries)
        fields = {"person": self.person, "lines": lines}
        answer = self.browser.post(SAVING, f"{self.path}o/", fields)
        if answer is not None:
            self._note(entries, answer, is_again=is_again)
        return answer

    def _note(
        self, entries: Sequence[Entry], answer: Mapping[str, Any], *, is_again: bool
    ) -> None:
        pairs = (pair.split(":") for pair in answer["versions"].split())
        versions = {self.cells[int(i)]: int(version) for i, version in pairs}
        conflicts = {each["key"] for each in answer["conflicts"]}
        for cell in dict.fromkeys(entry.cell for entry in entries):
            chain = [each for each in entries if each.cell == cell]
            self.tally.answers.append(
                Answer(
                    officer=self.name,
                    cell=cell,
                    seen=chain[0].seen,
                    steps=tuple((each.state, each.door) for each in chain),
                    version=versions.get(cell, 0),
                    is_conflict=cell in conflicts,
                    is_again=is_again,
                )
            )

    def _chosen(self, conflicts: Mapping[str, Mapping[str, Any]]) -> Iterator[Entry]:
        """Yield what goes out again on the other's value; the rest takes theirs."""
        for cell, met in conflicts.items():
            if self.chance.random() < MINE:
                theirs = met["version"], met["theirs"]
                yield Entry(cell, met["mine"], *theirs, self._token())
            else:
                self.tally.took_theirs += 1


class Reader:
    """Looks at one page after the other, until the time is over."""

    def __init__(
        self, browser: Browser, pages: Mapping[str, Sequence[str]], *, seed: str
    ) -> None:
        self.browser, self.pages = browser, pages
        self.chance = random.Random(seed)  # noqa: S311

    def work(self, until: float) -> None:
        """Read; ``until`` is a reading of perf_counter."""
        while time.perf_counter() < until:
            kind = self.chance.choice(list(self.pages))
            self.browser.page(kind, self.chance.choice(self.pages[kind]))
            time.sleep(self.chance.uniform(*READING))
