"""Addresses of tasks: lists, one task with its reports and files, the workbook."""

from functools import partial

from django.urls import path, register_converter

from programme.views.registers import files as tables
from programme.views.tasks import edit, files, lists, page, table
from programme.views.tasks.converters import TaskCodeConverter

register_converter(TaskCodeConverter, "task")

TABLE = (
    ("mau.xlsx", "template", tables.template),
    ("xuat.xlsx", "export", tables.export),
    ("nhap/", "import", tables.upload),
    ("nhap/<int:run>/", "import_run", tables.preview),
    ("nhap/<int:run>/ap-dung/", "import_apply", tables.apply),
    ("nhap/<int:run>/hoan-tac/", "import_undo", tables.undo),
)

urlpatterns = [
    path("nhiem-vu/", lists.task_list, name="tasks"),
    path("nhiem-vu/bang/", lists.board, name="task_board"),
    path("nhiem-vu/lich/", lists.calendar, name="task_calendar"),
    path("nhiem-vu/moi/", edit.new_task, name="task_new"),
    path("nhiem-vu/tep/<int:key>/", files.download, name="task_file"),
    path("nhiem-vu/tep/<int:key>/go/", files.remove, name="task_file_remove"),
    path("nhiem-vu/bang-tinh/", table.to_list, name="task_table_list"),
    *(
        path(
            f"nhiem-vu/bang-tinh/{end}",
            partial(view, find=table.find_tasks),
            name=f"task_table_{what}",
        )
        for end, what, view in TABLE
    ),
    path("nhiem-vu/<task:code>/", page.task, name="task"),
    path("nhiem-vu/<task:code>/sua/", edit.edit_task, name="task_edit"),
    path("nhiem-vu/<task:code>/ket-thuc/", edit.close, name="task_close"),
    path(
        "nhiem-vu/<task:code>/bao-cao/<quarter:quarter>/",
        page.report,
        name="task_report",
    ),
    path(
        "nhiem-vu/<task:code>/bao-cao/<quarter:quarter>/xem/",
        page.review,
        name="task_review",
    ),
]
