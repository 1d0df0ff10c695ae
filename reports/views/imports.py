"""Being built."""

from django.http import Http404, HttpRequest, HttpResponse


def import_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def import_preview(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def import_apply(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def import_discard(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def import_undo(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
