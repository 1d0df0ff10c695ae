"""Quarterly reports: drafts that change, revisions that never do."""

from reports.models.clock import DemoClock
from reports.models.comments import Comment
from reports.models.deadlines import DeadlineException, Reminder
from reports.models.draft_values import DraftValue, ValueChange
from reports.models.drawings import Drawing
from reports.models.evidence import Evidence
from reports.models.imports import ImportRun, SheetLayout
from reports.models.indicators import IndicatorRevision, IndicatorValue
from reports.models.opinions import Opinion
from reports.models.outputs import ReportTemplate, Snapshot
from reports.models.quarters import Quarter
from reports.models.remarks import DraftRemark, RevisionRemark
from reports.models.reports import DraftResult, Report, ReportEvent, ResultChange
from reports.models.returns import ReturnedCell
from reports.models.revisions import CommuneSummary, Result, Revision
from reports.models.samples import FieldSample, SampledClaim
from reports.models.text_log import TextChange
from reports.models.words import ReportWords, RevisionWords, SignedPaper

__all__ = [
    "Comment",
    "CommuneSummary",
    "DeadlineException",
    "DemoClock",
    "DraftRemark",
    "DraftResult",
    "DraftValue",
    "Drawing",
    "Evidence",
    "FieldSample",
    "ImportRun",
    "IndicatorRevision",
    "IndicatorValue",
    "Opinion",
    "Quarter",
    "Reminder",
    "Report",
    "ReportEvent",
    "ReportTemplate",
    "ReportWords",
    "Result",
    "ResultChange",
    "ReturnedCell",
    "Revision",
    "RevisionRemark",
    "RevisionWords",
    "SampledClaim",
    "SheetLayout",
    "SignedPaper",
    "Snapshot",
    "TextChange",
    "ValueChange",
]
