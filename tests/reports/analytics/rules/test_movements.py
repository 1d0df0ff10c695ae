"""What the rules say of a commune, or a report, as a whole."""

import pytest

from reports.analytics.rules.findings import Where
from tests.reports.analytics.rules.facts_of import found, report, row_of, told


def test_a_report_without_a_change_asks_to_be_declared_unchanged() -> None:
    (finding,) = found("nothing-changed", report(has_changes=False))
    assert finding.place == Where()
    assert finding.place.cell_key == ""
    assert finding.message == (
        "Báo cáo Quý II/2020 chưa sửa ô nào; nếu quý này không có gì thay đổi, hãy "
        "xác nhận “Không thay đổi trong quý”."
    )


def test_a_first_report_cannot_be_declared_unchanged() -> None:
    facts = report(has_changes=False, has_base=False)
    assert told("nothing-changed", facts) == [
        "Báo cáo Quý II/2020 chưa có ô nào được nhập."
    ]


@pytest.mark.parametrize(
    ("has_changes", "is_unchanged"), [(True, False), (False, True)]
)
def test_a_report_that_was_changed_or_declared_unchanged_may_go(
    *, has_changes: bool, is_unchanged: bool
) -> None:
    facts = report(has_changes=has_changes, is_unchanged=is_unchanged)
    assert told("nothing-changed", facts) == []


def test_five_criteria_newly_met_are_a_sudden_rise() -> None:
    (finding,) = found("sudden-rise", report(row_of("cd dd cd cd cc cd cd")))
    assert finding.place == Where("23473")
    assert finding.message == (
        "Xã Đăk Long có 5 tiêu chí mới đạt chỉ trong Quý II/2020 "
        "(tiêu chí 1, 3, 4, 6, 7); hãy kiểm tra lại."
    )


def test_a_sudden_rise_says_how_many_were_not_judged_before() -> None:
    (message,) = told("sudden-rise", report(row_of("?d ?d cd cd cd")))
    assert ", trong đó 2 tiêu chí kỳ trước chưa đánh giá; " in message


def test_four_criteria_newly_met_are_no_sudden_rise() -> None:
    assert told("sudden-rise", report(row_of("cd cd cd cd dd dc"))) == []


def test_in_a_first_report_nothing_rises() -> None:
    assert told("sudden-rise", report(row_of("?d " * 19), has_base=False)) == []


def test_three_falls_in_a_commune_are_many() -> None:
    assert told("many-falls", report(row_of("dc dd dc cc dc"))) == [
        "Xã Đăk Long có 3 tiêu chí giảm từ đạt xuống chưa đạt trong Quý II/2020 "
        "(tiêu chí 1, 3, 5); hãy kiểm tra lại."
    ]


def test_two_falls_are_not_many() -> None:
    assert told("many-falls", report(row_of("dc dc d? ?c cc cd"))) == []
