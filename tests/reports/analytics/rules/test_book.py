"""The rules as a whole."""

import unicodedata

import pytest
from django.utils.text import slugify

from criteria.analytics.plans import PlannedCell
from criteria.choices import Outcome
from reports.analytics.rules.book import RULES, findings_in
from reports.analytics.rules.facts import Facts
from reports.analytics.rules.findings import Finding, Where
from reports.choices import RuleLevel
from tests.reports.analytics.rules.facts_of import (
    MET,
    UNKNOWN,
    UNMET,
    cell,
    figure,
    report,
    row,
    row_of,
)

PLANNED = PlannedCell(2020)


def everything_wrong(quarter: str) -> Facts:
    cells = [
        cell(UNKNOWN, MET, number=1),
        cell(UNMET, MET, number=2, planned=PLANNED),
        cell(MET, number=3, suggested=Outcome.UNMET),
        cell(MET, number=4, suggested=Outcome.UNMET, against_reason="Có lý do"),
        cell(awaits_answer=True, figures=(figure("5", [90] * 6),)),
    ]
    rows = row(*cells, is_recognised=True), row_of("cd " * 5), row_of("dc " * 3)
    return report(*rows, quarter=quarter, has_changes=False)


def test_codes_are_slugs_and_each_is_used_once() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == [slugify(code) for code in codes]
    assert len(set(codes)) == len(codes)


def test_what_blocks_comes_first_and_notes_last() -> None:
    order = list(RuleLevel)
    levels = [order.index(rule.level) for rule in RULES]
    assert levels == sorted(levels)


def test_levels_have_their_vietnamese_names() -> None:
    assert RuleLevel.labels == ["chặn", "cảnh báo", "lưu ý"]


@pytest.mark.parametrize(
    ("quarter", "silent"), [("2020Q2", "plan-missed"), ("2020Q4", "plan-pending")]
)
def test_every_rule_speaks_in_a_whole_sentence_of_composed_text(
    quarter: str, silent: str
) -> None:
    findings = findings_in(everything_wrong(quarter))
    assert {each.rule for each in findings} == {rule.code for rule in RULES} - {silent}
    for finding in findings:
        assert finding.message.startswith(("Xã Đăk Long", "Báo cáo "))
        assert finding.message.endswith(".")
        assert unicodedata.is_normalized("NFC", finding.message)


def test_findings_come_in_the_order_of_the_rules() -> None:
    codes = [each.rule for each in findings_in(everything_wrong("2020Q4"))]
    order = [rule.code for rule in RULES]
    assert codes == sorted(codes, key=order.index)


def test_findings_carry_the_level_of_their_rule() -> None:
    levels = {rule.code: rule.level for rule in RULES}
    for finding in findings_in(everything_wrong("2020Q4")):
        assert finding.level == levels[finding.rule]


def test_a_report_in_order_has_no_findings() -> None:
    fine = cell(
        MET, UNMET, suggested=Outcome.MET, planned=PLANNED, figures=(figure("5", []),)
    )
    assert findings_in(report(row(fine, is_recognised=True), quarter="2020Q4")) == ()


def test_only_what_is_not_judged_can_be_sent_once_confirmed() -> None:
    findings = findings_in(everything_wrong("2020Q2"))
    unconfirmed = {each.rule for each in findings if each.blocks(is_confirmed=False)}
    confirmed = {each.rule for each in findings if each.blocks(is_confirmed=True)}
    assert unconfirmed - confirmed == {"unanswered"}
    assert confirmed == {
        "returned-without-answer",
        "nothing-changed",
        "fallen-without-cause",
        "against-indicators",
    }


@pytest.mark.parametrize("level", [RuleLevel.WARN, RuleLevel.NOTE])
def test_warnings_and_notes_never_block(level: RuleLevel) -> None:
    finding = Finding("thử", level, "Một câu.", Where())
    assert not finding.blocks(is_confirmed=False)
