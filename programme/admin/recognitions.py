"""Decisions of recognition in the back office: one that needs a second look asks.

Here rather than with the other places: what communes meet is known further up.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from communes.admin import MasterDataAdmin
from communes.admin.catalogues import MasterDataResource
from communes.models import Recognition
from ntm_portal.lib.text import clean
from reports.analytics.now_met import NowMet, now_met

BY_HAND = "hãy ghi từng quyết định như thế ở hồ sơ công nhận hoặc ở Quản trị."


class RecognitionForm(forms.ModelForm[Recognition]):
    """Asks whether it was seen that a newly recognised commune lacks criteria."""

    checked = forms.BooleanField(
        label="Tôi đã kiểm tra",
        required=False,
        help_text="Chỉ cần khi xã chưa đủ tiêu chí theo số đã duyệt.",
    )
    checked_reason = forms.CharField(
        label="Lý do công nhận khi chưa đủ tiêu chí", required=False, max_length=300
    )
    lacking = ""

    class Meta:
        model = Recognition
        fields = [
            "commune",
            "number",
            "decided_on",
            "known_by",
            "withdrawn_on",
            "withdrawal_reason",
            "source",
        ]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        commune, reason = given.get("commune"), clean(given.get("checked_reason", ""))
        if commune and not given.get("withdrawn_on") and self._is_newly_recognised():
            now = now_met([commune.pk]).get(commune.pk)
            self.lacking = now.shortfall if now else ""
            if self.lacking and not (given.get("checked") and reason):
                self.add_error(
                    "checked_reason" if given.get("checked") else "checked",
                    f"Xã chưa đủ tiêu chí ({self.lacking}). Hãy kiểm tra và ghi lý do "
                    "vẫn ghi công nhận.",
                )
        return given

    def _is_newly_recognised(self) -> bool:
        asked = {"commune", "withdrawn_on"}
        return not self.instance.pk or bool(asked & set(self.changed_data))


class RecognitionResource(MasterDataResource):
    """Decisions in a file; one of a commune that lacks criteria is not taken."""

    _now: Mapping[str, NowMet]

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        codes = dataset["Xã (mã)"] if "Xã (mã)" in dataset.headers else ()
        # A file without communes may still take a withdrawal back.
        withdrawn = Recognition.objects.filter(withdrawn_on__isnull=False)
        named = {clean(str(each or "")) for each in codes}
        self._now = now_met(named.union(withdrawn.values_list("commune", flat=True)))

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        # As it is stored; a new one has no commune yet.
        stood_for = None if instance.withdrawn_on else instance.commune_id
        super().import_instance(instance, row, **kwargs)
        now = self._now.get(instance.commune_id)
        is_newly_recognised = instance.commune_id != stood_for
        if instance.withdrawn_on or not is_newly_recognised:
            return
        if now is None or not now.shortfall:
            return
        message = f"Xã chưa đủ tiêu chí ({now.shortfall}); {BY_HAND}"
        raise ValidationError({"commune": message})


@admin.register(Recognition)
class RecognitionAdmin(MasterDataAdmin):
    form = RecognitionForm
    resource = RecognitionResource
    list_display = ["commune", "number", "decided_on", "known_by", "withdrawn_on"]
    list_select_related = ["commune"]
    search_fields = ["commune__name", "number"]
    autocomplete_fields = ["commune"]

    def construct_change_message(
        self, request: HttpRequest, form: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Keep with what was done why a commune that lacks criteria is recognised."""
        said = super().construct_change_message(request, form, *args, **kwargs)
        if not form.lacking:
            return said
        return (
            f"Ghi công nhận khi xã chưa đủ tiêu chí ({form.lacking}). "
            f"Lý do: {clean(form.cleaned_data['checked_reason'])}"
        )
