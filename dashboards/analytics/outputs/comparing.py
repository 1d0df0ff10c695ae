"""A snapshot held against the same figures computed again."""

import json
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dashboards.analytics.outputs.content import output_content
from dashboards.analytics.outputs.reading import (
    Asked,
    NothingToGiveOut,
    Pinned,
    read_again,
    read_now,
)
from ntm_portal.lib.canonical import (
    Difference,
    canonical_text,
    differences,
    sha256_of,
)
from reports.models import Snapshot

LISTED = 200


@dataclass(frozen=True, slots=True)
class Comparison:
    """``is_intact``: the stored figures have the stored hash.

    ``sha256`` is that of the figures computed again, "" when nothing can be.
    """

    is_intact: bool
    sha256: str
    differences: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        return self.is_intact and not self.differences


def compute(asked: Asked) -> tuple[Pinned, str]:
    """Return the figures as they are now, as canonical text, and their rows.

    Raises NothingToGiveOut.
    """
    reading = read_now(asked)
    return reading.pinned, canonical_text(output_content(reading))


def compare(snapshot: Snapshot) -> Comparison:
    """Compute the figures of a snapshot again from what stood then."""
    is_intact = sha256_of(snapshot.figures) == snapshot.sha256
    try:
        again = canonical_text(output_content(read_again(snapshot)))
    except NothingToGiveOut as nothing:
        lost = Difference("nguồn số liệu", f"bản xuất {snapshot.code}", str(nothing))
        return Comparison(is_intact, "", (lost,))
    found: tuple[Difference, ...] = ()
    if again != snapshot.figures:
        pairs = differences(content_of(snapshot), json.loads(again))
        found = tuple(islice(pairs, LISTED))
    return Comparison(is_intact, sha256_of(again), found)


def content_of(snapshot: Snapshot) -> dict[str, Any]:
    """Return the figures that a snapshot keeps."""
    content: dict[str, Any] = json.loads(snapshot.figures)
    return content
