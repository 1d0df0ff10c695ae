"""Samples for checks in the field: read only."""

from django.contrib import admin

from communes.admin import ReadOnly
from reports.models import (
    FieldSample,
    SampledClaim,
)


@admin.register(FieldSample)
class FieldSampleAdmin(ReadOnly, admin.ModelAdmin[FieldSample]):
    list_display = ["quarter", "seed", "size", "drawn_at", "drawn_by"]
    list_filter = ["quarter"]
    list_select_related = ["quarter", "drawn_by"]


@admin.register(SampledClaim)
class SampledClaimAdmin(ReadOnly, admin.ModelAdmin[SampledClaim]):
    list_display = [
        "sample",
        "position",
        "commune",
        "criterion",
        "verdict",
        "checked_on",
    ]
    list_filter = ["verdict", "district"]
    list_select_related = ["sample", "commune", "criterion"]
