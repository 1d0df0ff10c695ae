"""Rules on how much of a commune, or of a report, changed in the quarter."""

from reports.analytics.rules.facts import Facts, RowFacts
from reports.analytics.rules.naming import commune_name
from reports.choices import ResultState

MANY_NEWLY_MET = 5
MANY_FALLEN = 3


def nothing_changed(facts: Facts) -> str:
    """Tell of a report without a change that nobody declared to be unchanged."""
    if facts.has_changes or facts.is_unchanged:
        return ""
    if not facts.has_base:
        return f"Báo cáo {facts.period.label} chưa có ô nào được nhập."
    return (
        f"Báo cáo {facts.period.label} chưa sửa ô nào; nếu quý này không có gì thay "
        "đổi, hãy xác nhận “Không thay đổi trong quý”."
    )


def sudden_rise(facts: Facts, row: RowFacts) -> str:
    """Tell of a commune with many criteria newly đạt.

    Not of a district's first report, in which everything is new.
    """
    risen = [cell for cell in row.cells if cell.is_newly_met]
    if not facts.has_base or len(risen) < MANY_NEWLY_MET:
        return ""
    unknown = sum(cell.before == ResultState.UNKNOWN for cell in risen)
    of_them = f", trong đó {unknown} tiêu chí kỳ trước chưa đánh giá" if unknown else ""
    numbers = _numbers([cell.criterion.number for cell in risen])
    return (
        f"{commune_name(row)} có {len(risen)} tiêu chí mới đạt chỉ trong "
        f"{facts.period.label} ({numbers}){of_them}; hãy kiểm tra lại."
    )


def many_falls(facts: Facts, row: RowFacts) -> str:
    """Tell of a commune with many criteria that are no longer đạt."""
    fallen = [cell.criterion.number for cell in row.cells if cell.has_fallen]
    if len(fallen) < MANY_FALLEN:
        return ""
    return (
        f"{commune_name(row)} có {len(fallen)} tiêu chí giảm từ đạt xuống chưa đạt "
        f"trong {facts.period.label} ({_numbers(fallen)}); hãy kiểm tra lại."
    )


def _numbers(numbers: list[int]) -> str:
    return f"tiêu chí {', '.join(map(str, numbers))}"
