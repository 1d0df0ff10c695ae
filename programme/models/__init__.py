"""What QĐ 1334 names beside its four targets: tasks, money, registers, meetings."""

from programme.models.capital import (
    Amounts,
    CapitalFigure,
    CapitalKey,
    CapitalRevision,
    amounts_of,
)
from programme.models.capital_imports import CapitalImport
from programme.models.capital_reminders import CapitalReminder
from programme.models.capital_reports import (
    CapitalChange,
    CapitalDraft,
    CapitalEvent,
    CapitalReport,
    CapitalReturn,
)
from programme.models.capital_rules import CapitalRule, PublishedCapital
from programme.models.dossiers import DossierFile, DossierStep, RecognitionDossier
from programme.models.exit_rules import ExitRule
from programme.models.meetings import Conclusion, Meeting, MeetingFile
from programme.models.records import RegisterRecord
from programme.models.registers import RegisterField, RegisterKind
from programme.models.rewards import RecognitionWithdrawal, Reward
from programme.models.table_runs import TableRun
from programme.models.task_reports import (
    TaskFile,
    TaskReminder,
    TaskReport,
)
from programme.models.tasks import Task, TaskHandover
from programme.models.village_results import VillagePlan, VillageResult

__all__ = [
    "Amounts",
    "CapitalChange",
    "CapitalDraft",
    "CapitalEvent",
    "CapitalFigure",
    "CapitalImport",
    "CapitalKey",
    "CapitalReminder",
    "CapitalReport",
    "CapitalReturn",
    "CapitalRevision",
    "CapitalRule",
    "Conclusion",
    "DossierFile",
    "DossierStep",
    "ExitRule",
    "Meeting",
    "MeetingFile",
    "PublishedCapital",
    "RecognitionDossier",
    "RecognitionWithdrawal",
    "RegisterField",
    "RegisterKind",
    "RegisterRecord",
    "Reward",
    "TableRun",
    "Task",
    "TaskFile",
    "TaskHandover",
    "TaskReminder",
    "TaskReport",
    "VillagePlan",
    "VillageResult",
    "amounts_of",
]
