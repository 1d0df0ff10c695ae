"""Reports while people work on them, with their logs: read only."""

from django.contrib import admin

from communes.admin import ReadOnly
from reports.models import (
    Comment,
    DraftRemark,
    DraftResult,
    DraftValue,
    Evidence,
    Opinion,
    Report,
    ReportEvent,
    ReportWords,
    ResultChange,
    ReturnedCell,
    SignedPaper,
    TextChange,
    ValueChange,
)


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


@admin.register(DraftValue)
class DraftValueAdmin(ReadOnly, admin.ModelAdmin[DraftValue]):
    list_display = ["report", "commune", "indicator", "changed_at", "changed_by"]
    list_filter = ["report__quarter", "report__district"]
    list_select_related = ["report", "commune", "indicator", "changed_by"]


@admin.register(ValueChange)
class ValueChangeAdmin(ReadOnly, admin.ModelAdmin[ValueChange]):
    list_display = ["at", "report", "commune", "indicator", "before", "after", "by"]
    list_filter = ["door", "report__quarter", "report__district"]
    list_select_related = ["report", "commune", "indicator", "by"]
    date_hierarchy = "at"


@admin.register(TextChange)
class TextChangeAdmin(ReadOnly, admin.ModelAdmin[TextChange]):
    list_display = ["at", "report", "commune", "criterion", "part", "door", "by"]
    list_filter = ["part", "door", "report__quarter", "report__district"]
    list_select_related = ["report", "commune", "criterion", "by"]
    date_hierarchy = "at"


@admin.register(DraftRemark)
class DraftRemarkAdmin(ReadOnly, admin.ModelAdmin[DraftRemark]):
    list_display = [
        "report",
        "commune",
        "criterion",
        "note",
        "fall_cause",
        "changed_by",
    ]
    list_filter = ["fall_cause", "report__quarter", "report__district"]
    list_select_related = ["report", "commune", "criterion", "changed_by"]


@admin.register(ReportWords)
class ReportWordsAdmin(ReadOnly, admin.ModelAdmin[ReportWords]):
    list_display = ["report", "version", "changed_at", "changed_by"]
    list_filter = ["report__quarter", "report__district"]
    list_select_related = ["report", "changed_by"]


@admin.register(SignedPaper)
class SignedPaperAdmin(ReadOnly, admin.ModelAdmin[SignedPaper]):
    list_display = ["report", "number", "signed_on", "signer", "at", "by"]
    list_filter = ["report__quarter", "report__district"]
    list_select_related = ["report", "by"]
    exclude = ["file"]


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly, admin.ModelAdmin[Evidence]):
    list_display = ["report", "commune", "criterion", "name", "at", "by", "removed_at"]
    list_filter = ["report__quarter", "report__district"]
    list_select_related = ["report", "commune", "criterion", "by"]
    exclude = ["file", "thumbnail"]


@admin.register(Comment)
class CommentAdmin(ReadOnly, admin.ModelAdmin[Comment]):
    list_display = [
        "at",
        "report",
        "commune",
        "criterion",
        "by",
        "needs_follow_up",
        "done_at",
    ]
    list_filter = ["needs_follow_up", "report__quarter", "report__district"]
    list_select_related = ["report", "commune", "criterion", "by"]
    date_hierarchy = "at"


@admin.register(ReturnedCell)
class ReturnedCellAdmin(ReadOnly, admin.ModelAdmin[ReturnedCell]):
    list_display = [
        "report",
        "commune",
        "criterion",
        "answer_by",
        "answered_at",
        "settled_at",
    ]
    list_filter = ["report__quarter", "report__district"]
    list_select_related = ["report", "commune", "criterion"]


@admin.register(Opinion)
class OpinionAdmin(ReadOnly, admin.ModelAdmin[Opinion]):
    list_display = ["at", "report", "commune", "criterion", "agency", "verdict", "by"]
    list_filter = ["verdict", "agency"]
    list_select_related = ["report", "commune", "criterion", "agency", "by"]
