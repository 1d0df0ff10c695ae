"""Equal data have equal text; what differs is named by its place."""

import datetime as dt
from decimal import Decimal

import pytest

from ntm_portal.lib.canonical import canonical_text, differences, plain


def told(before, after):
    return [
        (each.where, each.before, each.after) for each in differences(before, after)
    ]


def test_the_order_of_keys_does_not_matter():
    assert canonical_text({"b": 1, "a": [2, None]}) == canonical_text(
        {"a": [2, None], "b": 1}
    )


def test_decimals_and_days_are_written_as_text():
    assert plain({"x": Decimal("14.8000"), "d": dt.date(2020, 12, 31)}) == {
        "x": "14.8000",
        "d": "2020-12-31",
    }


def test_a_binary_fraction_is_refused():
    with pytest.raises(TypeError, match="float"):
        canonical_text({"x": 0.1})


def test_vietnamese_stays_readable():
    text = canonical_text({"xã": "Đắk Long"})
    assert text == '{"xã":"Đắk Long"}'


def test_equal_data_have_no_difference():
    assert told({"a": [1, {"code": "x"}]}, {"a": [1, {"code": "x"}]}) == []


def test_an_item_of_a_list_is_named_by_its_code():
    before = {"groups": [{"code": "II", "attained": 20}, {"code": "V", "attained": 3}]}
    after = {"groups": [{"code": "II", "attained": 21}, {"code": "V", "attained": 3}]}
    assert told(before, after) == [("groups › II › attained", "20", "21")]


def test_items_without_a_name_of_their_own_are_counted():
    assert told({"a": ["x", "y"]}, {"a": ["x", "z"]}) == [("a › 2", "y", "z")]


def test_what_only_one_has_is_told():
    assert told({"a": 1}, {"b": [1]}) == [
        ("a", "1", "(không có)"),
        ("b", "(không có)", "[1]"),
    ]


def test_nothing_and_zero_differ():
    assert told({"a": None}, {"a": 0}) == [("a", "–", "0")]


def test_a_truth_is_not_a_count():
    assert told({"a": True}, {"a": 1}) == [("a", "true", "1")]


def test_a_long_value_is_cut_in_the_telling():
    assert told({"a": "x" * 200}, {"a": ""})[0][1] == "x" * 80 + "…"
