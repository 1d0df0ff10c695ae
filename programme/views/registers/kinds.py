"""Kinds of registers and their fields: the office adds and changes them here."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from programme.forms.registers.kinds import FieldForm, KindForm
from programme.models import RegisterField, RegisterKind
from programme.services.registers.kinds import (
    remove_field,
    remove_kind,
    save_field,
    save_kind,
)
from programme.views.registers.table_page import person
from reports.services.guard import ChangeRefused

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def new_kind(request: HttpRequest) -> HttpResponse:
    """Add a register."""
    by = _office(request)
    is_post = request.method == "POST"
    form = KindForm(request.POST if is_post else None)
    if is_post and form.is_valid():
        kind = save_kind(kind=form.save(commit=False), by=by)
        messages.success(request, f"Đã thêm sổ “{kind.name}”. Hãy thêm các cột của sổ.")
        return redirect("register_kind", kind.code)
    context = {"form": form, "kind": None}
    return _page(request, "programme/registers/kind.html", context, bad=is_post)


@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Change a register; show its fields."""
    by = _office(request)
    found = get_object_or_404(RegisterKind, pk=kind)
    name = found.name
    is_post = request.method == "POST"
    form = KindForm(request.POST if is_post else None, instance=found)
    if is_post and form.is_valid() and _saved(form, partial(_save_kind, form, by)):
        messages.success(request, "Đã lưu sổ.")
        return redirect("register_kind", kind)
    context = {
        "form": form,
        "kind": found,
        "name": name,
        "fields": RegisterField.objects.filter(kind_id=kind),
    }
    return _page(request, "programme/registers/kind.html", context, bad=is_post)


@require_POST
def kind_remove(request: HttpRequest, kind: str) -> HttpResponse:
    """Delete a register without rows, lay another aside."""
    by = _office(request)
    found = get_object_or_404(RegisterKind, pk=kind)
    name = found.name
    if remove_kind(kind=found, by=by):
        messages.success(request, f"Đã xóa sổ “{name}”.")
    else:
        messages.success(
            request, f"Sổ “{name}” đã có dòng: đã ngừng dùng, số liệu vẫn xem được."
        )
    return redirect("registers")


@require_http_methods(["GET", "HEAD", "POST"])
def new_field(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a field to a register."""
    _office(request)
    found = get_object_or_404(RegisterKind, pk=kind)
    return _field(request, found, RegisterField(kind=found))


@require_http_methods(["GET", "HEAD", "POST"])
def field(request: HttpRequest, kind: str, field: int) -> HttpResponse:
    """Change a field of a register."""
    _office(request)
    row = get_object_or_404(
        RegisterField.objects.select_related("kind"), kind_id=kind, pk=field
    )
    return _field(request, row.kind, row)


@require_POST
def field_remove(request: HttpRequest, kind: str, field: int) -> HttpResponse:
    """Delete a field without data, lay another aside."""
    by = _office(request)
    row = get_object_or_404(RegisterField, kind_id=kind, pk=field)
    label = row.label
    if remove_field(field=row, by=by):
        messages.success(request, f"Đã xóa cột “{label}”.")
    else:
        messages.success(
            request, f"Cột “{label}” đã có số liệu: đã ngừng dùng, số liệu vẫn giữ."
        )
    return redirect("register_kind", kind)


def _field(
    request: HttpRequest, kind: RegisterKind, row: RegisterField
) -> HttpResponse:
    label = row.label
    is_post = request.method == "POST"
    form = FieldForm(request.POST if is_post else None, instance=row)
    save = partial(_save_field, form, person(request))
    if is_post and form.is_valid() and _saved(form, save):
        messages.success(request, f"Đã lưu cột “{form.instance.label}”.")
        return redirect("register_kind", kind.code)
    context = {"form": form, "kind": kind, "label": label, "field": row}
    return _page(request, "programme/registers/field.html", context, bad=is_post)


def _save_kind(form: KindForm, by: User) -> None:
    save_kind(kind=form.save(commit=False), by=by)


def _save_field(form: FieldForm, by: User) -> None:
    save_field(field=form.save(commit=False), by=by)


def _saved(form: ModelForm[Any], save: Callable[[], None]) -> bool:
    """Whether saving went well; what forbids it is shown in the form."""
    try:
        save()
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def _page(
    request: HttpRequest, template: str, context: Mapping[str, object], *, bad: bool
) -> HttpResponse:
    status = UNPROCESSABLE if bad else 200
    return render(request, template, dict(context), status=status)


def _office(request: HttpRequest) -> User:
    user = person(request)
    if not user.can_review:
        raise Http404("Trang này dành cho Văn phòng Điều phối.")
    return user
