"""Addresses of entry, review and imports."""

from django.urls import path, register_converter

from reports.views import (
    downloads,
    draft_files,
    entry,
    health,
    import_files,
    imports,
    paste,
    review,
    worklist,
)
from reports.views.converters import QuarterConverter

register_converter(QuarterConverter, "quarter")

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("bao-cao/", worklist.report_list, name="report_list"),
    path("bao-cao/<quarter:quarter>/<slug:district>/", entry.report, name="report"),
    path(
        "bao-cao/<quarter:quarter>/<slug:district>/o/",
        entry.save_cells,
        name="report_cells",
    ),
    path(
        "bao-cao/<quarter:quarter>/<slug:district>/dan/",
        paste.preview,
        name="report_paste",
    ),
    path(
        "bao-cao/<quarter:quarter>/<slug:district>/khong-thay-doi/",
        entry.declare_unchanged,
        name="report_unchanged",
    ),
    path(
        "bao-cao/<quarter:quarter>/<slug:district>/so-lieu-goc/",
        entry.accept_base,
        name="report_accept_base",
    ),
    path(
        "bao-cao/<quarter:quarter>/<slug:district>/gui/",
        entry.submit,
        name="report_submit",
    ),
    path(
        "bao-cao/<quarter:quarter>/<slug:district>/excel/",
        draft_files.download,
        name="report_excel",
    ),
    path(
        "bao-cao/<quarter:quarter>/<slug:district>/nap/",
        draft_files.upload,
        name="report_file",
    ),
    path(
        "bao-cao/<quarter:quarter>/<slug:district>/nap/ghi/",
        draft_files.fill,
        name="report_file_fill",
    ),
    path("duyet/", review.review_queue, name="review_queue"),
    # Before the districts, whose codes would take these words for their own.
    path("duyet/<quarter:quarter>/khoa-ky/", review.close, name="quarter_close"),
    path("duyet/<quarter:quarter>/mo-khoa/", review.unlock, name="quarter_unlock"),
    path("duyet/<quarter:quarter>/<slug:district>/", review.review, name="review"),
    path(
        "duyet/<quarter:quarter>/<slug:district>/duyet/",
        review.approve,
        name="review_approve",
    ),
    path(
        "duyet/<quarter:quarter>/<slug:district>/tra-lai/",
        review.send_back,
        name="review_return",
    ),
    path(
        "duyet/<quarter:quarter>/<slug:district>/mo-lai/",
        review.reopen,
        name="review_reopen",
    ),
    path("nhap-phu-luc/", imports.import_list, name="import_list"),
    path("nhap-phu-luc/mau/<slug:kind>/", downloads.template, name="import_template"),
    path("nhap-phu-luc/so-lieu/<slug:kind>/", downloads.export, name="import_export"),
    path("nhap-phu-luc/<int:run>/", imports.import_preview, name="import_preview"),
    path(
        "nhap-phu-luc/<int:run>/tep/",
        import_files.original,
        name="import_file",
    ),
    path(
        "nhap-phu-luc/<int:run>/tep-danh-dau/",
        import_files.marked,
        name="import_marked_file",
    ),
    path(
        "nhap-phu-luc/<int:run>/doc-lai/", imports.import_reread, name="import_reread"
    ),
    path("nhap-phu-luc/<int:run>/nhap/", imports.import_apply, name="import_apply"),
    path("nhap-phu-luc/<int:run>/bo/", imports.import_discard, name="import_discard"),
    path("nhap-phu-luc/<int:run>/hoan-tac/", imports.import_undo, name="import_undo"),
]
