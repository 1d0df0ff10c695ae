"""The rule of leaving the difficult communes: dated, set by hand."""

from typing import Any

from django import forms
from django.contrib import admin

from programme.models import ExitRule


class ExitRuleForm(forms.ModelForm[ExitRule]):
    """Criteria of the rule are of its own set; two rules never hold on one day."""

    class Meta:
        model = ExitRule
        fields = [
            "criteria_set",
            "document",
            "valid_from",
            "valid_to",
            "minimum_met",
            "must_meet",
        ]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        own = given.get("criteria_set")
        if own and any(each.criteria_set != own for each in given.get("must_meet", ())):
            self.add_error("must_meet", "Có tiêu chí không thuộc bộ tiêu chí đã chọn.")
        minimum = given.get("minimum_met")
        if own and minimum and minimum > (most := own.criteria.count()):
            self.add_error("minimum_met", f"Bộ tiêu chí này chỉ có {most} tiêu chí.")
        if given.get("valid_from") and (other := self._other(given)):
            self.add_error(
                "valid_from",
                f"“{other}” còn hiệu lực trong thời gian này; hãy ghi ngày kết thúc "
                "của quy định trước.",
            )
        return given

    def _other(self, given: dict[str, Any]) -> ExitRule | None:
        """Return another rule that would hold on a day of this one."""
        others = ExitRule.objects.exclude(pk=self.instance.pk)
        return others.within(given["valid_from"], given.get("valid_to")).first()


@admin.register(ExitRule)
class ExitRuleAdmin(admin.ModelAdmin[ExitRule]):
    form = ExitRuleForm
    list_display = ["document", "valid_from", "valid_to", "minimum_met"]
    filter_horizontal = ["must_meet"]
