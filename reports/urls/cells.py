"""Addresses below one cell of a report."""

from django.urls import path

from reports.views import (
    cell,
    cell_answer,
    cell_remark,
    cell_values,
    comments,
    evidence,
)

urlpatterns = [
    path("", cell.cell, name="report_cell"),
    path("ket-qua/", cell.set_state, name="report_cell_state"),
    path("ghi-chu/", cell_remark.save_remark, name="report_cell_remark"),
    path("tra-loi/", cell_answer.save_answer, name="report_cell_answer"),
    path("minh-chung/", evidence.add, name="report_cell_evidence"),
    path(
        "minh-chung/<int:evidence>/thay/",
        evidence.replace,
        name="report_cell_evidence_replace",
    ),
    path(
        "minh-chung/<int:evidence>/go/",
        evidence.remove,
        name="report_cell_evidence_remove",
    ),
    path("chi-tieu/", cell_values.save_values, name="report_cell_values"),
    path("trao-doi/", comments.add_to_cell, name="report_cell_comment"),
]
