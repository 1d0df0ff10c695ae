"""Back office of accounts."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group

from accounts.models import User

admin.site.unregister(Group)

SCOPE = "Vai trò và phạm vi"
SCOPE_FIELDS = ("role", "district", "agency", "full_name", "is_head")
SWITCHING_OFF = (
    "Khi tắt, người dùng không đăng nhập bằng mật khẩu được nữa."
    '<ul id="id_unusable_warning" class="messagelist"><li class="warning">'
    "Nếu tắt, mật khẩu hiện tại của người dùng này sẽ mất.</li></ul>"
)


# Generic to the type checker alone: at run time it takes no parameter.
class AccountPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """Django's form; its warning has no translation, so it is said here anew."""

    usable_password_help_text = SWITCHING_OFF


@admin.register(User)
class PortalUserAdmin(UserAdmin[User]):
    """Rights follow from the role; Django's own permissions are not used."""

    change_password_form = AccountPasswordForm
    list_display = [
        "username",
        "shown_name",
        "role",
        "district",
        "agency",
        "is_head",
        "phone",
        "email",
        "is_active",
    ]
    list_filter = ["role", "district", "is_head", "is_active"]
    readonly_fields = ["last_login", "date_joined"]
    list_select_related = ["district", "agency"]
    search_fields = ["username", "full_name", "agency__name", "district__name"]
    fieldsets = [
        (None, {"fields": ("username", "password")}),
        (SCOPE, {"fields": SCOPE_FIELDS}),
        ("Liên hệ", {"fields": ("first_name", "last_name", "phone", "email")}),
        ("Hiệu lực", {"fields": ("is_active",)}),
        ("Mốc thời gian", {"fields": ("last_login", "date_joined")}),
    ]
    add_fieldsets = [
        (None, {"fields": ("username", "password1", "password2")}),
        (SCOPE, {"fields": SCOPE_FIELDS}),
    ]

    @admin.display(description="Tên hiển thị")
    def shown_name(self, user: User) -> str:
        return user.display_name
