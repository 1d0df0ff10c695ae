"""What stands around every page."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.views.defaults import page_not_found

GetResponse = Callable[[HttpRequest], HttpResponse]

MEGABYTE = 1024 * 1024
TOO_LARGE = 413
TEXT = ("text/", "application/json")
PIECE = 64 * 1024
# A browser shows an answer only once it has sent everything, so that much is taken
# off the line and thrown away.
THROWN_AWAY_MAX = 300 * MEGABYTE


class CompressedText(GZipMiddleware):
    """Compress pages, JSON and CSV; see docs/adr/0020 for why that gives nothing away.

    Files that people sent or take away are compressed in themselves, and streaming
    them through a compressor would lose their length.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return the answer, compressed when it is text and the browser takes it."""
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or not kind.startswith(TEXT):
            return response
        return super().process_response(request, response)


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


class BoundedRequests:
    """Refuse a request that says it is larger than any form of the portal.

    It is answered before anything of it is stored; pages get a page, scripts that
    ask for JSON a message.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _declared_size(request) <= settings.REQUEST_MAX_BYTES:
            return self.get_response(request)
        _throw_away(request)
        limit = settings.EVIDENCE_MAX_BYTES // MEGABYTE
        if request.get_preferred_type(["text/html", "application/json"]) == "text/html":
            return render(request, "413.html", {"limit": limit}, status=TOO_LARGE)
        message = f"Tệp quá lớn, chưa có gì được ghi; mỗi tệp tối đa {limit} MB."
        return JsonResponse({"message": message}, status=TOO_LARGE)


def _declared_size(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _throw_away(request: HttpRequest) -> None:
    read = 0
    try:
        while read < THROWN_AWAY_MAX and (piece := request.read(PIECE)):
            read += len(piece)
    except OSError:
        # The sender has gone: nobody is left to answer.
        return
