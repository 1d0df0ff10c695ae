"""What does not fit in a sheet of capital is named with its cell."""

from decimal import Decimal

from programme.analytics.capital.checks import (
    TOTAL,
    MatchRule,
    check_disbursed,
    check_match,
    check_running,
    check_sheet,
    check_twice,
    gaps,
)
from programme.choices import CapitalSource

RULE = MatchRule(
    match=Decimal(1),
    shares={
        CapitalSource.PROVINCE: Decimal("0.5"),
        CapitalSource.DISTRICT: Decimal("0.3"),
        CapitalSource.COMMUNE: Decimal("0.2"),
    },
)
NAMES = {"": "Cấp huyện", "1": "Xã Một", "2": "Xã Hai"}


def allocated(**places):
    """Return amounts allocated: place to central, province, district and commune."""
    sources = ("central_investment", "province", "district", "commune")
    return {
        (place[1:], source, "allocated"): Decimal(str(amount))
        for place, amounts in places.items()
        for source, amount in zip(sources, amounts, strict=True)
        if amount is not None
    }


def messages(problems):
    return [each.message for each in problems]


def test_what_keeps_the_ratios_is_not_spoken_of():
    amounts = allocated(p1=(100, 50, 30, 20), p2=("12.35", "6.175", "3.705", "2.47"))
    assert not [*check_match(amounts, RULE, NAMES)]


def test_a_planted_breach_of_the_ratios_is_named_with_its_cell():
    amounts = allocated(p1=(100, 50, 30, 20), p2=(100, 50, 20, 20))
    found = [*check_match(amounts, RULE, NAMES)]
    assert messages(found) == [
        "Ngân sách địa phương: phân bổ 190, theo tỷ lệ là 200 triệu đồng (1 × NSTW), "
        "thiếu 10.",
        "Ngân sách huyện: phân bổ 50, theo tỷ lệ là 60 triệu đồng (0,3 × NSTW), "
        "thiếu 10. Lệch ở: Xã Hai.",
    ]
    assert found[1].cells == (
        ("2", "district", "allocated"),
        (TOTAL, "district", "allocated"),
    )


def test_too_much_of_one_budget_is_named_too():
    amounts = allocated(p1=(100, 60, 20, 20))
    said = messages(check_match(amounts, RULE, NAMES))
    assert [each.partition(":")[0] for each in said] == [
        "Ngân sách tỉnh",
        "Ngân sách huyện",
    ]
    assert "vượt 10" in said[0]


def test_the_tolerance_lets_rounded_papers_pass():
    amounts = allocated(p1=(1235, 618, 371, 247))
    assert messages(check_match(amounts, RULE, NAMES))
    rounded = MatchRule(RULE.match, RULE.shares, Decimal("0.5"))
    assert not messages(check_match(amounts, rounded, NAMES))


def test_a_budget_of_which_nothing_is_known_is_no_breach():
    amounts = allocated(p1=(100, 50, 30, None))
    said = messages(check_match(amounts, RULE, NAMES))
    assert "Ngân sách xã: chưa có số phân bổ; phải đối ứng 20" in said[-1]
    assert [each.is_met for each in gaps(amounts, RULE)][-1] is None


def test_a_local_budget_kept_at_the_district_counts_for_its_communes():
    amounts = allocated(p1=(100, None, None, None), p=(None, 50, 30, 20))
    assert not messages(check_match(amounts, RULE, NAMES))


def test_without_central_money_nothing_is_owed():
    assert gaps(allocated(p1=(None, 5, 3, 2)), RULE) == ()


def test_more_disbursed_than_allocated_names_the_cell():
    key = ("1", "credit", "disbursed")
    amounts = {("1", "credit", "allocated"): Decimal(5), key: Decimal("5.001")}
    (problem,) = check_disbursed(amounts, NAMES)
    assert problem.cells[0] == key
    assert "giải ngân 5,001 triệu đồng lớn hơn phân bổ 5." in problem.message


def test_disbursed_without_a_source_is_held_against_all_that_was_allocated():
    amounts = {
        ("1", "credit", "allocated"): Decimal(5),
        ("1", "other", "allocated"): Decimal(5),
        ("1", "whole", "disbursed"): Decimal(10),
    }
    assert not [*check_disbursed(amounts, NAMES)]
    amounts["1", "whole", "disbursed"] = Decimal(11)
    assert "lớn hơn phân bổ 10" in messages(check_disbursed(amounts, NAMES))[0]


def test_disbursed_of_an_unknown_allocation_is_said():
    amounts = {("1", "credit", "disbursed"): Decimal(5)}
    assert "chưa có số phân bổ" in messages(check_disbursed(amounts, NAMES))[0]


def test_a_running_total_that_falls_is_named():
    key = ("2", "other", "disbursed")
    said = messages(check_running({key: Decimal(3)}, {key: Decimal(4)}, NAMES))
    assert said == ["Xã Hai, Nguồn khác: giải ngân lũy kế 3 nhỏ hơn quý trước 4."]


def test_a_sum_beside_its_parts_may_count_twice():
    amounts = {
        ("1", "people", "allocated"): Decimal(5),
        ("1", "people_land", "allocated"): Decimal(1),
    }
    assert "không tính hai lần" in messages(check_twice(amounts, NAMES))[0]


def test_a_sheet_without_a_rule_is_still_checked_otherwise():
    amounts = {("1", "credit", "disbursed"): Decimal(5)}
    assert len(check_sheet(amounts, rule=None, earlier={}, names=NAMES)) == 1
