"""Dossiers of recognition as pages list them: where each waits, and for how long."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from criteria.analytics.law import LawCriterion
from ntm_portal.lib.periods import Quarter
from programme.choices import DossierStepKind, StepResult
from programme.models import (
    DossierStep,
    RecognitionDossier,
    RecognitionWithdrawal,
    Reward,
)
from reports.analytics.attainment import CommuneFigure, figures_at, latest_period


@dataclass(frozen=True, slots=True)
class NowMet:
    """How many criteria a commune meets at the newest period, and which it lacks.

    ``met`` is None without approved data.
    """

    period: Quarter
    met: int | None
    total: int
    lacking: tuple[int, ...]

    @property
    def is_full(self) -> bool:
        return self.met == self.total


@dataclass(frozen=True, slots=True)
class Stage:
    """A kind of step with what was recorded of it, the last one last."""

    kind: DossierStepKind
    steps: tuple[DossierStep, ...]
    is_next: bool

    @property
    def is_done(self) -> bool:
        return any(each.result == StepResult.AGREED for each in self.steps)


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier in a list; ``waits_for`` is None when it is finished.

    ``days`` are those since its last step, as long as it waits.
    """

    dossier: RecognitionDossier
    last: DossierStep | None
    waits_for: DossierStepKind | None
    days: int | None
    now: NowMet | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of dossiers, rewards and withdrawals."""

    under_way: int
    rewards: int
    withdrawals: int


def recognition_counts() -> Counts:
    """Return the counts for the way in. Three queries."""
    return Counts(
        under_way=RecognitionDossier.objects.under_way().count(),
        rewards=Reward.objects.count(),
        withdrawals=RecognitionWithdrawal.objects.count(),
    )


def now_met(codes: Iterable[str]) -> dict[str, NowMet]:
    """Return what communes meet now, by code; empty without any approved data.

    Six queries; communes outside the programme are absent.
    """
    wanted = frozenset(codes)
    period = latest_period() if wanted else None
    if period is None:
        return {}
    figures = figures_at(period)
    numbers = figures.law.by_number
    return {
        each.place.code: NowMet(
            period=period,
            met=each.met_count,
            total=len(numbers),
            lacking=_lacking(each, figures.law.criteria),
        )
        for each in figures.communes
        if each.place.code in wanted
    }


def listed(
    dossiers: Iterable[RecognitionDossier],
    now: Mapping[str, NowMet],
    *,
    today: dt.date,
) -> list[Listed]:
    """Return dossiers read with their steps, those that wait longest first."""
    rows = [_listed(each, now, today) for each in dossiers]
    return sorted(rows, key=lambda row: -(row.days if row.days is not None else -1))


def stages(dossier: RecognitionDossier) -> tuple[Stage, ...]:
    """Return every kind of step in order, with what a dossier has of it."""
    steps = list(dossier.steps.all())
    waiting = dossier.waits_for()
    return tuple(
        Stage(
            kind=kind,
            steps=tuple(each for each in steps if each.kind == kind),
            is_next=kind is waiting,
        )
        for kind in DossierStepKind
    )


def _listed(
    dossier: RecognitionDossier, now: Mapping[str, NowMet], today: dt.date
) -> Listed:
    steps = list(dossier.steps.all())
    last = steps[-1] if steps else None
    waits = dossier.waits_for()
    return Listed(
        dossier=dossier,
        last=last,
        waits_for=waits,
        days=(today - last.on).days if last and waits else None,
        now=now.get(dossier.commune_id),
    )


def _lacking(
    commune: CommuneFigure, criteria: Iterable[LawCriterion]
) -> tuple[int, ...]:
    if commune.masks is None:
        return ()
    return tuple(each.number for each in criteria if not commune.meets(each))
