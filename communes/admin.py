"""Back office of places."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from import_export.admin import ImportExportModelAdmin
from import_export.resources import ModelResource, modelresource_factory

from communes.models import (
    Commune,
    CommuneArea,
    CommunePeriod,
    CommuneVariant,
    District,
    DistrictVariant,
    Recognition,
)

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


class MasterDataAdmin(ImportExportModelAdmin[Model]):
    """Small catalogues that the office may also bring in from a file."""

    def get_resource_classes(self, request: HttpRequest) -> list[type[ModelResource]]:
        """Key rows on the model's own key and let every rule speak for itself."""
        return [
            modelresource_factory(
                self.model,
                meta_options={
                    "import_id_fields": [self.model._meta.pk.name],
                    "clean_model_instances": True,
                    "skip_unchanged": True,
                },
            )
        ]


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
