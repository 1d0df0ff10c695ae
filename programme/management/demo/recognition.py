"""Dossiers of recognition, a reward and a meeting to come, for the demonstration.

None of them comes to a decision: recognitions stay those that were published.
"""

import datetime as dt

from accounts.models import User
from communes.analytics.recognitions import recognised_on
from communes.models import Commune
from programme.choices import DossierStepKind, RecognitionLevel, StepResult
from programme.models import Meeting, RecognitionDossier, Reward
from programme.services.keeping import keep
from programme.services.recognition.dossiers import (
    StepWords,
    Taken,
    open_dossier,
    take_step,
)
from reports.analytics.attainment import figures_at, latest_period

# Days before the demonstration's day on which each step was taken.
DAYS = (75, 60, 41, 30)
DOCUMENT = "{}/mẫu-VPĐP"


def load_demo_dossiers(*, office: User, today: dt.date, at: dt.datetime) -> bool:
    """Add three dossiers at different steps and a reward, unless there are some."""
    period = latest_period()
    if period is None or RecognitionDossier.objects.exists():
        return False
    recognised = recognised_on(today)
    figures = figures_at(period)
    ranked = sorted(figures.reported, key=lambda each: -(each.met_count or 0))
    waiting = [each.place.code for each in ranked if each.place.code not in recognised]
    held = [each.place.code for each in ranked if each.place.code in recognised]
    plans = [
        *((code, RecognitionLevel.STANDARD) for code in waiting[:2]),
        *((code, RecognitionLevel.ADVANCED) for code in held[:1]),
    ]
    for number, (code, level) in enumerate(plans):
        steps = len(DAYS) - number
        _dossier(code, level, steps=steps, office=office, today=today, at=at)
    for code in held[:1]:
        reward = Reward(
            commune_id=code,
            document=DOCUMENT.format(9),
            on=today - dt.timedelta(days=200),
            what="Sân thể thao và nhà văn hóa thôn (mẫu)",
            amount=1000,
            is_sample=True,
        )
        keep(reward, by=office, at=at, reason="Số liệu minh họa")
    return bool(plans)


def load_demo_meeting(*, office: User, today: dt.date, at: dt.datetime) -> bool:
    """Plan a meeting of the steering committee, unless there is one."""
    if Meeting.objects.exists():
        return False
    meeting = Meeting(
        planned_on=today + dt.timedelta(days=12),
        place="Phòng họp UBND tỉnh (mẫu)",
        chair="Trưởng Ban Chỉ đạo",
        is_sample=True,
    )
    keep(meeting, by=office, at=at, reason="Số liệu minh họa")
    return True


def _dossier(
    code: str,
    level: RecognitionLevel,
    *,
    steps: int,
    office: User,
    today: dt.date,
    at: dt.datetime,
) -> None:
    words = [
        StepWords(today - dt.timedelta(days=days), DOCUMENT.format(number), "Mẫu")
        for number, days in enumerate(DAYS[:steps], start=1)
    ]
    dossier = open_dossier(
        commune=Commune.objects.get(pk=code),
        level=level,
        words=words[0],
        by=office,
        at=at,
        today=today,
    )
    dossier.is_sample = True
    keep(dossier, by=office, at=at, reason="Số liệu minh họa")
    for kind, said in zip(list(DossierStepKind)[1:], words[1:], strict=False):
        taken = Taken(kind, StepResult.AGREED, said)
        take_step(dossier=dossier, taken=taken, by=office, at=at, today=today)
