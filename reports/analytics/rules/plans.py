"""Rules on what Phụ lục 01 plans for a commune."""

from reports.analytics.rules.facts import CellFacts, Facts, RowFacts
from reports.analytics.rules.naming import cell_name
from reports.choices import ResultState

LAST_QUARTER = 4


def planned_not_yet_met(facts: Facts, row: RowFacts, cell: CellFacts) -> str:
    """Tell of a planned criterion that is not đạt, while the year still runs."""
    return "" if _year_ends(facts) else _missed(facts, row, cell)


def planned_not_met_at_year_end(facts: Facts, row: RowFacts, cell: CellFacts) -> str:
    """Tell of a planned criterion that is not đạt in the last quarter."""
    return _missed(facts, row, cell) if _year_ends(facts) else ""


def _year_ends(facts: Facts) -> bool:
    return facts.period.number == LAST_QUARTER


def _missed(facts: Facts, row: RowFacts, cell: CellFacts) -> str:
    if cell.planned is None or cell.state == ResultState.MET:
        return ""
    now = f"nhưng đến {facts.period.label} {cell.state.label}"
    name, year = cell_name(row, cell), cell.planned.year
    if year is None:
        return f"{name} được Phụ lục 01 ghi là đã đạt {now}."
    if year > facts.period.year:
        return ""
    return f"{name} được Phụ lục 01 giao phấn đấu đạt năm {year} {now}."
