"""The sheet of capital of a district and quarter: typed, pasted, sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ntm_portal.lib.amounts import format_amount
from ntm_portal.lib.periods import Quarter
from programme.analytics.capital.sheet import (
    CapitalView,
    SheetCell,
    SheetColumn,
    SheetRow,
    read_capital,
)
from programme.analytics.capital.words import MEASURES, SLUGS
from programme.choices import CapitalMeasure, CapitalSource, CapitalState
from programme.forms.capital.entry import AmountField, AmountsForm
from programme.models import CapitalEvent, CapitalKey
from programme.services.capital.drafts import (
    AmountConflict,
    SavedAmounts,
    TypedAmount,
    set_amounts,
)
from programme.services.capital.guard import lock_reason
from programme.services.capital.workflow import AmountsMet, submit_capital
from reports.choices import Door
from reports.services.guard import ChangeRefused
from reports.views.clock import now, today
from reports.views.scope import district_in_scope, entering_user

UNPROCESSABLE, CONFLICT = 422, 409
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of the sheet, each cell with its field where a form is shown again."""

    row: SheetRow
    cells: tuple[tuple[SheetColumn, SheetCell, AmountField | None], ...]


@require_safe
def sheet(request: HttpRequest, quarter: Quarter, district: str) -> HttpResponse:
    """Show the amounts of one measure."""
    view = find_sheet(request, quarter, district)
    return _page(request, view, measure_of(request.GET.get("so", "")))


@require_POST
def save(request: HttpRequest, quarter: Quarter, district: str) -> HttpResponse:
    """Store what was typed; a fault or a refusal keeps every text on the page."""
    view = find_sheet(request, quarter, district)
    measure = measure_of(request.POST.get("so", ""))
    form = AmountsForm(measure, view.names, request.POST.dict())
    if "giu" in request.POST:
        form.fill_blanks(view.earlier)
    if form.faults:
        return _page(request, view, measure, form, status=UNPROCESSABLE)
    try:
        saved = store(request, view, form)
    except ChangeRefused as refused:
        return _page(request, view, measure, form, refusal=str(refused))
    if saved.conflicts:
        return _met(request, view, form)
    if saved.moved:
        messages.success(request, f"Đã lưu {len(saved.moved)} số.")
    else:
        messages.info(request, "Không có số nào thay đổi.")
    return redirect(address(view, measure))


@require_POST
def submit(request: HttpRequest, quarter: Quarter, district: str) -> HttpResponse:
    """Store what was typed and send the sheet, in one transaction.

    A text that cannot be read keeps the sheet here, and every text on the page. What
    does not fit must have been looked at: until then the amounts are only stored.
    """
    view = find_sheet(request, quarter, district)
    measure = measure_of(request.POST.get("so", ""))
    form = AmountsForm(measure, view.names, request.POST.dict())
    if form.faults:
        told = _unsent(view, form)
        return _page(request, view, measure, form, status=UNPROCESSABLE, refusal=told)
    problems = view.problems_with({field.key: field.amount for field in form.changed})
    if problems and request.POST.get("da-xem") != "1":
        return _store_only(request, view, form)
    return _send(request, view, form)


def _store_only(
    request: HttpRequest, view: CapitalView, form: AmountsForm
) -> HttpResponse:
    try:
        saved = store(request, view, form)
    except ChangeRefused as refused:
        return _page(request, view, form.measure, form, refusal=str(refused))
    if saved.conflicts:
        return _met(request, view, form)
    fresh = find_sheet(request, view.period, view.district.code)
    stored = f"Đã lưu {len(saved.moved)} số vừa gõ. " if saved.moved else ""
    told = (
        f"{stored}Chưa gửi: còn {len(fresh.problems)} điều cần xem lại bên dưới; sửa, "
        "hoặc đánh dấu “Đã xem, số đúng như vậy” rồi gửi."
    )
    return _page(request, fresh, form.measure, refusal=told)


def _send(request: HttpRequest, view: CapitalView, form: AmountsForm) -> HttpResponse:
    try:
        sent = submit_capital(
            district_code=view.district.code,
            quarter_code=view.period.code,
            by=entering_user(request),
            at=now(),
            typed=_typed(form),
        )
    except AmountsMet as met:
        _tell(form, met.conflicts)
        fresh = find_sheet(request, view.period, view.district.code)
        return _page(request, fresh, form.measure, form, refusal=str(met))
    except ChangeRefused as refused:
        return _page(request, view, form.measure, form, refusal=str(refused))
    stored = f"Đã lưu {sent.stored} số vừa gõ và gửi" if sent.stored else "Đã gửi"
    messages.success(request, f"{stored} báo cáo vốn {view.period.label}.")
    return redirect(address(view, form.measure))


def _met(request: HttpRequest, view: CapitalView, form: AmountsForm) -> HttpResponse:
    """Show what stands now beside what met it."""
    fresh = find_sheet(request, view.period, view.district.code)
    count = sum(bool(field.theirs) for field in form.fields.values())
    told = f"{count} ô chưa lưu vì có người vừa sửa; xem ở từng ô."
    return _page(request, fresh, form.measure, form, refusal=told)


def _unsent(view: CapitalView, form: AmountsForm) -> str:
    """Name the cells that keep a sheet from being sent."""
    names = [
        f"{view.names[place]}, {CapitalSource(source).label}"
        for place, source, _measure in (field.key for field in form.faults)
    ]
    rest = len(names) - MOST_NAMED
    more = f" và {rest} ô khác" if rest > 0 else ""
    return (
        f"Chưa gửi, chưa lưu: {len(names)} ô không đọc được "
        f"({'; '.join(names[:MOST_NAMED])}{more}). Sửa các ô ấy rồi gửi lại."
    )


def find_sheet(request: HttpRequest, quarter: Quarter, district: str) -> CapitalView:
    """Return the sheet that is asked for; 404 outside of the person's scope."""
    place = district_in_scope(request, quarter, district)
    return read_capital(period=quarter, district=place)


def address(view: CapitalView, measure: CapitalMeasure) -> str:
    """Return the address of a measure's table."""
    base = reverse("capital_sheet", args=(view.period, view.district.code))
    return f"{base}?so={SLUGS[measure]}"


def measure_of(slug: str) -> CapitalMeasure:
    """Return the measure of an address; 404 for a word that names none."""
    if not slug:
        return CapitalMeasure.PLANNED
    if slug not in MEASURES:
        raise Http404("Không có loại số vốn này.")
    return MEASURES[slug]


def store(request: HttpRequest, view: CapitalView, form: AmountsForm) -> SavedAmounts:
    """Write what a form changes; what met another's amount is told in the form."""
    saved = set_amounts(
        district_code=view.district.code,
        quarter_code=view.period.code,
        amounts=_typed(form),
        by=entering_user(request),
        at=now(),
        door=Door.PASTE if request.POST.get("cach") == "dan" else Door.PAGE,
    )
    _tell(form, saved.conflicts)
    return saved


def _typed(form: AmountsForm) -> dict[CapitalKey, TypedAmount]:
    return {each.key: TypedAmount(each.amount, each.seen) for each in form.changed}


def _tell(form: AmountsForm, conflicts: Iterable[AmountConflict]) -> None:
    for conflict in conflicts:
        form.meet(conflict.key, conflict.theirs, _told(conflict))


def _page(
    request: HttpRequest,
    view: CapitalView,
    measure: CapitalMeasure,
    form: AmountsForm | None = None,
    *,
    status: int = 0,
    refusal: str = "",
) -> HttpResponse:
    columns = view.columns(measure)
    context = {
        "view": view,
        "report": view.report,
        "measure": measure,
        "slug": SLUGS[measure],
        "tabs": MEASURES.items(),
        "rows": _rows(view.rows(measure), columns, form),
        "columns": columns,
        "total": view.total(measure),
        "form": form,
        "refusal": refusal,
        "told": _told_of(view),
        "lock": lock_reason(view.report, by=entering_user(request), on=today(request)),
        "can_keep": _can_keep(view, measure),
    }
    if not status:
        status = CONFLICT if refusal else 200
    return render(request, "programme/capital/sheet.html", context, status=status)


def _told_of(view: CapitalView) -> CapitalEvent | None:
    """Return why a sheet was given back."""
    if view.report.state != CapitalState.RETURNED:
        return None
    return view.report.events.exclude(reason="").first()


def _rows(
    rows: Sequence[SheetRow],
    columns: Sequence[SheetColumn],
    form: AmountsForm | None,
) -> list[TypedRow]:
    fields = form.fields if form else {}
    return [
        TypedRow(
            row,
            tuple(
                (column, cell, fields.get(cell.name))
                for column, cell in zip(columns, row.cells, strict=True)
            ),
        )
        for row in rows
    ]


def _can_keep(view: CapitalView, measure: CapitalMeasure) -> bool:
    return any(
        key[2] == measure and key not in view.amounts and key[0] in view.names
        for key in view.earlier
    )


def _told(conflict: AmountConflict) -> str:
    theirs = format_amount(conflict.theirs)
    who = conflict.row.changed_by.display_name if conflict.row else "Số đã duyệt"
    what = f"vừa ghi “{theirs}”" if theirs else "vừa xóa số này"
    if conflict.row is None:
        what = f"nay là “{theirs}”" if theirs else "nay không có số này"
    return f"{who} {what}."
