"""Back office of the law: criteria, thresholds, targets, agencies, assignments."""

from django.contrib import admin
from import_export.admin import ExportMixin

from communes.admin import MasterDataAdmin, ReadOnly
from criteria.models import (
    Agency,
    Assignment,
    AssignmentList,
    CommunePlan,
    CommuneTarget,
    CriteriaGroup,
    CriteriaSet,
    Criterion,
    GroupTarget,
    Indicator,
    Threshold,
)


@admin.register(CriteriaSet)
class CriteriaSetAdmin(MasterDataAdmin):
    list_display = ["code", "name", "document", "valid_from"]


class GroupTargetInline(admin.TabularInline[GroupTarget, CriteriaGroup]):
    model = GroupTarget
    extra = 0


@admin.register(CriteriaGroup)
class CriteriaGroupAdmin(MasterDataAdmin):
    list_display = ["code", "name", "short_name", "criteria_set"]
    list_filter = ["criteria_set"]
    list_select_related = ["criteria_set"]
    inlines = [GroupTargetInline]


@admin.register(GroupTarget)
class GroupTargetAdmin(MasterDataAdmin):
    list_display = ["group", "percent", "deadline", "source"]
    list_select_related = ["group"]


@admin.register(Criterion)
class CriterionAdmin(MasterDataAdmin):
    list_display = ["number", "name", "short_name", "group"]
    list_filter = ["criteria_set", "group"]
    list_select_related = ["group"]
    search_fields = ["name"]


class ThresholdInline(admin.TabularInline[Threshold, Indicator]):
    model = Threshold
    extra = 0


@admin.register(Indicator)
class IndicatorAdmin(MasterDataAdmin):
    list_display = ["code", "name", "kind", "unit", "operator", "certainty"]
    list_filter = ["kind", "certainty", "criterion"]
    search_fields = ["code", "name"]
    inlines = [ThresholdInline]


@admin.register(Threshold)
class ThresholdAdmin(MasterDataAdmin):
    list_display = ["indicator", "area_class", "valid_from", "value", "requirement"]
    list_filter = ["area_class", "certainty"]
    list_select_related = ["indicator"]
    search_fields = ["indicator__code"]


@admin.register(Agency)
class AgencyAdmin(MasterDataAdmin):
    list_display = ["code", "name", "short_name", "kind", "certainty"]
    list_filter = ["kind", "certainty"]
    search_fields = ["code", "name", "short_name"]


@admin.register(Assignment)
class AssignmentAdmin(MasterDataAdmin):
    list_display = ["agency", "role", "criterion", "indicator", "subject", "due"]
    list_filter = ["assignment_list", "role", "criterion"]
    list_select_related = ["agency", "criterion", "indicator"]
    search_fields = ["agency__name", "agency__short_name"]
    autocomplete_fields = ["agency", "criterion", "indicator"]


@admin.register(AssignmentList)
class AssignmentListAdmin(ReadOnly, admin.ModelAdmin[AssignmentList]):
    list_display = ["number", "document", "effective_from", "is_sample", "withdrawn_at"]


@admin.register(CommunePlan)
class CommunePlanAdmin(ReadOnly, admin.ModelAdmin[CommunePlan]):
    list_display = ["number", "document", "effective_from", "is_demo", "withdrawn_at"]


@admin.register(CommuneTarget)
class CommuneTargetAdmin(ReadOnly, ExportMixin, admin.ModelAdmin[CommuneTarget]):
    list_display = ["commune", "criterion", "value", "year", "plan"]
    list_filter = ["plan", "value", "year"]
    list_select_related = ["commune", "criterion", "plan"]
    search_fields = ["commune__name"]
