"""Back office of the law: criteria, thresholds, targets, agencies, assignments."""

from typing import Any

from django import forms
from django.contrib import admin
from import_export.admin import ExportMixin

from communes.admin import MasterDataAdmin, MasterDataColumns, ReadOnly
from criteria.models import (
    Agency,
    AgencyHead,
    Assignment,
    AssignmentList,
    CommunePlan,
    CommuneTarget,
    CriteriaGroup,
    CriteriaSet,
    Criterion,
    GroupTarget,
    Indicator,
    RecognitionTarget,
    Threshold,
    WithdrawalRule,
)


@admin.register(CriteriaSet)
class CriteriaSetAdmin(MasterDataAdmin):
    list_display = ["code", "name", "subject", "document", "valid_from"]
    list_filter = ["subject"]


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


class AgencyHeadInline(admin.TabularInline[AgencyHead, Agency]):
    model = AgencyHead
    extra = 0


@admin.register(AgencyHead)
class AgencyHeadAdmin(MasterDataAdmin):
    list_display = ["agency", "name", "title", "valid_from", "valid_to", "is_sample"]
    list_select_related = ["agency"]
    search_fields = ["name", "agency__name"]


@admin.register(Agency)
class AgencyAdmin(MasterDataAdmin):
    inlines = [AgencyHeadInline]
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
class CommuneTargetAdmin(
    MasterDataColumns, ReadOnly, ExportMixin, admin.ModelAdmin[CommuneTarget]
):
    list_display = ["commune", "criterion", "value", "year", "plan"]
    list_filter = ["plan", "value", "year"]
    list_select_related = ["commune", "criterion", "plan"]
    search_fields = ["commune__name"]


@admin.register(RecognitionTarget)
class RecognitionTargetAdmin(MasterDataAdmin):
    list_display = ["deadline", "communes", "percent", "source"]


class WithdrawalRuleForm(forms.ModelForm[WithdrawalRule]):
    """A rule says at least one thing that counts, of criteria of its own set."""

    class Meta:
        model = WithdrawalRule
        fields = [
            "criteria_set",
            "document",
            "valid_from",
            "valid_to",
            "failing_count",
            "must_hold",
            "quarters",
        ]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        must_hold = given.get("must_hold") or ()
        if not given.get("failing_count") and not must_hold:
            self.add_error(
                "failing_count",
                "Ghi số tiêu chí, hoặc chọn tiêu chí không được để mất.",
            )
        if any(each.criteria_set != given.get("criteria_set") for each in must_hold):
            self.add_error("must_hold", "Có tiêu chí không thuộc bộ tiêu chí đã chọn.")
        if given.get("valid_from") and (other := self._other(given)):
            self.add_error(
                "valid_from",
                f"“{other}” còn hiệu lực trong thời gian này; hãy ghi ngày kết thúc "
                "của quy định trước.",
            )
        return given

    def _other(self, given: dict[str, Any]) -> WithdrawalRule | None:
        """Return another rule that would hold on a day of this one."""
        others = WithdrawalRule.objects.exclude(pk=self.instance.pk)
        return others.within(given["valid_from"], given.get("valid_to")).first()


@admin.register(WithdrawalRule)
class WithdrawalRuleAdmin(admin.ModelAdmin[WithdrawalRule]):
    form = WithdrawalRuleForm
    list_display = ["document", "valid_from", "valid_to", "failing_count", "quarters"]
    filter_horizontal = ["must_hold"]
