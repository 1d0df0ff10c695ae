"""Names and kinds of units in the back office: no two of a unit hold on one day.

Only those that came with the portal hold since ever; another one says since when.
"""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from communes.admin.catalogues import MasterDataResource
from communes.models import Commune, CommunePeriod


def _refusal(life: CommunePeriod, others: Iterable[CommunePeriod]) -> str:
    """Return what forbids a name its days, "" for nothing."""
    other = next((each for each in others if each.overlaps(life)), None)
    if other is None:
        return ""
    return (
        f"“{other}” còn hiệu lực trong thời gian này; hãy ghi ngày kết thúc của tên "
        "trước."
    )


def _refusal_of_start(life: CommunePeriod) -> str:
    """Return what is wrong with a name that nobody said the first day of, or ""."""
    if life.valid_from is not None:
        return ""
    known = CommunePeriod.objects.filter(commune=life.commune_id, valid_from=None)
    if life.pk and known.filter(pk=life.pk).exists():
        return ""
    return "Hãy ghi “Từ ngày”: đơn vị có tên và loại này từ ngày nào."


def _refusal_of_stored(life: CommunePeriod) -> str:
    start = _refusal_of_start(life)
    if start:
        return start
    others = CommunePeriod.objects.filter(commune=life.commune_id)
    return _refusal(life, others.exclude(pk=life.pk))


class LifeForm(forms.ModelForm[CommunePeriod]):
    """One name, held against the others that are stored."""

    class Meta:
        model = CommunePeriod
        fields = ["commune", "name", "kind", "valid_from", "valid_to", "source"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if self.errors:
            return given
        days = {name: given[name] for name in ("commune", "valid_from", "valid_to")}
        refusal = _refusal_of_stored(CommunePeriod(pk=self.instance.pk, **days))
        if refusal:
            self.add_error("valid_from", refusal)
        return given


class LifeFormSet(forms.BaseInlineFormSet[CommunePeriod, Commune, Any]):
    """All names of a unit: one may end as the next begins."""

    def clean(self) -> None:
        """Refuse two that hold on one day, and a new one that has no first day."""
        super().clean()
        # An empty row has nothing, and one that is deleted says so.
        sound = [form for form in self.forms if form.cleaned_data and not form.errors]
        kept = [form for form in sound if not form.cleaned_data.get("DELETE")]
        for form in kept:
            refusal = _refusal_of_start(form.instance)
            if refusal:
                form.add_error("valid_from", refusal)
        kept = [form for form in kept if not form.errors]
        for first, second in combinations(kept, 2):
            refusal = _refusal(second.instance, [first.instance])
            if refusal:
                second.add_error("valid_from", refusal)


class LifeResource(MasterDataResource):
    """Names in a file, row by row: the row that ends one stands before the next."""

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        super().import_instance(instance, row, **kwargs)
        refusal = _refusal_of_stored(instance)
        if refusal:
            raise ValidationError({"valid_from": refusal})
