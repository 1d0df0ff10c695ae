"""Addresses below one cell of a report."""

from django.urls import path

from reports.views.cell import answer, page, remark, values
from reports.views.evidence import handing_in
from reports.views.talk import comments

urlpatterns = [
    path("", page.cell, name="report_cell"),
    path("ket-qua/", page.set_state, name="report_cell_state"),
    path("ghi-chu/", remark.save_remark, name="report_cell_remark"),
    path("tra-loi/", answer.save_answer, name="report_cell_answer"),
    path("minh-chung/", handing_in.add, name="report_cell_evidence"),
    path(
        "minh-chung/<int:evidence>/thay/",
        handing_in.replace,
        name="report_cell_evidence_replace",
    ),
    path(
        "minh-chung/<int:evidence>/go/",
        handing_in.remove,
        name="report_cell_evidence_remove",
    ),
    path("chi-tieu/", values.save_values, name="report_cell_values"),
    path("trao-doi/", comments.add_to_cell, name="report_cell_comment"),
]
