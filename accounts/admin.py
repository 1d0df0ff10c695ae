"""Back office of accounts."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group

from accounts.models import User

admin.site.unregister(Group)

SCOPE = "Vai trò và phạm vi"
SCOPE_FIELDS = ("role", "district", "agency", "full_name")


@admin.register(User)
class PortalUserAdmin(UserAdmin[User]):
    """Rights follow from the role; Django's own permissions are not used."""

    list_display = [
        "username",
        "display_name",
        "role",
        "district",
        "agency",
        "is_active",
    ]
    list_filter = ["role", "district", "is_active"]
    list_select_related = ["district", "agency"]
    search_fields = ["username", "full_name", "agency__name", "district__name"]
    fieldsets = [
        (None, {"fields": ("username", "password")}),
        (SCOPE, {"fields": SCOPE_FIELDS}),
        ("Liên hệ", {"fields": ("first_name", "last_name", "email")}),
        ("Hiệu lực", {"fields": ("is_active",)}),
        ("Mốc thời gian", {"fields": ("last_login", "date_joined")}),
    ]
    add_fieldsets = [
        (None, {"fields": ("username", "usable_password", "password1", "password2")}),
        (SCOPE, {"fields": SCOPE_FIELDS}),
    ]
