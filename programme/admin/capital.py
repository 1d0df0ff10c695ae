"""Capital in the back office: the rule and what was published are kept here.

Everything that services write is read only.
"""

from django.contrib import admin

from communes.admin import ReadOnly
from programme.models import (
    CapitalChange,
    CapitalDraft,
    CapitalEvent,
    CapitalFigure,
    CapitalImport,
    CapitalReport,
    CapitalReturn,
    CapitalRevision,
    CapitalRule,
    PublishedCapital,
)


@admin.register(CapitalRule)
class CapitalRuleAdmin(admin.ModelAdmin[CapitalRule]):
    list_display = ["document", "valid_from", "valid_to", "match", "tolerance"]


@admin.register(PublishedCapital)
class PublishedCapitalAdmin(admin.ModelAdmin[PublishedCapital]):
    list_display = ["period", "source", "billions", "published_in"]


@admin.register(CapitalRevision)
class CapitalRevisionAdmin(ReadOnly, admin.ModelAdmin[CapitalRevision]):
    list_display = ["quarter", "district", "number", "approved_on", "withdrawn_on"]
    list_filter = ["quarter", "district"]
    list_select_related = ["quarter", "district"]


@admin.register(CapitalFigure)
class CapitalFigureAdmin(ReadOnly, admin.ModelAdmin[CapitalFigure]):
    list_display = ["revision", "commune", "measure", "source", "amount"]
    list_filter = ["measure", "source", "revision__quarter"]
    list_select_related = ["revision", "commune"]
    show_full_result_count = False


@admin.register(CapitalReport)
class CapitalReportAdmin(ReadOnly, admin.ModelAdmin[CapitalReport]):
    list_display = ["quarter", "district", "state", "submitted_at"]
    list_filter = ["state", "quarter"]
    list_select_related = ["quarter", "district"]


@admin.register(CapitalDraft)
class CapitalDraftAdmin(ReadOnly, admin.ModelAdmin[CapitalDraft]):
    list_display = ["report", "commune", "measure", "source", "amount", "changed_by"]
    list_select_related = ["report", "commune", "changed_by"]


@admin.register(CapitalChange)
class CapitalChangeAdmin(ReadOnly, admin.ModelAdmin[CapitalChange]):
    list_display = ["at", "report", "commune", "measure", "source", "before", "after"]
    list_select_related = ["report", "commune"]
    show_full_result_count = False


@admin.register(CapitalReturn)
class CapitalReturnAdmin(ReadOnly, admin.ModelAdmin[CapitalReturn]):
    list_display = ["at", "report", "commune", "measure", "source", "settled_at"]
    list_select_related = ["report", "commune"]


@admin.register(CapitalEvent)
class CapitalEventAdmin(ReadOnly, admin.ModelAdmin[CapitalEvent]):
    list_display = ["at", "report", "step", "by"]
    list_select_related = ["report", "by"]


@admin.register(CapitalImport)
class CapitalImportAdmin(ReadOnly, admin.ModelAdmin[CapitalImport]):
    list_display = ["at", "file_name", "quarter", "district", "state", "by"]
    list_select_related = ["quarter", "district", "by"]
    exclude = ["content", "moved"]
