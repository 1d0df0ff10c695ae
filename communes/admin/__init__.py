"""Back office of places."""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.templatetags import admin_list
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html

from communes.admin.catalogues import MasterDataAdmin, MasterDataColumns, ReadOnly
from communes.admin.lives import LifeForm, LifeFormSet, LifeResource
from communes.importing.boundaries import BadBoundaries, Boundaries
from communes.importing.boundary_sets import (
    Loading,
    keep_boundaries,
    read_for_communes,
)
from communes.models import (
    BoundarySet,
    Commune,
    CommuneArea,
    CommunePeriod,
    CommuneVariant,
    District,
    DistrictVariant,
)

NAME_LENGTH = 200


def _icon(value: bool | None) -> str:  # noqa: FBT001 - Django calls it so
    """Say a yes or no in Vietnamese too: Django's own icon says True and False."""
    file, said = {True: ("yes", "có"), False: ("no", "không")}.get(
        value,  # type: ignore[arg-type]
        ("unknown", "chưa rõ"),
    )
    return format_html(
        '<img src="{}" alt="{}">', static(f"admin/img/icon-{file}.svg"), said
    )


__all__ = ["MasterDataAdmin", "MasterDataColumns", "ReadOnly"]
admin_list._boolean_icon = _icon  # type: ignore[attr-defined]
admin.site.site_header = "Quản trị cổng theo dõi tiêu chí nông thôn mới"
admin.site.site_title = "Quản trị NTM"
admin.site.index_title = "Danh mục, tài khoản và nhật ký"


class DistrictVariantInline(admin.TabularInline[DistrictVariant, District]):
    model = DistrictVariant
    extra = 0


@admin.register(District)
class DistrictAdmin(MasterDataAdmin):
    list_display = ["code", "name", "kind"]
    list_filter = ["kind"]
    search_fields = ["code", "name"]
    inlines = [DistrictVariantInline]


class CommunePeriodInline(admin.TabularInline[CommunePeriod, Commune]):
    model = CommunePeriod
    formset = LifeFormSet
    extra = 0


class CommuneVariantInline(admin.TabularInline[CommuneVariant, Commune]):
    model = CommuneVariant
    extra = 0


class CommuneAreaInline(admin.TabularInline[CommuneArea, Commune]):
    model = CommuneArea
    extra = 0


@admin.register(Commune)
class CommuneAdmin(MasterDataAdmin):
    list_display = ["code", "name", "district", "is_border", "tile_row", "tile_column"]
    list_filter = ["district", "is_border"]
    list_select_related = ["district"]
    search_fields = ["code", "name", "variants__name"]
    inlines = [CommunePeriodInline, CommuneAreaInline, CommuneVariantInline]


@admin.register(CommunePeriod)
class CommunePeriodAdmin(MasterDataAdmin):
    form = LifeForm
    resource = LifeResource
    list_display = ["commune", "name", "kind", "valid_from", "valid_to"]
    list_filter = ["kind"]
    list_select_related = ["commune"]
    search_fields = ["name", "commune__code"]
    autocomplete_fields = ["commune"]


@admin.register(CommuneArea)
class CommuneAreaAdmin(MasterDataAdmin):
    list_display = ["commune", "area_class", "valid_from", "valid_to", "source"]
    list_filter = ["area_class"]
    list_select_related = ["commune"]
    search_fields = ["commune__name", "commune__code"]
    autocomplete_fields = ["commune"]


@admin.register(CommuneVariant)
class CommuneVariantAdmin(MasterDataAdmin):
    list_display = ["name", "commune"]
    list_select_related = ["commune"]
    search_fields = ["name", "commune__name"]
    autocomplete_fields = ["commune"]


class BoundarySetForm(forms.ModelForm[BoundarySet]):
    """Takes a file of boundaries in; what is wrong in it is said beside the field."""

    file = forms.FileField(
        label="Tệp GeoJSON",
        help_text="Tọa độ theo độ hoặc mét; một thuộc tính mang mã xã (ví dụ 23344).",
    )

    class Meta:
        model = BoundarySet
        fields = ["source"]

    def clean_file(self) -> Boundaries:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_MAX_BYTES:
            most = settings.UPLOAD_MAX_BYTES // 1024**2
            raise forms.ValidationError(f"Tệp lớn hơn {most} MB.")
        self.instance.file_name = Path(file.name).name[:NAME_LENGTH]
        try:
            return read_for_communes(file.read())
        except BadBoundaries as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


@admin.register(BoundarySet)
class BoundarySetAdmin(admin.ModelAdmin[BoundarySet]):
    """Loads boundaries; a set is never changed, a newer one takes its place."""

    form = BoundarySetForm
    list_display = ["file_name", "source", "loaded_at", "loaded_by", "units"]
    readonly_fields = ["file_name", "loaded_at", "loaded_by", "units", "unmatched"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["source", "file"] if obj is None else ["source", *self.readonly_fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else self.readonly_fields

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, *args: Any) -> None:
        boundaries = form.cleaned_data["file"]
        loading = Loading(
            obj.file_name, obj.source, request.user.get_username(), timezone.now()
        )
        obj.pk = keep_boundaries(boundaries, loading).pk
        self.message_user(request, f"Khớp {len(boundaries.paths)} đơn vị.")
        for label in boundaries.unmatched:
            self.message_user(request, f"Không khớp: {label}", messages.WARNING)
        if boundaries.missing:
            missing = ", ".join(boundaries.missing)
            self.message_user(request, f"Tệp thiếu: {missing}", messages.WARNING)

    @admin.display(description="số đơn vị")
    def units(self, obj: BoundarySet) -> int:
        return obj.boundaries.count()
