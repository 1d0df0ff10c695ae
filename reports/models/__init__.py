"""Quarterly reports: drafts that change, revisions that never do."""

from reports.models.clock import DemoClock
from reports.models.imports import ImportRun, SheetLayout
from reports.models.indicators import IndicatorRevision, IndicatorValue
from reports.models.quarters import Quarter
from reports.models.reports import DraftResult, Report, ReportEvent, ResultChange
from reports.models.revisions import CommuneSummary, Result, Revision

__all__ = [
    "CommuneSummary",
    "DemoClock",
    "DraftResult",
    "ImportRun",
    "IndicatorRevision",
    "IndicatorValue",
    "Quarter",
    "Report",
    "ReportEvent",
    "Result",
    "ResultChange",
    "Revision",
    "SheetLayout",
]
