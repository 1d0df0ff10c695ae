"""Addresses of registers, cooperatives and villages; each table has the same pages."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from programme.views.registers import (
    cooperatives,
    criteria_sets,
    files,
    kinds,
    records,
    rows,
    villages,
)
from programme.views.registers.table_page import Find

View = Callable[..., HttpResponseBase]
PAGES: tuple[tuple[str, str, View], ...] = (
    ("moi/", "new", rows.new),
    ("da-xoa/", "removed", rows.removed),
    ("mau.xlsx", "template", files.template),
    ("xuat.xlsx", "export", files.export),
    ("nhap/", "import", files.upload),
    ("nhap/<int:run>/", "import_run", files.preview),
    ("nhap/<int:run>/ap-dung/", "import_apply", files.apply),
    ("nhap/<int:run>/hoan-tac/", "import_undo", files.undo),
    ("<int:number>/", "row", rows.show),
    ("<int:number>/sua/", "edit", rows.edit),
    ("<int:number>/xoa/", "remove", rows.remove),
)


def table_paths(prefix: str, names: str, find: Find, listed: View) -> list[URLPattern]:
    """Return the addresses of one table: its list, its rows and its files."""
    return [
        path(prefix, listed, name=f"{names}_list"),
        *(
            path(prefix + end, partial(view, find=find), name=f"{names}_{what}")
            for end, what, view in PAGES
        ),
    ]


urlpatterns = [
    path("so-theo-doi/", records.kinds, name="registers"),
    path("so-theo-doi/loai/moi/", kinds.new_kind, name="register_kind_new"),
    path("so-theo-doi/loai/<slug:kind>/", kinds.kind, name="register_kind"),
    path(
        "so-theo-doi/loai/<slug:kind>/bo/",
        kinds.kind_remove,
        name="register_kind_remove",
    ),
    path(
        "so-theo-doi/loai/<slug:kind>/cot/moi/",
        kinds.new_field,
        name="register_field_new",
    ),
    path(
        "so-theo-doi/loai/<slug:kind>/cot/<int:field>/",
        kinds.field,
        name="register_field",
    ),
    path(
        "so-theo-doi/loai/<slug:kind>/cot/<int:field>/bo/",
        kinds.field_remove,
        name="register_field_remove",
    ),
    path("so-theo-doi/bo-tieu-chi/", criteria_sets.sets, name="register_sets"),
    path(
        "so-theo-doi/bo-tieu-chi/<slug:code>/",
        criteria_sets.criteria,
        name="register_set",
    ),
    *table_paths(
        "hop-tac-xa/",
        "cooperative",
        cooperatives.find_cooperatives,
        cooperatives.cooperatives,
    ),
    *table_paths(
        "thon/ket-qua/", "village_result", villages.find_results, villages.results
    ),
    *table_paths("thon/", "village", villages.find_villages, villages.villages),
    *table_paths(
        "so-theo-doi/<slug:kind>/",
        "record",
        records.find_register,
        records.records,
    ),
]
