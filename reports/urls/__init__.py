"""Addresses of reports: lists, talk, evidence, opinions, samples, and those below.

One report, the review and the imports have modules of their own.
"""

from django.urls import include, path, register_converter

from reports.views import board, health, samples
from reports.views.converters import QuarterConverter
from reports.views.entry import worklist
from reports.views.evidence import files
from reports.views.opinions import pages
from reports.views.talk import comments, inbox

# Before the modules below are read, whose addresses name quarters.
register_converter(QuarterConverter, "quarter")

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("bao-cao/", worklist.report_list, name="report_list"),
    path("bao-cao/ai-chua-nop/", board.board, name="board"),
    path("bao-cao/ai-chua-nop/han/", board.deadline, name="board_deadline"),
    path("bao-cao/ai-chua-nop/gia-han/", board.exception, name="board_exception"),
    path("minh-chung/<int:evidence>/", files.original, name="evidence_file"),
    path(
        "minh-chung/<int:evidence>/nho/",
        files.small,
        name="evidence_thumbnail",
    ),
    path(
        "trao-doi/<int:comment>/theo-doi/", comments.follow_up, name="comment_follow_up"
    ),
    path("trao-doi/<int:comment>/xong/", comments.done, name="comment_done"),
    path("hop-thu/", inbox.inbox, name="inbox"),
    path("hop-thu/da-doc/", inbox.mark_read, name="inbox_read"),
    path("doi-chieu/", pages.opinions, name="opinions"),
    path(
        "doi-chieu/<quarter:quarter>/<int:number>/",
        pages.criterion,
        name="criterion_opinions",
    ),
    path("kiem-tra/", samples.sample_list, name="sample_list"),
    path("kiem-tra/<quarter:quarter>/rut/", samples.sample_draw, name="sample_draw"),
    path("kiem-tra/<int:sample>/", samples.sample, name="sample"),
    path("kiem-tra/<int:sample>/phieu/", samples.sample_sheet, name="sample_sheet"),
    path(
        "kiem-tra/<int:sample>/ket-qua/<slug:district>/",
        samples.sample_results,
        name="sample_results",
    ),
    path("bao-cao/<quarter:quarter>/<slug:district>/", include("reports.urls.reports")),
    path("duyet/", include("reports.urls.review")),
    path("nhap-phu-luc/", include("reports.urls.imports")),
]
