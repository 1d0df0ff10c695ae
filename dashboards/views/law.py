"""Being built."""

from django.http import Http404, HttpRequest, HttpResponse


def criterion_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def criterion(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
