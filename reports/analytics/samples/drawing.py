"""The draw of claims to check in the field: pure, and the same on every machine.

Each claim has as many tickets as its weight. A ticket is a SHA-256 of the seed and
the claim, and the claim with the smallest ticket is drawn first. The smallest of w
even numbers is what Efraimidis and Spirakis (2006) draw weighted samples without
replacement by; with whole weights it takes neither logarithms nor a generator of
random numbers, so anybody can repeat it. An example is in docs/so-lieu.md.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ntm_portal.lib.text import format_number

WEIGHT = 1
FOR_NEWLY_MET = 2
FOR_MANY_NEWLY_MET = 2
FOR_NEAR_THRESHOLD = 3


class TooFewClaims(Exception):
    """More is to be drawn than there is; the message says how many there are."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One result claimed to be đạt; ``why`` tells what its weight is above 1 for."""

    district_code: str
    commune_code: str
    criterion_id: int
    criterion_number: int
    weight: int = WEIGHT
    why: str = ""

    @property
    def place(self) -> tuple[str, int]:
        """Return what claims are put in order by."""
        return self.commune_code, self.criterion_number


def weigh(
    *, newly_met_with: int | None, many: int, near: Sequence[str]
) -> tuple[int, str]:
    """Return the weight of a claim and why it is more than 1.

    ``newly_met_with``: how many criteria of the commune are newly đạt together with
    this one, None when this one is not; from ``many`` on each weighs more. ``near``:
    the values that only just meet their threshold, in words.
    """
    weight, why = WEIGHT, []
    if newly_met_with is not None:
        weight += FOR_NEWLY_MET
        why.append("mới đạt quý này")
        if newly_met_with >= many:
            weight += FOR_MANY_NEWLY_MET
            why.append(f"xã có {newly_met_with} tiêu chí cùng mới đạt")
    if near:
        weight += FOR_NEAR_THRESHOLD
        others = f" và {len(near) - 1} chỉ tiêu khác" if len(near) > 1 else ""
        why.append(near[0] + others)
    return weight, "; ".join(why)


def claims_hash(claims: Iterable[Claim]) -> str:
    """Return the SHA-256 of the claims with their weights, in order."""
    ordered = sorted(claims, key=lambda each: each.place)
    lines = (
        f"{each.commune_code}|{each.criterion_number}|{each.weight}\n"
        for each in ordered
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def draw(claims: Collection[Claim], *, size: int, seed: str) -> tuple[Claim, ...]:
    """Draw that many claims, in the order in which they are drawn.

    A sample that is large enough has at least one claim of every district with any:
    the one of each that is drawn first. Raises TooFewClaims.
    """
    if size > len(claims):
        raise TooFewClaims(
            f"Quý này chỉ có {format_number(len(claims))} ô đạt để rút, ít hơn "
            f"{format_number(size)} ô cần rút."
        )
    ordered = sorted(claims, key=lambda each: (_ticket(each, seed), each.place))
    first: dict[str, Claim] = {}
    for claim in ordered:
        first.setdefault(claim.district_code, claim)
    kept = set(first.values()) if size >= len(first) else set()
    for claim in ordered:
        if len(kept) == size:
            break
        kept.add(claim)
    return tuple(claim for claim in ordered if claim in kept)


def _ticket(claim: Claim, seed: str) -> bytes:
    """Return the smallest of the claim's tickets."""
    name = f"{seed}|{claim.commune_code}|{claim.criterion_number}"
    return min(
        hashlib.sha256(f"{name}|{number}".encode()).digest()
        for number in range(1, claim.weight + 1)
    )
