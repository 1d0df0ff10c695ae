"""Kiểm tra thực địa: samples of results đạt are drawn, printed and checked.

For the office and the admin; to everyone else the addresses do not exist (404).
"""

from collections.abc import Iterable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.models import User
from ntm_portal.lib import periods
from ntm_portal.lib.text import format_number
from reports.analytics.samples.checked import (
    Agreement,
    Redraw,
    SamplePage,
    claim_rows,
    claimed_quarters,
    read_agreement,
    read_sample,
    read_samples,
    redraw,
    suggested_seed,
    together,
)
from reports.analytics.samples.claims import Claims, read_claims
from reports.analytics.samples.drawing import TooFewClaims, claims_hash, draw
from reports.forms.samples import SIZE, DrawForm, FindingsForm
from reports.models import FieldSample
from reports.services.guard import ChangeRefused
from reports.services.samples import (
    Finding,
    FindingsRefused,
    enter_findings,
    keep_sample,
)
from reports.views.clock import now, today

UNPROCESSABLE = 422


@require_safe
def sample_list(request: HttpRequest) -> HttpResponse:
    """Show the samples, what they found, and the form that draws another one."""
    _office(request)
    return _list(request, request.GET.get("ky"))


def sample_draw(request: HttpRequest, quarter: periods.Quarter) -> HttpResponse:
    """Draw a sample of a quarter and keep it."""
    by = _office(request)
    if request.method != "POST":
        return redirect("sample_list")
    form = DrawForm(request.POST)
    if not form.is_valid():
        return _list(request, quarter.code, refused=form)
    claims = read_claims(quarter, as_of=today(request))
    seed = form.cleaned_data["seed"]
    try:
        drawn = draw(claims.rows, size=form.cleaned_data["size"], seed=seed)
        sample = keep_sample(
            quarter_code=quarter.code,
            seed=seed,
            claims_hash=claims_hash(claims.rows),
            drawn=claim_rows(drawn),
            by=by,
            at=now(),
        )
    except TooFewClaims as refused:
        form.add_error("size", str(refused))
    except ChangeRefused as refused:
        form.add_error("seed", str(refused))
    else:
        messages.success(
            request,
            f"Đã rút {sample.size} ô trong {format_number(len(claims.rows))} ô đạt của "
            f"{quarter.label}.",
        )
        return redirect("sample", sample.pk)
    return _list(request, quarter.code, refused=form)


@require_safe
def sample(request: HttpRequest, sample: int) -> HttpResponse:
    """Show one sample; asked so, draw it again and tell whether it is the same."""
    _office(request)
    page = read_sample(_sample(sample))
    again = _again(page) if "rut-lai" in request.GET else None
    context = {"page": page, "sample": page.sample, "again": again}
    return render(request, "reports/samples/sample.html", context)


@require_safe
def sample_sheet(request: HttpRequest, sample: int) -> HttpResponse:
    """Show the sheets to take along, one for each district."""
    _office(request)
    page = read_sample(_sample(sample))
    context = {"page": page, "sample": page.sample, "again": _again(page)}
    return render(request, "reports/samples/sheet.html", context)


def sample_results(request: HttpRequest, sample: int, district: str) -> HttpResponse:
    """Enter what was found in one district, all lines at once."""
    by = _office(request)
    page = read_sample(_sample(sample), district_code=district)
    if not page.parts:
        raise Http404("Mẫu này không có ô nào của huyện ấy.")
    claims = [line.claim for line in page.parts[0].lines]
    is_post = request.method == "POST"
    form = FindingsForm(claims, request.POST if is_post else None)
    if is_post and form.is_valid():
        try:
            count = _enter(page.sample, form, by)
        except FindingsRefused as refused:
            form.add_faults(refused.faults)
        else:
            what = (
                f"Đã ghi kết quả của {count} ô." if count else "Không có gì thay đổi."
            )
            messages.success(request, what)
            return redirect("sample", sample)
    context = {
        "page": page,
        "sample": page.sample,
        "part": page.parts[0],
        "form": form,
        "rows": list(zip(page.parts[0].lines, form.lines.values(), strict=True)),
    }
    status = UNPROCESSABLE if is_post else 200
    return render(request, "reports/samples/results.html", context, status=status)


def _enter(sample: FieldSample, form: FindingsForm, by: User) -> int:
    findings = {
        pk: Finding(
            verdict=line.cleaned_data["verdict"],
            checked_on=form.day_of(line),
            note=line.cleaned_data["note"],
        )
        for pk, line in form.lines.items()
    }
    return enter_findings(
        sample=sample, findings=findings, seen=form.seen, by=by, at=now()
    )


def _list(
    request: HttpRequest, code: str | None, *, refused: DrawForm | None = None
) -> HttpResponse:
    """Answer with the list, and with the form whose words were not accepted."""
    quarters = claimed_quarters(today(request))
    asked = [each for each in quarters if each.code == code]
    chosen = next(iter([*asked, *quarters]), None)
    samples = read_samples()
    districts = read_agreement()
    context = {
        "samples": samples,
        "districts": districts,
        "all": together(each.agreement for each in districts),
        "quarters": quarters,
        "claims": read_claims(chosen, as_of=today(request)) if chosen else None,
        "form": refused or (_form(request, chosen, samples) if chosen else None),
    }
    status = UNPROCESSABLE if refused else 200
    return render(request, "reports/samples/list.html", context, status=status)


def _form(
    request: HttpRequest,
    period: periods.Quarter,
    samples: Iterable[tuple[FieldSample, Agreement]],
) -> DrawForm:
    taken = [each.seed for each, _ in samples if each.quarter_id == period.code]
    seed = suggested_seed(period, on=today(request), taken=taken)
    return DrawForm(initial={"size": SIZE, "seed": seed})


def _again(page: SamplePage) -> Redraw:
    """Draw again from what was approved by the end of the day of the draw."""
    claims: Claims = read_claims(page.period, as_of=localdate(page.sample.drawn_at))
    return redraw(page, claims)


def _sample(pk: int) -> FieldSample:
    found = FieldSample.objects.select_related(
        "quarter", "drawn_by__district", "drawn_by__agency"
    )
    return get_object_or_404(found, pk=pk)


def _office(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if not user.can_review:
        raise Http404("Trang này dành cho Văn phòng Điều phối.")
    return user
