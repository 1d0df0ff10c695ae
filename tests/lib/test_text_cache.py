"""Results for short texts are kept, those for long texts are not."""

from ntm_portal.lib.text_cache import LONGEST, cached_by_text


class Reader:
    """A function on text that tells how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.read = cached_by_text(self._read)

    def _read(self, text: str) -> str:
        self.asked.append(text)
        return text.upper()


def test_a_short_text_is_read_once() -> None:
    reader = Reader()
    assert [reader.read("đạt"), reader.read("đạt")] == ["ĐẠT", "ĐẠT"]
    assert reader.asked == ["đạt"]


def test_a_long_text_is_not_kept() -> None:
    reader, text = Reader(), "đ" * (LONGEST + 1)
    assert reader.read(text) == reader.read(text) == text.upper()
    assert reader.asked == [text, text]


def test_each_function_keeps_its_own_results() -> None:
    one, other = Reader(), Reader()
    one.read("x")
    other.read("x")
    assert one.asked == other.asked == ["x"]
