"""Quarter codes in addresses."""

from ntm_portal.lib.periods import Quarter


class QuarterConverter:
    """2019Q4 in an address; other text does not match and answers 404.

    BadQuarter is a ValueError, which Django takes for "no match".
    """

    regex = r"\d{4}Q[1-4]"

    def to_python(self, value: str) -> Quarter:
        return Quarter.parse(value)

    def to_url(self, value: Quarter | str) -> str:
        return str(value)
