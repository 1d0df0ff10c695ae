"""Results of pure functions on text, kept: a table says few things, many times."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

# Enough for every name of the country; short, so that no file can fill the memory.
MOST, LONGEST = 16_384, 64

Result = TypeVar("Result")


def cached_by_text(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """Return the function with its results for short texts kept.

    A result must follow from the text alone, and must not be changed by its taker.
    """
    kept = lru_cache(maxsize=MOST)(function)

    @wraps(function)
    def cached(text: str) -> Result:
        return kept(text) if len(text) <= LONGEST else function(text)

    return cached
