"""Approved data: read only."""

from django.contrib import admin

from communes.admin import ReadOnly
from reports.models import (
    CommuneSummary,
    IndicatorRevision,
    IndicatorValue,
    Result,
    Revision,
    RevisionRemark,
    RevisionWords,
)


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


@admin.register(RevisionRemark)
class RevisionRemarkAdmin(ReadOnly, admin.ModelAdmin[RevisionRemark]):
    list_display = ["revision", "commune", "criterion", "note", "fall_cause"]
    list_filter = ["fall_cause", "revision__quarter", "revision__district"]
    list_select_related = ["revision", "commune", "criterion"]


@admin.register(RevisionWords)
class RevisionWordsAdmin(ReadOnly, admin.ModelAdmin[RevisionWords]):
    list_display = ["revision"]
    list_filter = ["revision__quarter", "revision__district"]
    list_select_related = ["revision"]
