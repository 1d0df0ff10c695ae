"""Addresses of the portal; those of DESIGN section 6 are a contract."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("dashboards.urls")),
    path("", include("accounts.urls")),
    path("", include("reports.urls")),
    path("", include("programme.urls")),
    path("quan-tri/", admin.site.urls),
]
