"""Dossiers of recognition as pages list them: where each waits, and for how long."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from programme.choices import DossierStepKind, StepResult
from programme.models import (
    DossierStep,
    RecognitionDossier,
    RecognitionWithdrawal,
    Reward,
)
from reports.analytics.now_met import NowMet


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
