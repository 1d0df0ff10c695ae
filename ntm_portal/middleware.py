"""What stands around every page."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import page_not_found

GetResponse = Callable[[HttpRequest], HttpResponse]


class PlainNotFound:
    """Answer 404 with the portal's own page in development too.

    People try the product on a developer's copy; Django's page for developers
    would show them English and a list of addresses.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404:
            return page_not_found(request, Http404())
        return response
