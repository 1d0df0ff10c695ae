"""Loading of the tasks of QĐ 1334 from their catalogue.

``each`` names agencies, or kinds of them, that each do the task: one sub-task an
agency. ``UBND*`` among the supporting stands for every district committee.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import transaction

from criteria.choices import AgencyKind
from criteria.models import Agency
from ntm_portal.lib.catalogue import read_catalogue
from programme.choices import LOADED, TaskCertainty
from programme.models import Task
from programme.services.keeping import keep

DOCUMENT = "QĐ 1334/QĐ-UBND ngày 25/11/2019"
SIGNED_ON = dt.date(2019, 11, 25)
COMMITTEE = "UBND"
EVERY_COMMITTEE = "UBND*"

Row = Mapping[str, str]
Agencies = Mapping[str, Agency]


@transaction.atomic
def load_tasks(folder: Path, *, at: dt.datetime) -> None:
    """Create the tasks that are missing; those that are there stay as they are."""
    known = {task.code: task for task in Task.objects.all()}
    agencies = {agency.code: agency for agency in Agency.objects.order_by("code")}
    for row in read_catalogue(folder / "tasks.csv"):
        parent = known.get(row["parent"])
        if row["code"] not in known:
            lead = agencies.get(row["lead"])
            task = _task(row, row["code"], parent=parent, lead=lead)
            known[task.code] = _keep(task, row, agencies, at=at)
        for agency in _each(row["each"], agencies.values()):
            code = f"{row['code']}-{agency.code.removeprefix(COMMITTEE)}"
            if code not in known:
                part = _task(row, code, parent=known[row["code"]], lead=agency)
                known[code] = _keep(part, row, agencies, at=at)


def _keep(task: Task, row: Row, agencies: Agencies, *, at: dt.datetime) -> Task:
    keep(task, by=None, at=at, reason=LOADED)
    codes = row["support"].split()
    task.supporting.set(
        agency
        for code, agency in agencies.items()
        if code in codes or (EVERY_COMMITTEE in codes and agency.district_id)
    )
    return task


def _task(row: Row, code: str, *, parent: Task | None, lead: Agency | None) -> Task:
    return Task(
        code=code,
        article=row["article"],
        title=row["title"],
        expected=row["expected"],
        parent=parent,
        lead=lead,
        rhythm=row["rhythm"],
        starts_on=SIGNED_ON,
        due_on=dt.date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        document=DOCUMENT,
        certainty=TaskCertainty(row["certainty"]),
        target_count=int(row["target_count"]) if row["target_count"] else None,
        unit=row["unit"],
    )


def _each(words: str, agencies: Iterable[Agency]) -> list[Agency]:
    wanted = set(words.split())
    kinds = wanted & set(AgencyKind.values)
    return [each for each in agencies if each.code in wanted or each.kind in kinds]
