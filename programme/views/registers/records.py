"""The registers (sổ theo dõi): all kinds, and the rows of one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from communes.analytics.places import districts_by_code
from criteria.models import CriteriaSet
from programme.analytics.registers.kinds import kind_counts, summarise
from programme.forms.tables.columns import Column, number_words
from programme.importing.record_table import RecordTable
from programme.models import RegisterField, RegisterKind, RegisterRecord
from programme.services.registers.scope import may_add_records
from programme.views.registers.filters import RecordFilter
from programme.views.registers.table_page import (
    TablePage,
    person,
    places_of,
    removed_count,
)
from reports.views.clock import today

ROWS = 50
# The columns of a row, each with its words.
Cells = list[tuple[Column, str]]
# What a list leaves to the page of the row.
NOT_LISTED = ("note", "district", "commune", "village")


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """Show every register with how much is in it."""
    user = person(request)
    rows = kind_counts()
    context = {
        "rows": [
            (row, may_add_records(user, row.kind)) for row in rows if row.kind.is_active
        ],
        "laid_aside": [row for row in rows if not row.kind.is_active],
    }
    return render(request, "programme/registers/kinds.html", context)


@require_safe
def records(request: HttpRequest, kind: str) -> HttpResponse:
    """List the rows of a register, with their sums."""
    table = _table(request, kind)
    page = _page(request, table)
    own = RegisterRecord.objects.of(table.kind)
    chosen = RecordFilter(table.kind, request.GET, queryset=own)
    found = chosen.qs
    summary = summarise(found, table.fields, districts_by_code())
    shown = Paginator(found.with_places(), ROWS).get_page(request.GET.get("trang"))
    listed = [each for each in table.columns if each.code not in NOT_LISTED]
    rows = [(row, _words(page, listed, row)) for row in shown]
    columns = _filled(rows)
    context = {
        "page_of": page,
        "removed": removed_count(page, person(request)),
        "kind": table.kind,
        "filter": chosen,
        "summary": summary,
        "sums": [(each, number_words(each.total)) for each in summary.sums],
        "districts": [
            (each, [number_words(one.total) for one in each.sums])
            for each in summary.districts
        ],
        "columns": columns,
        "rows": [
            (row, [cell for cell in cells if cell[0] in columns]) for row, cells in rows
        ],
        "page": shown,
        "criteria_set": _criteria_set(request, table.kind),
    }
    return render(request, "programme/registers/records.html", context)


def find_register(request: HttpRequest, kind: str) -> TablePage:
    """Return a register for its person; raises Http404."""
    return _page(request, _table(request, kind))


def _table(request: HttpRequest, code: str) -> RecordTable:
    found = RegisterKind.objects.filter(pk=code).first()
    if found is None:
        raise Http404("Không có sổ này.")
    fields = list(RegisterField.objects.in_use().filter(kind=found))
    return RecordTable(found, fields, by=person(request))


def _page(request: HttpRequest, table: RecordTable) -> TablePage:
    found = table.kind
    return TablePage(
        table=table,
        places=places_of(request),
        names="record",
        args=(found.code,),
        tab="so-theo-doi",
        title=found.name,
        noun=found.noun,
        subtitle=found.article,
        crumbs=(("Sổ theo dõi", reverse("registers")),),
    )


def _words(page: TablePage, columns: list[Column], row: RegisterRecord) -> Cells:
    values = page.table.values_of(row)
    return [
        (
            column,
            row.agency.short_name
            if column.code == "agency" and row.agency
            else column.words(values.get(column.code), page.places),
        )
        for column in columns
    ]


def _filled(rows: list[tuple[RegisterRecord, Cells]]) -> list[Column]:
    """Return the columns that say something in any row: a list has little room."""
    cells = [cell for _row, own in rows for cell in own]
    said = {column.code for column, words in cells if words}
    first = rows[0][1] if rows else []
    return [column for column, _words in first if column.code in said]


def _criteria_set(request: HttpRequest, kind: RegisterKind) -> CriteriaSet | None:
    """Return the set of criteria by which records of a kind are decided."""
    if not kind.subject:
        return None
    sets = CriteriaSet.objects.filter(subject=kind.subject)
    begun = sets.filter(valid_from__lte=today(request)).order_by("-valid_from")
    return begun.first()
