"""Addresses of the pages that only read."""

from django.urls import path

from dashboards.views import agencies, law, overview, places

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("huyen/", places.district_list, name="district_list"),
    path("huyen/<slug:code>/", places.district, name="district"),
    path("xa/<slug:code>/", places.commune, name="commune"),
    path("tieu-chi/", law.criterion_list, name="criterion_list"),
    path("tieu-chi/<int:number>/", law.criterion, name="criterion"),
    path("don-vi/", agencies.agency_list, name="agency_list"),
    path("don-vi/<slug:code>/", agencies.agency, name="agency"),
]
