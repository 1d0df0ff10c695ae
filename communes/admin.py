"""Back office of places."""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.templatetags import admin_list
from django.db.models import AutoField, Field, ForeignKey, Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from import_export.admin import ImportExportModelAdmin
from import_export.exceptions import FieldError
from import_export.fields import Field as Column
from import_export.forms import SelectableFieldsExportForm
from import_export.resources import ModelResource, modelresource_factory
from import_export.widgets import DateWidget

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
    Recognition,
)
from ntm_portal.lib.text import clean

NAME_LENGTH = 200
# How days are written in files: as exported, and as people write them.
DAYS = ("%Y-%m-%d", "%d/%m/%Y")


def _icon(value: bool | None) -> str:  # noqa: FBT001 - Django calls it so
    """Say a yes or no in Vietnamese too: Django's own icon says True and False."""
    file, said = {True: ("yes", "có"), False: ("no", "không")}.get(
        value,  # type: ignore[arg-type]
        ("unknown", "chưa rõ"),
    )
    return format_html(
        '<img src="{}" alt="{}">', static(f"admin/img/icon-{file}.svg"), said
    )


admin_list._boolean_icon = _icon  # type: ignore[attr-defined]
admin.site.site_header = "Quản trị cổng theo dõi tiêu chí nông thôn mới"
admin.site.site_title = "Quản trị NTM"
admin.site.index_title = "Danh mục, tài khoản và nhật ký"


class ReadOnly:
    """Rows that only services write; the back office shows them."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


def column_name(field: Field[Any, Any]) -> str:
    """Name a column of a file after its field: Tên ngắn, Huyện (mã)."""
    if isinstance(field, AutoField):
        return "Mã dòng"
    name = str(field.verbose_name)
    name = name[:1].upper() + name[1:]
    if not isinstance(field, ForeignKey):
        return name
    is_counted = isinstance(field.target_field, AutoField)
    return f"{name} ({'mã dòng' if is_counted else 'mã'})"


class MasterDataResource(ModelResource):
    """Rows of a catalogue in a file; columns are read by these or the fields' names."""

    @classmethod
    def field_from_django_field(
        cls, field_name: str, django_field: Field[Any, Any], readonly: object
    ) -> Column:
        column = super().field_from_django_field(field_name, django_field, readonly)
        column.column_name = column_name(django_field)
        if isinstance(column.widget, DateWidget):
            column.widget.formats = DAYS
        return column

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Find the columns; a key that is missing or a column too many is an error."""
        known = {
            clean(each).casefold(): column.column_name
            for name, column in self.fields.items()
            for each in (name, column.column_name)
        }
        found = [clean(str(each or "")) for each in dataset.headers or ()]
        named = [known.get(each.casefold(), "") for each in found]
        strange = [each for each, name in zip(found, named, strict=True) if not name]
        if strange:
            quoted = ", ".join(f"“{each}”" for each in strange)
            raise FieldError(
                f"Bảng này không có cột {quoted}. "
                f"Các cột: {', '.join(dict.fromkeys(known.values()))}."
            )
        keys = [self.fields[each].column_name for each in self.get_import_id_fields()]
        missing = [each for each in keys if each not in named]
        if missing:
            raise FieldError(f"Tệp thiếu cột “{missing[0]}”, cột để nhận ra từng dòng.")
        dataset.headers = named


class MasterDataExportForm(SelectableFieldsExportForm):
    """Offers the columns by the names that they have in the file."""

    def _get_field_label(self, resource: type[ModelResource], field_name: str) -> str:
        return str(resource.fields[field_name].column_name)


class MasterDataColumns:
    """Exports, and imports where it may, with Vietnamese columns."""

    model: Any
    export_form_class = MasterDataExportForm

    def get_resource_classes(self, request: HttpRequest) -> list[type[ModelResource]]:
        """Key rows on the model's own key and let every rule speak for itself."""
        return [
            modelresource_factory(
                self.model,
                resource_class=MasterDataResource,
                meta_options={
                    "import_id_fields": [self.model._meta.pk.name],
                    "clean_model_instances": True,
                    "skip_unchanged": True,
                },
            )
        ]


class MasterDataAdmin(MasterDataColumns, ImportExportModelAdmin[Model]):
    """Small catalogues that the office may also bring in from a file."""


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


@admin.register(Recognition)
class RecognitionAdmin(MasterDataAdmin):
    list_display = ["commune", "number", "decided_on", "known_by", "withdrawn_on"]
    list_select_related = ["commune"]
    search_fields = ["commune__name", "number"]
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
