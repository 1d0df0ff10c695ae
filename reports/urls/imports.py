"""Addresses of the import of appendices."""

from django.urls import path

from reports.views import downloads, import_files, imports

urlpatterns = [
    path("", imports.import_list, name="import_list"),
    path("mau/<slug:kind>/", downloads.template, name="import_template"),
    path("so-lieu/<slug:kind>/", downloads.export, name="import_export"),
    path("<int:run>/", imports.import_preview, name="import_preview"),
    path("<int:run>/tep/", import_files.original, name="import_file"),
    path("<int:run>/tep-danh-dau/", import_files.marked, name="import_marked_file"),
    path("<int:run>/doc-lai/", imports.import_reread, name="import_reread"),
    path("<int:run>/nhap/", imports.import_apply, name="import_apply"),
    path("<int:run>/bo/", imports.import_discard, name="import_discard"),
    path("<int:run>/hoan-tac/", imports.import_undo, name="import_undo"),
]
