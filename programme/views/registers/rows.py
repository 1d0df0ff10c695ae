"""One row of a table: read with its history, added, changed, deleted."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from programme.forms.tables.columns import Value, plain_text
from programme.forms.tables.rows import RowForm
from programme.importing.adding import add_once
from programme.importing.changes import Signed
from programme.importing.histories import KeepsRemoved
from programme.views.registers.row_history import removed_rows, row_history
from programme.views.registers.table_page import Find, TablePage, person, scope_of
from reports.services.guard import ChangeRefused
from reports.views.clock import now

UNPROCESSABLE = 422
ROWS = 50
# A new row may begin with these: the link that leads here fills them in, places by
# code, a village by name.
GIVEN = ("district", "commune", "village", "year")


@require_safe
def show(request: HttpRequest, find: Find, number: int, **asked: str) -> HttpResponse:
    """Show a row with everything that was done to it."""
    page = find(request, **asked)
    row = _row(page, number)
    values = page.table.values_of(row)
    lines = [
        (column, column.words(values.get(column.code), page.places))
        for column in page.table.columns
    ]
    context = {
        "page": page,
        "row": row,
        "number": number,
        "lines": [(column, words) for column, words in lines if words],
        "may_write": page.table.may_write(row),
        "edit_url": page.url("edit", number),
        "remove_url": page.url("remove", number),
        "history": row_history(page, number),
    }
    return render(request, "programme/rows/show.html", context)


@require_safe
def removed(request: HttpRequest, find: Find, **asked: str) -> HttpResponse:
    """List the rows that were deleted, as they last were; of the office alone."""
    page = find(request, **asked)
    table = page.table
    if not (person(request).can_review and isinstance(table, KeepsRemoved)):
        raise Http404("Trang này dành cho Văn phòng Điều phối.")
    shown = Paginator(table.removed(), ROWS).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "shown": shown,
        "rows": removed_rows(page, list(shown)),
    }
    return render(request, "programme/rows/removed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, find: Find, **asked: str) -> HttpResponse:
    """Add a row."""
    page = find(request, **asked)
    if not page.table.may_add:
        raise Http404("Tài khoản này chỉ xem.")
    given = {code: request.GET[code] for code in GIVEN if code in request.GET}
    return _form(request, page, None, given)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, find: Find, number: int, **asked: str) -> HttpResponse:
    """Change a row."""
    page = find(request, **asked)
    row = _writable(page, number)
    return _form(request, page, number, page.table.values_of(row))


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, find: Find, number: int, **asked: str) -> HttpResponse:
    """Ask whether a row is to be deleted, and delete it."""
    page = find(request, **asked)
    row = _writable(page, number)
    if request.method == "POST":
        reason = _reason(request)
        try:
            page.table.remove(number, Signed(person(request), now(), reason))
        except ChangeRefused as refused:
            messages.error(request, str(refused))
            return redirect(page.url("row", number))
        messages.success(request, f"Đã xóa {page.noun} “{row}”.")
        return redirect(page.list_url)
    context = {"page": page, "row": row, "number": number}
    return render(request, "programme/rows/remove.html", context)


def _form(
    request: HttpRequest,
    page: TablePage,
    number: int | None,
    values: Mapping[str, Value],
) -> HttpResponse:
    is_post = request.method == "POST"
    form = RowForm(
        page.table.columns,
        places=page.places,
        data=request.POST if is_post else None,
        values=values,
        scope=scope_of(person(request)),
    )
    if is_post and form.is_valid():
        saved = _saved(request, page, number, form)
        if saved is not None:
            again = number is None and "again" in request.POST
            return redirect(page.new_url if again else page.url("row", saved))
    context = {"page": page, "form": form, "number": number}
    status = UNPROCESSABLE if is_post else 200
    return render(request, "programme/rows/form.html", context, status=status)


def _saved(
    request: HttpRequest, page: TablePage, number: int | None, form: RowForm
) -> int | None:
    """Return the number of the saved row; what forbids it is shown in the form."""
    signed = Signed(person(request), now(), _reason(request))
    try:
        if number is None:
            saved, is_new = add_once(page.table, form.values, signed)
            done = f"Đã thêm {page.noun}." if is_new else "Dòng này vừa được ghi."
        else:
            saved = page.table.save(number, form.values, signed)
            done = f"Đã lưu {page.noun}."
    except ChangeRefused as refused:
        form.add_faults({"": [str(refused)]})
        return None
    except ValidationError as error:
        form.add_faults(_faults(error))
        return None
    messages.success(request, done)
    return saved


def _reason(request: HttpRequest) -> str:
    return plain_text(request.POST.get("reason", ""))


def _faults(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return error.message_dict
    return {"": error.messages}


def _row(page: TablePage, number: int) -> object:
    row = page.table.row(number)
    if row is None:
        raise Http404("Sổ không có dòng này.")
    return row


def _writable(page: TablePage, number: int) -> object:
    """Return a row of the person's own; another's is read, never changed (404)."""
    row = _row(page, number)
    if not page.table.may_write(row):
        raise Http404("Dòng này không thuộc phạm vi của tài khoản.")
    return row
