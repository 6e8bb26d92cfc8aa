"""How much anybody may send us. Decided by what is announced, before anything of it is read or kept.

Somebody whom we do not know fills in a sign-in form, never more; people who are signed in send pictures. What does
not say its length is not taken at all: no browser sends such a thing.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from convivial.lib.digits import whole

STRANGERS = 64 * 1024
TOO_SLOW = "convivial.too_slow"  # in the environ of a request whose body never became whole
LARGEST = 100 * 1024 * 1024  # several pictures at once; each of them may have 20 MB


class Bodies:
    """Stands after those who find out who asks and in which language, and before all that read what was sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return _closing(render(request, "400.html", status=411))
        if TOO_SLOW in request.META:
            return _closing(render(request, "400.html", status=408))
        length = announced(request.META.get("CONTENT_LENGTH"))
        if length > LARGEST or (length > STRANGERS and not is_known(request)):
            return _closing(render(request, "413.html", status=413))
        return self.get_response(request)


def announced(length: str | None) -> int:
    """Bytes; what is no number is more than anybody may send."""
    if not length:
        return 0
    number = whole(length)
    return LARGEST + 1 if number is None else number


def is_known(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated)


def _closing(answer: HttpResponse) -> HttpResponse:
    answer["Connection"] = "close"
    return answer
