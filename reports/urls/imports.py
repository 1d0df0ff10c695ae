"""Addresses of the import of appendices."""

from django.urls import path

from reports.views.imports import downloads, files, runs

urlpatterns = [
    path("", runs.import_list, name="import_list"),
    path("mau/<slug:kind>/", downloads.template, name="import_template"),
    path("so-lieu/<slug:kind>/", downloads.export, name="import_export"),
    path("<int:run>/", runs.import_preview, name="import_preview"),
    path("<int:run>/tep/", files.original, name="import_file"),
    path("<int:run>/tep-danh-dau/", files.marked, name="import_marked_file"),
    path("<int:run>/doc-lai/", runs.import_reread, name="import_reread"),
    path("<int:run>/nhap/", runs.import_apply, name="import_apply"),
    path("<int:run>/bo/", runs.import_discard, name="import_discard"),
    path("<int:run>/hoan-tac/", runs.import_undo, name="import_undo"),
]
