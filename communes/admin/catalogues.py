"""Catalogues of the back office: exported, and brought in from a file."""

from typing import Any

from django.contrib import messages
from django.db.models import AutoField, Field, ForeignKey, Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from import_export.admin import ImportExportModelAdmin
from import_export.exceptions import FieldError
from import_export.fields import Field as Column
from import_export.forms import SelectableFieldsExportForm
from import_export.resources import ModelResource, modelresource_factory
from import_export.widgets import DateWidget, ForeignKeyWidget

from ntm_portal.lib.text import clean

# How days are written in files: as exported, and as people write them.
DAYS = ("%Y-%m-%d", "%d/%m/%Y")


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


class KnownRow(ForeignKeyWidget):
    """Finds the row that a cell names; one that is not there is said in Vietnamese."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Model | None:
        """Return the row. Raises ValueError when there is none."""
        try:
            found: Model | None = super().clean(value, row, **kwargs)
        except self.model.DoesNotExist as none:
            name = self.model._meta.verbose_name
            raise ValueError(f"Không có {name} nào có mã “{value}”.") from none
        return found


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
        if type(column.widget) is ForeignKeyWidget:
            given = column.widget
            column.widget = KnownRow(
                given.model, given.field, key_is_id=given.key_is_id
            )
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
    resource: type[ModelResource] = MasterDataResource
    export_form_class = MasterDataExportForm

    def get_resource_classes(self, request: HttpRequest) -> list[type[ModelResource]]:
        """Key rows on the model's own key and let every rule speak for itself."""
        return [
            modelresource_factory(
                self.model,
                resource_class=self.resource,
                meta_options={
                    "import_id_fields": [self.model._meta.pk.name],
                    "clean_model_instances": True,
                    "skip_unchanged": True,
                },
            )
        ]


class MasterDataAdmin(MasterDataColumns, ImportExportModelAdmin[Model]):
    """Small catalogues that the office may also bring in from a file."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the code of a row that exists: another one would be another row."""
        names = super().get_readonly_fields(request, obj)
        key = self.opts.pk
        is_counted = isinstance(key, AutoField)
        return names if obj is None or is_counted else [*names, key.name]

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Carry a preview out; its file is gone once that was done."""
        try:
            answer: HttpResponse = super().process_import(request, **kwargs)
        except FileNotFoundError:
            messages.warning(request, "Tệp này đã nhập rồi, hoặc đã hết hạn xem trước.")
            return redirect(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_import"
            )
        return answer
