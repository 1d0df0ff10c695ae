"""Addresses of the programme's pages."""

from django.urls import path

from programme.views.capital import (
    autosave,
    entry,
    history,
    imports,
    review,
    workbooks,
)
from programme.views.meetings import addresses as meetings
from programme.views.recognition import addresses as dossiers
from programme.views.registers import addresses as registers
from programme.views.tasks import addresses as tasks

urlpatterns = [
    *(
        path(f"von/<quarter:quarter>/<slug:district>/{below}", view, name=name)
        for below, view, name in (
            ("", entry.sheet, "capital_sheet"),
            ("luu/", entry.save, "capital_save"),
            ("o/", autosave.cells, "capital_cells"),
            ("dan/", autosave.paste, "capital_paste"),
            ("gui/", entry.submit, "capital_submit"),
            ("lich-su/", history.history, "capital_history"),
            ("duyet/", review.review, "capital_review"),
            ("duyet/quyet/", review.decide, "capital_decide"),
            ("duyet/tra-lai/", review.give_back, "capital_return"),
            ("duyet/mo-lai/", review.reopen, "capital_reopen"),
        )
    ),
    path("von/duyet/", review.queue, name="capital_queue"),
    path("von/nhap/", imports.imports, name="capital_imports"),
    path("von/nhap/<int:key>/", imports.preview, name="capital_import"),
    path("von/nhap/<int:key>/ghi/", imports.apply, name="capital_import_apply"),
    path("von/nhap/<int:key>/hoan-tac/", imports.undo, name="capital_import_undo"),
    path("von/nhap/<int:key>/tep/", imports.original, name="capital_import_file"),
    path("von/nhap/<int:key>/danh-dau/", imports.marked, name="capital_import_marked"),
    path("von/tai/<quarter:quarter>/", workbooks.workbook, name="capital_workbook"),
    *tasks.urlpatterns,
    *dossiers.urlpatterns,
    *meetings.urlpatterns,
    *registers.urlpatterns,
]
