"""The shortest way to each target: which communes, which criteria, who answers.

A target counts communes (QĐ 1334, mục II.1), so the shortest way takes the communes
that miss the fewest criteria of the group.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from criteria.analytics.assignments import Ledger
from criteria.analytics.law import LawCriterion
from criteria.models import Agency
from dashboards.analytics.names import Named
from reports.analytics.attainment import Figures, GroupAttainment


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commune with data that does not attain the group, and what it misses."""

    commune: Named
    missing: tuple[LawCriterion, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A criterion that communes on the way miss, and who leads it."""

    criterion: LawCriterion
    communes: int
    leads: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """How the province gets from what is attained to what a group's target needs.

    ``candidates`` are all, the fewest missing criteria first. ``certain`` are in
    every smallest set; ``places`` more are to be taken from ``choice``, whose
    communes miss equally many. ``cells`` is how many criteria of communes that takes
    (None: communes with data do not suffice). ``shared`` counts over certain and
    choice, the most shared criterion first.
    """

    attainment: GroupAttainment
    candidates: tuple[Candidate, ...]
    certain: tuple[Candidate, ...]
    choice: tuple[Candidate, ...]
    places: int
    cells: int | None
    shared: tuple[Shared, ...]

    @property
    def is_enough(self) -> bool:
        return self.cells is not None


def ways(
    figures: Figures, names: Mapping[str, Named], ledger: Ledger | None
) -> tuple[Way, ...]:
    """Return the way of each group with a target, in the order of the groups.

    ``names`` are all communes of the figures in the order to list them. No query.
    """
    return tuple(
        _way(attained, _candidates(figures, attained, names), ledger)
        for attained in figures.groups
        if attained.group.target
    )


def _candidates(
    figures: Figures, attained: GroupAttainment, names: Mapping[str, Named]
) -> tuple[Candidate, ...]:
    by_code = {each.place.code: each for each in figures.reported}
    missing = (
        Candidate(name, by_code[code].missing(attained.group))
        for code, name in names.items()
        if code in by_code
    )
    # Stable: communes that miss equally many stay in the order of their names.
    return tuple(
        sorted(
            (each for each in missing if each.missing),
            key=lambda each: len(each.missing),
        )
    )


def _way(
    attained: GroupAttainment, candidates: tuple[Candidate, ...], ledger: Ledger | None
) -> Way:
    short = attained.short or 0
    taken = candidates[:short]
    limit = len(taken[-1].missing) if taken else 0
    certain = tuple(each for each in taken if len(each.missing) < limit)
    choice = tuple(each for each in candidates if len(each.missing) == limit)
    if len(certain) + len(choice) == len(taken):
        certain, choice = taken, ()
    return Way(
        attainment=attained,
        candidates=candidates,
        certain=certain,
        choice=choice,
        places=len(taken) - len(certain),
        cells=sum(len(each.missing) for each in taken) if len(taken) == short else None,
        shared=_shared((*certain, *choice), ledger),
    )


def _shared(
    candidates: Iterable[Candidate], ledger: Ledger | None
) -> tuple[Shared, ...]:
    counts = Counter(criterion for each in candidates for criterion in each.missing)
    return tuple(
        Shared(criterion, count, ledger.leads(criterion.id) if ledger else ())
        for criterion, count in sorted(
            counts.items(), key=lambda item: (-item[1], item[0].number)
        )
    )
