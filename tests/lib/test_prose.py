"""Long texts: how they are cleaned, and compared by paragraph."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_portal.lib.prose import LONGEST, Paragraph, clean_prose, compared, turn


def test_a_text_is_composed_and_keeps_its_lines() -> None:
    decomposed = unicodedata.normalize("NFD", "Xã Đăk Kroong")
    assert clean_prose(f"  {decomposed}\r\n\tđạt\rtiêu chí\n\n") == (
        "Xã Đăk Kroong\n\tđạt\ntiêu chí"
    )


def test_what_cannot_be_written_goes() -> None:
    assert clean_prose("a\x00b\x1bc\x7fd\ud800e\ufffef\uffffg🙂") == "abcdefg🙂"


@given(st.text(max_size=80))
@settings(max_examples=60)
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    assert clean_prose(clean_prose(text)) == clean_prose(text)


def test_new_and_missing_paragraphs_are_told() -> None:
    found, gone = compared("một\n\nba\nhai", "một\nhai\nbốn")
    assert found == (
        Paragraph("một", is_new=False),
        Paragraph("ba", is_new=True),
        Paragraph("hai", is_new=False),
    )
    assert gone == ("bốn",)


def test_a_paragraph_written_twice_is_new_once() -> None:
    found, gone = compared("một\nmột", "một")
    assert [each.is_new for each in found] == [False, True]
    assert gone == ()


def test_a_paragraph_left_out_once_of_twice_is_missing_once() -> None:
    assert compared("một", "một\nmột")[1] == ("một",)


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ("", "Lũ cuốn trôi", "", "Lũ cuốn trôi"),
        ("Lũ cuốn trôi", "", "Lũ cuốn trôi", ""),
        ("một hai", "một ba", "một hai", "một ba"),
        (
            "a b c d e f g h i k l m",
            "a b c d e x y h i k l m",
            "…b c d e f g h i k l…",
            "…b c d e x y h i k l…",
        ),
        ("a a a", "a a a a", "a a a", "a a a a"),
        ("một\nhai", "một\nba", "một\nhai", "một\nba"),
        ("một hai", "một  hai", "một hai", "một hai"),
    ],
)
def test_what_changed_in_a_text_is_shown_with_a_few_words_around(
    before: str, after: str, old: str, new: str
) -> None:
    assert turn(before, after) == (old, new)


def test_a_long_change_is_cut() -> None:
    old, new = turn("", "đ" * (LONGEST + 1))
    assert (old, new) == ("", "đ" * LONGEST + "…")


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_two_texts_with_other_words_are_never_shown_alike(one: str, other: str) -> None:
    if one.split() != other.split():
        old, new = turn(one, other)
        assert old != new
