"""Since when a criterion fails, and how near the rule of withdrawal that is."""

import datetime as dt
from dataclasses import replace

from criteria.analytics.recognition import Withdrawal
from dashboards.analytics.over_time.runs import histories, unmet_run
from dashboards.analytics.recognition.withdrawals import nearness
from ntm_portal.lib.periods import Quarter
from tests.dashboards import plain_figures as plain

LAW = plain.law()
FIRST = Quarter(2019, 1)
LONG_AGO = dt.date(2010, 1, 1)
RULE = Withdrawal(
    document="Quy định thử",
    valid_from=LONG_AGO,
    failing_count=2,
    must_hold=(19,),
    quarters=2,
)


def without(*numbers):
    return [each for each in plain.ALL if each not in numbers]


def series(*quarters, unknown=None):
    """Figures of one commune quarter by quarter; None is carried from before."""
    found = []
    for step, met in enumerate(quarters):
        period = FIRST.shift(step)
        last = next(each for each in reversed(quarters[: step + 1]) if each is not None)
        figures = plain.figures({"a": last}, unknown=unknown)
        (commune,) = figures.communes
        own = replace(commune, from_quarter=None if met is None else period.code)
        found.append(replace(figures, period=period, communes=(own,)))
    return found


def since(*quarters, unknown=None):
    history = histories(series(*quarters, unknown=unknown))["a"]
    return unmet_run(history, LAW.by_number[17])


def near(*quarters, rule=RULE, recognised=LONG_AGO):
    return nearness(rule, histories(series(*quarters))["a"], LAW.criteria, recognised)


def test_a_criterion_fails_since_the_quarter_after_it_was_met_last():
    found = since(without(17), plain.ALL, without(17), without(17))
    assert (found.since, found.is_open) == (Quarter(2019, 3), False)


def test_one_that_fails_from_the_first_data_on_may_have_failed_before():
    found = since(without(17), without(17))
    assert (found.since, found.is_open) == (FIRST, True)


def test_one_that_is_met_now_does_not_fail():
    assert since(without(17), plain.ALL) is None


def test_an_unknown_criterion_does_not_fail():
    assert since(without(17), unknown={"a": [17]}) is None


def test_enough_criteria_for_enough_quarters_reach_the_rule():
    found = near(plain.ALL, without(1, 2), without(1, 2, 3))
    assert (found.run, found.is_reached, found.unmet) == (2, True, 3)


def test_too_few_quarters_say_how_many_are_left():
    found = near(plain.ALL, plain.ALL, without(1, 2))
    assert (found.run, found.quarters_left, found.is_reached) == (1, 1, False)


def test_too_few_criteria_say_how_many_are_left():
    found = near(without(1, 2), without(1))
    assert (found.run, found.left, found.counts_now) == (0, 1, False)


def test_a_criterion_that_must_hold_suffices_alone():
    found = near(without(19), without(19))
    assert (found.musts, found.is_reached) == ((19,), True)


def test_a_rule_may_not_count_criteria_at_all():
    found = near(without(1, 2, 3), rule=replace(RULE, failing_count=None))
    assert (found.left, found.run, found.counts_now) == (None, 0, False)


def test_a_carried_quarter_neither_counts_nor_breaks_the_run():
    found = near(without(1, 2), None, without(1, 2))
    assert found.run == 2


def test_quarters_before_the_rule_do_not_count():
    late = replace(RULE, valid_from=dt.date(2019, 4, 1))
    assert near(without(1, 2), without(1, 2), rule=late).run == 1


def test_quarters_before_the_recognition_do_not_count():
    found = near(without(1, 2), without(1, 2), recognised=dt.date(2019, 5, 1))
    assert found.run == 1


def test_quarters_under_another_set_of_criteria_are_no_history():
    first, second = series(without(17), without(17))
    first = replace(first, law=replace(first.law, code="khác"))
    history = histories([first, second])["a"]
    assert unmet_run(history, LAW.by_number[17]).since == second.period


def test_without_data_nothing_is_near():
    assert nearness(RULE, (), LAW.criteria, LONG_AGO) is None
