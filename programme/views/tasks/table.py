"""Tasks out to a workbook and back in, with the pages that every table has."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from programme.importing.task_table import TaskTable
from programme.views.registers.table_page import TablePage, person, places_of


def find_tasks(request: HttpRequest) -> TablePage:
    """Return the table of tasks for its person."""
    return TablePage(
        table=TaskTable(by=person(request)),
        places=places_of(request),
        names="task_table",
        tab="nhiem-vu",
        title="Nhiệm vụ",
        noun="nhiệm vụ",
        subtitle="QĐ 1334, mục II.2 và III",
    )


def to_list(request: HttpRequest) -> HttpResponse:
    """Lead from the pages of files back to the list."""
    return redirect("tasks")
