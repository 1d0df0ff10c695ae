"""What was given out, and the Word templates: read only."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from communes.admin import ReadOnly
from reports.models import ReportTemplate, Snapshot

# The queue of tasks shows nothing that the page of an output does not tell.
admin.site.unregister(DBTaskResult)


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnly, admin.ModelAdmin[Snapshot]):
    list_display = [
        "code",
        "kind",
        "format",
        "period",
        "place",
        "as_of",
        "read_at",
        "by",
    ]
    list_filter = ["kind", "format", "period", "district"]
    list_select_related = ["by", "district"]
    date_hierarchy = "read_at"

    @admin.display(description="mã bản xuất", ordering="pk")
    def code(self, snapshot: Snapshot) -> str:
        return snapshot.code

    @admin.display(description="phạm vi", ordering="district")
    def place(self, snapshot: Snapshot) -> str:
        return snapshot.place


@admin.register(ReportTemplate)
class ReportTemplateAdmin(ReadOnly, admin.ModelAdmin[ReportTemplate]):
    list_display = ["kind", "number", "name", "is_in_use", "at", "by"]
    list_filter = ["kind", "is_in_use"]
    list_select_related = ["by"]
    exclude = ["file"]
