"""Login page of the portal, which is also that of its back office."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User


class PortalLoginView(LoginView):
    """Name and password; a person who is signed in goes straight on."""

    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["show_demo_accounts"] = (
            settings.DEBUG and User.objects.filter(username="huyen.610").exists()
        )
        return context


@login_not_required
def back_office_login(request: HttpRequest) -> HttpResponse:
    """Send on whoever is sent here by the back office, which has no login of its own.

    Without an account to the portal's login and from there back; 403 to other roles.
    """
    user = request.user
    if not isinstance(user, User):
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
    if not user.is_admin:
        raise PermissionDenied(
            "Trang quản trị chỉ dành cho tài khoản quản trị. Cần sửa tài khoản, danh "
            f"mục hay thêm quyền thì hỏi {settings.OFFICE_CONTACT}."
        )
    return redirect("admin:index")
