"""All rules of a quarterly report, in the order in which they are read."""

from reports.analytics.rules.facts import Facts
from reports.analytics.rules.findings import Finding
from reports.analytics.rules.histories import far_from_history
from reports.analytics.rules.kinds import (
    CellRule,
    FigureRule,
    ReportRule,
    RowRule,
    Rule,
)
from reports.analytics.rules.movements import many_falls, nothing_changed, sudden_rise
from reports.analytics.rules.plans import (
    planned_not_met_at_year_end,
    planned_not_yet_met,
)
from reports.analytics.rules.results import (
    against_indicators,
    against_indicators_explained,
    fallen_without_cause,
    recognised_but_unmet,
    returned_without_answer,
    unanswered,
)
from reports.choices import RuleLevel

RULES: tuple[Rule, ...] = (
    CellRule(
        code="returned-without-answer",
        level=RuleLevel.BLOCK,
        title="Ô bị trả lại chưa trả lời",
        check=returned_without_answer,
    ),
    ReportRule(
        code="nothing-changed",
        level=RuleLevel.BLOCK,
        title="Chưa sửa ô nào",
        check=nothing_changed,
    ),
    CellRule(
        code="fallen-without-cause",
        level=RuleLevel.BLOCK,
        title="Giảm từ đạt mà chưa có nguyên nhân",
        check=fallen_without_cause,
    ),
    CellRule(
        code="against-indicators",
        level=RuleLevel.BLOCK,
        title="Kết quả trái với chỉ tiêu, chưa có lý do",
        check=against_indicators,
    ),
    CellRule(
        code="unanswered",
        level=RuleLevel.BLOCK,
        title="Ô chưa đánh giá",
        is_confirmable=True,
        check=unanswered,
    ),
    CellRule(
        code="recognised-but-unmet",
        level=RuleLevel.WARN,
        title="Xã đã được công nhận có tiêu chí chưa đạt",
        check=recognised_but_unmet,
    ),
    CellRule(
        code="plan-missed",
        level=RuleLevel.WARN,
        title="Cuối năm chưa đạt theo Phụ lục 01",
        check=planned_not_met_at_year_end,
    ),
    FigureRule(
        code="far-from-history",
        level=RuleLevel.WARN,
        title="Giá trị khác xa các quý trước",
        check=far_from_history,
    ),
    RowRule(
        code="sudden-rise",
        level=RuleLevel.WARN,
        title="Nhiều tiêu chí đạt cùng lúc",
        check=sudden_rise,
    ),
    RowRule(
        code="many-falls",
        level=RuleLevel.WARN,
        title="Nhiều tiêu chí giảm cùng lúc",
        check=many_falls,
    ),
    CellRule(
        code="plan-pending",
        level=RuleLevel.NOTE,
        title="Chưa đạt theo Phụ lục 01, năm chưa hết",
        check=planned_not_yet_met,
    ),
    CellRule(
        code="against-indicators-explained",
        level=RuleLevel.NOTE,
        title="Kết quả trái với chỉ tiêu, đã có lý do",
        check=against_indicators_explained,
    ),
)
RULES_BY_CODE = {rule.code: rule for rule in RULES}


def findings_in(facts: Facts) -> tuple[Finding, ...]:
    """Return what all rules find, in the order of the rules, then of the communes.

    The levels come in the order block, warn, note. No query.
    """
    return tuple(finding for rule in RULES for finding in rule.findings(facts))
