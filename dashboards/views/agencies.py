"""Being built."""

from django.http import Http404, HttpRequest, HttpResponse


def agency_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def agency(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
