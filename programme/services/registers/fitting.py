"""Whether the rows of a register still fit it when the office changes the register."""

from collections.abc import Iterable, Iterator

from django.db.models import Q

from programme.choices import PlaceLevel, RegisterWriters
from programme.models import RegisterKind, RegisterRecord

DECIDING = ("place_level", "place_required", "writers")
# The places of a row from the largest to the smallest.
LEVELS = (PlaceLevel.DISTRICT, PlaceLevel.COMMUNE, PlaceLevel.VILLAGE)


def misfits(before: RegisterKind, after: RegisterKind) -> str:
    """Say how many rows would no longer fit, and why; "" for none.

    At most three queries, none when nothing changes that decides it.
    """
    if all(getattr(before, name) == getattr(after, name) for name in DECIDING):
        return ""
    rows = RegisterRecord.objects.filter(kind_id=before.pk)
    counts = ((rows.filter(wrong).count(), words) for wrong, words in _wrong(after))
    return ", ".join(f"{count} dòng {words}" for count, words in counts if count)


def _wrong(kind: RegisterKind) -> Iterator[tuple[Q, str]]:
    """Yield conditions of rows that the kind cannot have, and words for them."""
    depth = LEVELS.index(PlaceLevel(kind.place_level)) + 1 if kind.has_place else 0
    level = PlaceLevel(kind.place_level).label
    below = f"ghi địa bàn dưới cấp “{level}”" if depth else "có ghi địa bàn"
    yield _any(LEVELS[depth:], empty=False), below
    if kind.place_required:
        yield _any(LEVELS[:depth], empty=True), "chưa ghi đủ địa bàn"
    elif kind.writers == RegisterWriters.DISTRICTS:
        yield Q(district__isnull=True), "chưa ghi địa bàn"
    if kind.writers == RegisterWriters.AGENCIES:
        yield Q(agency__isnull=True), "chưa ghi đơn vị"


def _any(levels: Iterable[str], *, empty: bool) -> Q:
    found = Q(pk__in=[])
    for level in levels:
        found |= Q(**{f"{level}__isnull": empty})
    return found
