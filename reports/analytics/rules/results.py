"""Rules on the result of one criterion of one commune."""

from criteria.choices import Outcome
from reports.analytics.rules.facts import CellFacts, Facts, RowFacts
from reports.analytics.rules.naming import cell_name
from reports.choices import FallCause, ResultState

OPPOSITE = {ResultState.MET: Outcome.UNMET, ResultState.UNMET: Outcome.MET}
CAUSES = ", ".join(FallCause.labels)


def unanswered(_facts: Facts, row: RowFacts, cell: CellFacts) -> str:
    """Tell of a cell that is chưa đánh giá, and that it was đạt when it was."""
    if cell.state != ResultState.UNKNOWN:
        return ""
    was = " dù kỳ trước đã đạt" if cell.before == ResultState.MET else ""
    return (
        f"{cell_name(row, cell)} chưa đánh giá{was}; hãy chọn đạt hoặc chưa đạt, "
        "hoặc xác nhận gửi khi chưa đánh giá."
    )


def against_indicators(_facts: Facts, row: RowFacts, cell: CellFacts) -> str:
    """Tell of a result set against its indicators without a reason."""
    if not _is_against(cell) or cell.against_reason.strip():
        return ""
    return (
        f"{_contradiction(row, cell)}; hãy sửa kết quả, sửa giá trị chỉ tiêu hoặc "
        "ghi lý do."
    )


def against_indicators_explained(_facts: Facts, row: RowFacts, cell: CellFacts) -> str:
    """Tell of a result set against its indicators, with the reason given."""
    reason = cell.against_reason.strip()
    if not _is_against(cell) or not reason:
        return ""
    return f"{_contradiction(row, cell)}. Lý do của huyện: “{reason}”."


def fallen_without_cause(_facts: Facts, row: RowFacts, cell: CellFacts) -> str:
    """Tell of a criterion that is no longer đạt, with none of the causes given."""
    if not cell.has_fallen or cell.fall_cause is not None:
        return ""
    return (
        f"{cell_name(row, cell)} giảm từ đạt xuống chưa đạt mà chưa có nguyên nhân; "
        f"hãy chọn một trong ba nguyên nhân: {CAUSES}."
    )


def recognised_but_unmet(_facts: Facts, row: RowFacts, cell: CellFacts) -> str:
    """Tell of a criterion that a commune recognised as đạt chuẩn does not meet."""
    if not row.is_recognised or cell.state != ResultState.UNMET:
        return ""
    return (
        f"{cell_name(row, cell)} chưa đạt trong khi xã đã được công nhận đạt chuẩn; "
        "hãy kiểm tra lại kết quả."
    )


def returned_without_answer(_facts: Facts, row: RowFacts, cell: CellFacts) -> str:
    """Tell of a cell that was given back and still waits for its answer."""
    if not cell.awaits_answer:
        return ""
    return (
        f"{cell_name(row, cell)} bị trả lại mà chưa có trả lời; hãy trả lời ô này "
        "trước khi gửi."
    )


def _is_against(cell: CellFacts) -> bool:
    return cell.suggested is not None and OPPOSITE.get(cell.state) == cell.suggested


def _contradiction(row: RowFacts, cell: CellFacts) -> str:
    return (
        f"{cell_name(row, cell)} ghi {cell.state.label} trong khi giá trị các chỉ tiêu "
        f"cho thấy {OPPOSITE[cell.state].label}"
    )
