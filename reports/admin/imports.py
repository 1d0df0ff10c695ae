"""Runs of imports, and layouts of sheets that were understood."""

from django.contrib import admin
from django.http import HttpRequest

from communes.admin import ReadOnly
from reports.models import (
    ImportRun,
    SheetLayout,
)


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, admin.ModelAdmin[ImportRun]):
    list_display = ["at", "kind", "file_name", "quarter", "state", "by"]
    list_filter = ["kind", "state"]
    list_select_related = ["quarter", "by"]
    # What was read is told, with its cells, by the run's own page.
    exclude = ["content", "outcome"]


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
