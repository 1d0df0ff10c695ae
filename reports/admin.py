"""Back office of reports: quarters are kept here, everything else is read only."""

from django.contrib import admin
from django.http import HttpRequest

from communes.admin import ReadOnly
from reports.models import (
    CommuneSummary,
    DraftResult,
    ImportRun,
    IndicatorRevision,
    IndicatorValue,
    Quarter,
    Report,
    ReportEvent,
    Result,
    ResultChange,
    Revision,
    SheetLayout,
)


@admin.register(Quarter)
class QuarterAdmin(admin.ModelAdmin[Quarter]):
    """Opening a quarter is giving it a deadline; closing it is done at Duyệt."""

    list_display = ["code", "due_on", "closed_at"]
    readonly_fields = ["closed_at"]

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Report)
class ReportAdmin(ReadOnly, admin.ModelAdmin[Report]):
    list_display = ["quarter", "district", "state", "is_unchanged", "submitted_at"]
    list_filter = ["state", "quarter", "district"]
    list_select_related = ["quarter", "district"]


@admin.register(ReportEvent)
class ReportEventAdmin(ReadOnly, admin.ModelAdmin[ReportEvent]):
    list_display = ["at", "report", "kind", "by", "reason"]
    list_filter = ["kind"]
    list_select_related = ["report", "by"]


@admin.register(DraftResult)
class DraftResultAdmin(ReadOnly, admin.ModelAdmin[DraftResult]):
    list_display = [
        "report",
        "commune",
        "criterion",
        "state",
        "changed_at",
        "changed_by",
    ]
    list_select_related = ["report", "commune", "criterion", "changed_by"]


@admin.register(ResultChange)
class ResultChangeAdmin(ReadOnly, admin.ModelAdmin[ResultChange]):
    list_display = ["at", "report", "commune", "criterion", "before", "after", "by"]
    list_filter = ["report__quarter", "report__district"]
    list_select_related = ["report", "commune", "criterion", "by"]
    date_hierarchy = "at"


@admin.register(Revision)
class RevisionAdmin(ReadOnly, admin.ModelAdmin[Revision]):
    list_display = [
        "quarter",
        "district",
        "number",
        "approved_on",
        "withdrawn_on",
        "is_demo",
    ]
    list_filter = ["quarter", "district", "is_demo"]
    list_select_related = ["quarter", "district"]


@admin.register(Result)
class ResultAdmin(ReadOnly, admin.ModelAdmin[Result]):
    list_display = ["revision", "commune", "criterion", "state"]
    list_filter = ["state", "revision__quarter", "revision__district"]
    list_select_related = ["revision", "commune", "criterion"]
    search_fields = ["commune__name"]
    show_full_result_count = False


@admin.register(CommuneSummary)
class CommuneSummaryAdmin(ReadOnly, admin.ModelAdmin[CommuneSummary]):
    list_display = ["revision", "commune", "met_count"]
    list_filter = ["revision__quarter", "revision__district"]
    list_select_related = ["revision", "commune"]


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, admin.ModelAdmin[ImportRun]):
    list_display = ["at", "kind", "file_name", "quarter", "state", "by"]
    list_filter = ["kind", "state"]
    list_select_related = ["quarter", "by"]
    exclude = ["content"]


@admin.register(SheetLayout)
class SheetLayoutAdmin(admin.ModelAdmin[SheetLayout]):
    """A layout that was understood wrongly is forgotten; imports remember it anew."""

    list_display = ["kind", "fingerprint", "at", "by"]
    list_filter = ["kind"]
    list_select_related = ["by"]

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(IndicatorRevision)
class IndicatorRevisionAdmin(ReadOnly, admin.ModelAdmin[IndicatorRevision]):
    list_display = ["quarter", "district", "number", "approved_on", "withdrawn_on"]
    list_filter = ["quarter", "district"]
    list_select_related = ["quarter", "district"]


@admin.register(IndicatorValue)
class IndicatorValueAdmin(ReadOnly, admin.ModelAdmin[IndicatorValue]):
    list_display = ["revision", "commune", "indicator"]
    list_filter = ["revision__quarter", "revision__district"]
    list_select_related = ["revision", "commune", "indicator"]
    show_full_result_count = False
