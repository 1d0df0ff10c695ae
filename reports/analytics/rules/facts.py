"""What the rules look at: plain values of one district's quarter."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from communes.analytics.places import Place
from criteria.analytics.law import LawCriterion
from criteria.analytics.plans import PlannedCell
from criteria.choices import Outcome
from ntm_portal.lib.periods import Quarter
from reports.choices import FallCause, ResultState

# How many quarters back a number is held against its own history.
HISTORY_QUARTERS = 12


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """A number that a commune has for an indicator, and its own earlier ones.

    An indicator with two numbers gives two of these; ``value_name`` is "" for the
    first. All are in ``unit``. ``history`` holds the approved numbers of at most
    HISTORY_QUARTERS quarters before, oldest first, without those that have none.
    """

    indicator_code: str
    unit: str
    value: Decimal
    history: tuple[Decimal, ...] = ()
    value_name: str = ""


@dataclass(frozen=True, slots=True)
class CellFacts:
    """One criterion of a commune, now and in the base of the report.

    ``suggested`` is what the values of its indicators suggest; None when they say
    nothing or were not looked at. ``planned`` is its cell of Phụ lục 01, None when
    it is not planned. ``against_reason`` and ``fall_cause`` are what the district
    wrote, "" and None when nothing. ``awaits_answer``: given back, not yet answered.
    """

    criterion: LawCriterion
    state: ResultState
    before: ResultState
    suggested: Outcome | None = None
    against_reason: str = ""
    fall_cause: FallCause | None = None
    planned: PlannedCell | None = None
    awaits_answer: bool = False
    figures: tuple[FigureFacts, ...] = ()

    @property
    def is_newly_met(self) -> bool:
        return self.state == ResultState.MET and self.before != ResultState.MET

    @property
    def has_fallen(self) -> bool:
        """Met in the base, and judged not to be any more."""
        return self.before == ResultState.MET and self.state == ResultState.UNMET


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A commune with all its criteria.

    ``is_recognised``: recognised as đạt chuẩn on the last day of the quarter.
    """

    place: Place
    cells: tuple[CellFacts, ...]
    is_recognised: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A district's quarter, or those of its communes that are being typed in.

    ``has_base`` says whether any quarter was approved before, ``has_changes`` whether
    anything of the report differs from it, ``is_unchanged`` whether the district has
    declared that nothing changed in the quarter.
    """

    period: Quarter
    rows: tuple[RowFacts, ...]
    has_base: bool
    has_changes: bool
    is_unchanged: bool

    @property
    def cells(self) -> Iterator[tuple[RowFacts, CellFacts]]:
        """Every cell with its row, in order."""
        return ((row, cell) for row in self.rows for cell in row.cells)
