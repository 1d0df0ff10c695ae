"""Being built."""

from django.http import Http404, HttpRequest, HttpResponse


def report_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def report(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def save_cells(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def declare_unchanged(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def accept_base(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def submit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
