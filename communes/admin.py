"""Back office of places."""

from django.contrib import admin
from django.http import HttpRequest
from import_export.admin import ImportExportModelAdmin

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


class DistrictVariantInline(admin.TabularInline[DistrictVariant, District]):
    model = DistrictVariant
    extra = 0


@admin.register(District)
class DistrictAdmin(ImportExportModelAdmin[District]):
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
class CommuneAdmin(ImportExportModelAdmin[Commune]):
    list_display = ["code", "name", "district", "is_border", "tile_row", "tile_column"]
    list_filter = ["district", "is_border"]
    list_select_related = ["district"]
    search_fields = ["code", "name", "variants__name"]
    inlines = [CommunePeriodInline, CommuneAreaInline, CommuneVariantInline]


@admin.register(CommunePeriod)
class CommunePeriodAdmin(ImportExportModelAdmin[CommunePeriod]):
    list_display = ["commune_id", "name", "kind", "valid_from", "valid_to"]
    list_filter = ["kind"]
    search_fields = ["name", "commune__code"]
    autocomplete_fields = ["commune"]


@admin.register(CommuneVariant)
class CommuneVariantAdmin(ImportExportModelAdmin[CommuneVariant]):
    list_display = ["name", "commune"]
    list_select_related = ["commune"]
    search_fields = ["name", "commune__name"]
    autocomplete_fields = ["commune"]


@admin.register(Recognition)
class RecognitionAdmin(ImportExportModelAdmin[Recognition]):
    list_display = ["commune", "number", "decided_on", "known_by", "withdrawn_on"]
    list_select_related = ["commune"]
    search_fields = ["commune__name", "number"]
    autocomplete_fields = ["commune"]
