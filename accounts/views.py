"""Login page of the portal."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView

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
