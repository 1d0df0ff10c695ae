"""Which criterion or indicator a row of Phụ lục 02 speaks of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from criteria.models import Indicator
from ntm_portal.lib.text import fold
from reports.importing.duty_rows import DutyRow, Part
from reports.importing.tables.labels import Labels, bare_number

CLOSE = 0.6
NUMBERED = re.compile(
    r"^(?:chỉ tiêu\s*)?(?P<code>\d{1,2}[.,]\d{1,2}(?!\d)|\d{1,2}(?=\s*[.):](?!\d)|$))"
    r"[\s.):\-–]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """A criterion, or one of its indicators ("" when the whole criterion is meant)."""

    criterion: int
    indicator: str = ""

    @property
    def label(self) -> str:
        if self.indicator:
            return f"chỉ tiêu {self.indicator}"
        return f"tiêu chí {self.criterion}"


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a row speaks of nothing for sure, and the part of it that says so."""

    part: Part
    message: str


class TargetReader:
    """Criteria and indicators of one set. One query."""

    def __init__(self, criteria: Mapping[int, str], set_code: str) -> None:
        self.criteria = criteria
        self._labels = Labels(criteria)
        self._indicators: dict[int, dict[str, str]] = {
            number: {} for number in criteria
        }
        rows = Indicator.objects.filter(criterion__criteria_set_id=set_code)
        for number, code, name in rows.values_list("criterion__number", "code", "name"):
            self._indicators[number][code] = name

    def read(self, row: DutyRow) -> Target | Unclear:
        """Return what the row assigns."""
        criterion = self._criterion(row)
        if isinstance(criterion, Unclear):
            return criterion
        return self._indicator(row, criterion)

    def name_differs(self, row: DutyRow) -> bool:
        """Say whether the criterion is named in words that the set does not use."""
        text = row.text(Part.CRITERION)
        return bool(text) and self._labels.read(text) is None

    def _criterion(self, row: DutyRow) -> int | Unclear:
        ordered = bare_number(row.cell(Part.ORDER))
        label = self._labels.read(row.text(Part.CRITERION))
        code = _code(row.text(Part.CONTENT))
        coded = int(code.partition(".")[0]) if code else None
        said = [number for number in (label and label.number, ordered, coded) if number]
        known = [number for number in said if number in self.criteria]
        if not known:
            return Unclear(Part.CRITERION, "Không rõ hàng này nói về tiêu chí nào.")
        if len(set(said)) > 1 or (label and label.other):
            return Unclear(
                Part.CONTENT if ordered in (None, known[0]) else Part.CRITERION,
                "Số thứ tự, tên tiêu chí và số chỉ tiêu mâu thuẫn: "
                f"{', '.join(str(number) for number in dict.fromkeys(said))}.",
            )
        return known[0]

    def _indicator(self, row: DutyRow, criterion: int) -> Target | Unclear:
        indicators = self._indicators[criterion]
        code = _code(row.text(Part.CONTENT))
        if len(indicators) == 1:
            if code in ("", str(criterion), f"{criterion}.1", *indicators):
                return Target(criterion)
            return self._no_such(criterion, code)
        if code in indicators:
            return Target(criterion, code)
        if "." in code:
            return self._no_such(criterion, code)
        text = NUMBERED.sub("", row.text(Part.CONTENT))
        if not text or self._labels.read(text) is not None:
            return Target(criterion)
        return self._by_words(criterion, text)

    def _by_words(self, criterion: int, text: str) -> Target | Unclear:
        names = {fold(name): code for code, name in self._indicators[criterion].items()}
        said = fold(text)
        if said in names:
            return Target(criterion, names[said])
        close = [names[key] for key in get_close_matches(said, names, 2, CLOSE)]
        asked = f" Có phải chỉ tiêu {' hay '.join(close)} không?" if close else ""
        return Unclear(
            Part.CONTENT,
            f"Không rõ là chỉ tiêu nào của tiêu chí {criterion}; hãy ghi số, ví dụ "
            f"“{criterion}.1.”.{asked}",
        )

    def _no_such(self, criterion: int, code: str) -> Unclear:
        codes = ", ".join(self._indicators[criterion])
        return Unclear(
            Part.CONTENT,
            f"Tiêu chí {criterion} không có chỉ tiêu {code}; các chỉ tiêu: {codes}.",
        )


def _code(text: str) -> str:
    """Return the number in front of an indicator: "17.1", "5", or ""."""
    found = NUMBERED.match(text)
    return found["code"].replace(",", ".") if found else ""
