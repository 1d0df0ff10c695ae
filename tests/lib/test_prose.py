"""Long texts: how they are cleaned, and compared by paragraph."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_portal.lib.prose import Paragraph, clean_prose, compared


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
