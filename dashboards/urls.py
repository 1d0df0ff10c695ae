"""Addresses of the pages that only read."""

from django.urls import path

from dashboards.views import (
    agencies,
    comparison,
    law,
    maps,
    meeting,
    output_templates,
    outputs,
    overview,
    places,
    plan,
    public,
    ranking,
    recognitions,
    trends,
    ways,
)

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("gan-dat/", ways.ways_page, name="ways"),
    path("ke-hoach/", plan.plan_page, name="plan"),
    path("xu-huong/", trends.trends_page, name="trends"),
    path("so-sanh/", comparison.comparison_page, name="comparison"),
    path("xep-hang/", ranking.ranking_page, name="ranking"),
    path("cong-nhan/", recognitions.recognitions_page, name="recognitions"),
    path("phieu-hop/", meeting.meeting_page, name="meeting"),
    path("cong-khai/", public.public, name="public"),
    path("ban-do/", maps.boundary_page, name="boundaries"),
    path("xuat/", outputs.outputs, name="outputs"),
    path("xuat/mau/", output_templates.templates_page, name="output_templates"),
    path(
        "xuat/mau/cua-cong.docx",
        output_templates.download_own,
        name="output_template_own_file",
    ),
    path(
        "xuat/mau/<int:key>/tep/",
        output_templates.download,
        name="output_template_file",
    ),
    path("xuat/mau/<int:key>/dung/", output_templates.use, name="output_template_use"),
    path(
        "xuat/mau/cua-cong/<slug:kind>/",
        output_templates.use_own,
        name="output_template_own",
    ),
    path("xuat/<slug:code>/", outputs.output, name="output"),
    path("xuat/<slug:code>/tep/", outputs.download, name="output_file"),
    path("xuat/<slug:code>/ban-in/", outputs.printed, name="output_print"),
    path("huyen/", places.district_list, name="district_list"),
    path("huyen/<slug:code>/", places.district, name="district"),
    path("xa/<slug:code>/", places.commune, name="commune"),
    path("tieu-chi/", law.criterion_list, name="criterion_list"),
    path("tieu-chi/<int:number>/", law.criterion, name="criterion"),
    path("don-vi/", agencies.agency_list, name="agency_list"),
    path("don-vi/<slug:code>/", agencies.agency, name="agency"),
]
