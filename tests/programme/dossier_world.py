"""Dossiers of recognition made through the real services."""

import datetime as dt

from django.utils import timezone

from communes.models import Commune
from programme.choices import DossierStepKind, RecognitionLevel
from programme.choices import StepResult as Result
from programme.services.recognition.dossiers import (
    StepWords,
    Taken,
    open_dossier,
    take_step,
)

DAL, TOI, OTHER = "23535", "23537", "23344"
TODAY = dt.date(2021, 3, 20)
START = dt.date(2020, 1, 10)
KINDS = list(DossierStepKind)


def opened(by, code=DAL, level=RecognitionLevel.STANDARD, on=START):
    return open_dossier(
        commune=Commune.objects.get(pk=code),
        level=level,
        words=StepWords(on, "12/TTr-UBND"),
        by=by,
        at=timezone.now(),
        today=TODAY,
    )


def step(
    dossier, by, kind, *, on=None, result=Result.AGREED, document="1/BB", reason=""
):
    day = on or START + dt.timedelta(days=10 * KINDS.index(kind))
    return take_step(
        dossier=dossier,
        taken=Taken(kind, result, StepWords(day, document), reason),
        by=by,
        at=timezone.now(),
        today=TODAY,
    )


def decided(dossier, office, document="99/QĐ-UBND", reason=""):
    brought_to_decision(dossier, office)
    return step(dossier, office, KINDS[-1], document=document, reason=reason)


def brought_to_decision(dossier, office):
    for kind in KINDS[1:-1]:
        step(dossier, office, kind)
