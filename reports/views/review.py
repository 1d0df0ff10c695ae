"""Being built."""

from django.http import Http404, HttpRequest, HttpResponse


def review_queue(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def review(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def approve(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def send_back(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def reopen(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def close(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def unlock(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
