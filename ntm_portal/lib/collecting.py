"""Work that builds many values which all stay: the collector would find nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Leave cycles in memory until the work is done.

    A large sheet is hundreds of thousands of small values, and Python would look all
    of them over again and again while they are made. Values that are no longer used
    go as ever, except those that refer to themselves in a circle.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
