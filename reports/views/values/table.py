"""The indicators of one criterion for all communes of a district, typed at once."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ntm_portal.lib import periods
from reports.analytics.cell.values import ValueLine
from reports.analytics.entry.value_table import ValueRow, ValueTable, read_value_table
from reports.choices import ResultState
from reports.forms.values import ValueField, ValuesForm, ValueSlot
from reports.services import saving
from reports.services.draft_values import set_values
from reports.services.guard import ChangeRefused, check_cells_open, lock_reason
from reports.views.cell.page import CONFLICT, UNPROCESSABLE
from reports.views.clock import now, today
from reports.views.scope import district_in_scope, entering_user
from reports.views.values.forms import conflicts_told, slots_of, told, typed_values


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A commune with its fields; a row that may not change has none."""

    row: ValueRow
    cells: tuple[tuple[ValueLine, ValueField | None], ...]


@require_safe
def table(
    request: HttpRequest, quarter: periods.Quarter, district: str, number: int
) -> HttpResponse:
    """Show the values of every commune of the district for one criterion."""
    return _page(request, find_table(request, quarter, district, number))


def save_values(
    request: HttpRequest, quarter: periods.Quarter, district: str, number: int
) -> HttpResponse:
    """Store what was typed; a refusal keeps every text on the page."""
    found = find_table(request, quarter, district, number)
    if request.method != "POST":
        return _to_table(found)
    form = ValuesForm(_slots(found), request.POST, has_boxes=False)
    if not form.is_valid():
        return _page(request, found, form, status=UNPROCESSABLE)
    try:
        saved = set_values(
            district_code=district,
            quarter_code=quarter.code,
            values=typed_values(form),
            by=entering_user(request),
            at=now(),
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, found, form, status=CONFLICT)
    if saved.conflicts:
        found = find_table(request, quarter, district, number)
        form.meet(_slots(found), told(saved.conflicts, form))
        form.add_error(None, conflicts_told(saved))
        return _page(request, found, form, status=CONFLICT)
    if saved.stored:
        messages.success(request, f"Đã lưu {saved.stored} giá trị chỉ tiêu.")
    else:
        messages.info(request, "Không có giá trị nào thay đổi.")
    return _to_table(found)


def take_suggestions(
    request: HttpRequest, quarter: periods.Quarter, district: str, number: int
) -> HttpResponse:
    """Set the cells that are chưa đánh giá to what their values suggest.

    Only where the suggestion is still the one that was shown, ``c-23344=met``.
    """
    found = find_table(request, quarter, district, number)
    if request.method != "POST":
        return _to_table(found)
    taken = [
        row
        for row in found.suggestions
        if request.POST.get(f"c-{row.place.code}") == row.values.suggested
    ]
    versions = saving.cell_versions(found.report) if found.report.pk else {}
    try:
        saved = saving.save_changes(
            district_code=district,
            quarter_code=quarter.code,
            changes=[
                saving.Change(
                    cell=(row.place.code, number),
                    state=ResultState(row.values.suggested or ResultState.UNKNOWN),
                    version=versions.get((row.place.code, number), 0),
                    seen=ResultState.UNKNOWN,
                )
                for row in taken
            ],
            by=entering_user(request),
            at=now(),
        )
    except ChangeRefused as refused:
        messages.error(request, str(refused))
        return _to_table(found)
    count = len(taken) - len(saved.conflicts)
    messages.success(request, f"Đã đặt {count} ô theo gợi ý từ chỉ tiêu.")
    return _to_table(found)


def find_table(
    request: HttpRequest, quarter: periods.Quarter, district: str, number: int
) -> ValueTable:
    """Return the table that is asked for; 404 outside of the person's scope."""
    place = district_in_scope(request, quarter, district)
    found = read_value_table(period=quarter, district=place, number=number)
    if found is None:
        raise Http404("Báo cáo này không có tiêu chí ấy.")
    return found


def _page(
    request: HttpRequest,
    found: ValueTable,
    form: ValuesForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    user = entering_user(request)
    form = form or ValuesForm(_slots(found), has_boxes=False)
    context = {
        "table": found,
        "report": found.report,
        "form": form,
        "rows": _joined(found, form),
        "lock": lock_reason(found.report, by=user, on=today(request))
        or _closed_reason(found),
    }
    return render(request, "reports/values/values.html", context, status=status)


def _closed_reason(found: ValueTable) -> str:
    """Return why no cell of the criterion may change, "" when some may."""
    if any(row.is_open for row in found.rows):
        return ""
    number = found.criterion.number
    try:
        check_cells_open(found.report, ((row.place.code, number) for row in found.rows))
    except ChangeRefused as refused:
        return str(refused)
    return ""


def _slots(found: ValueTable) -> list[ValueSlot]:
    return [
        slot
        for row in found.rows
        if row.is_open
        for slot in slots_of(row.place.code, row.values)
    ]


def _joined(found: ValueTable, form: ValuesForm) -> list[TypedRow]:
    fields = {field.slot.key: field for field in form.rows}
    return [
        TypedRow(
            row,
            tuple(
                (line, fields.get((row.place.code, line.indicator.id)))
                for line in row.values.lines
            ),
        )
        for row in found.rows
    ]


def _to_table(found: ValueTable) -> HttpResponse:
    at = found.period, found.report.district_id, found.criterion.number
    return redirect(reverse("report_values", args=at))
