"""Being built."""

from django.http import Http404, HttpRequest, HttpResponse


def district_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def district(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def commune(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
