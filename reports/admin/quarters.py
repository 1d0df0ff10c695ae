"""Quarters and their deadlines; a deadline is the only thing kept by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from communes.admin import ReadOnly
from reports.models import (
    DeadlineException,
    Quarter,
    Reminder,
)
from reports.services.openings import deadline_change


@admin.register(Quarter)
class QuarterAdmin(admin.ModelAdmin[Quarter]):
    """Opening a quarter is giving it a deadline; closing it is done at Duyệt."""

    list_display = ["code", "due_on", "closed_at"]
    readonly_fields = ["closed_at"]

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def construct_change_message(
        self,
        request: HttpRequest,
        form: Any,
        formsets: Any,
        add: bool = False,  # noqa: FBT001, FBT002 - Django's signature
    ) -> Any:
        """Word a deadline in the log as the board does, which shows both."""
        if "due_on" not in form.changed_data:
            return super().construct_change_message(request, form, formsets, add)
        return deadline_change(form.initial.get("due_on"), form.cleaned_data["due_on"])


@admin.register(DeadlineException)
class DeadlineExceptionAdmin(ReadOnly, admin.ModelAdmin[DeadlineException]):
    """Given at Ai chưa gửi, where the reason is asked for."""

    list_display = ["at", "quarter", "district", "due_on", "reason", "by"]
    list_filter = ["quarter", "district"]
    list_select_related = ["quarter", "district", "by"]


@admin.register(Reminder)
class ReminderAdmin(ReadOnly, admin.ModelAdmin[Reminder]):
    list_display = ["at", "user", "kind", "quarter", "district", "due_on"]
    list_filter = ["kind", "quarter", "district"]
    list_select_related = ["user", "quarter", "district"]
    date_hierarchy = "at"
