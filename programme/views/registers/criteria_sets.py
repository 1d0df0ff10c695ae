"""Sets of criteria of villages and of what is above the standard; the office's page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from criteria.choices import SetSubject
from criteria.models import CriteriaSet, Criterion
from programme.forms.registers.criteria_sets import CriterionForm, SetForm
from programme.services.registers.criteria_sets import add_set, save_criterion
from programme.views.registers.table_page import person
from reports.services.guard import ChangeRefused

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def sets(request: HttpRequest) -> HttpResponse:
    """Show the sets with their versions; the office adds one."""
    user = person(request)
    is_post = request.method == "POST" and user.can_review
    form = SetForm(request.POST if is_post else None)
    if is_post and form.is_valid():
        found = add_set(criteria_set=form.save(commit=False), by=user)
        messages.success(request, f"Đã thêm “{found.name}”. Hãy thêm các tiêu chí.")
        return redirect("register_set", found.code)
    rows = CriteriaSet.objects.exclude(subject=SetSubject.COMMUNE)
    context = {
        "rows": rows.order_by("subject", "-valid_from").prefetch_related("criteria"),
        "form": form if user.can_review else None,
    }
    status = UNPROCESSABLE if is_post else 200
    return render(request, "programme/registers/sets.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: HttpRequest, code: str) -> HttpResponse:
    """Show the criteria of a set; the office adds and names them."""
    user = person(request)
    rows = CriteriaSet.objects.exclude(subject=SetSubject.COMMUNE)
    found = get_object_or_404(rows, pk=code)
    is_post = request.method == "POST" and user.can_review
    form = CriterionForm(request.POST if is_post else None)
    if is_post and form.is_valid():
        try:
            saved = save_criterion(
                criteria_set=found, **form.cleaned_data, source=found.document, by=user
            )
        except (ChangeRefused, ValidationError) as wrong:
            form.add_errors(str(wrong))
        else:
            messages.success(request, f"Đã lưu tiêu chí {saved.number}. {saved.name}.")
            return redirect("register_set", code)
    context = {
        "set": found,
        "criteria": Criterion.objects.filter(criteria_set=found),
        "form": form if user.can_review else None,
    }
    status = UNPROCESSABLE if is_post else 200
    return render(request, "programme/registers/set.html", context, status=status)
