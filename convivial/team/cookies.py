"""The names and the shield of cookies, which depend on how one reaches the house.

Over https the cookies are called ``__Host-…``, which a browser only takes from exactly this host over https, and
only gives back so. Over plain http, as in the first minutes, such a cookie would be refused and nobody could sign in;
there they have their plain names. Everything below knows only the plain names.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

SHIELD = "__Host-"


def shielded() -> tuple[str, ...]:
    return settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.DEVICE_COOKIE_NAME


class ShieldedCookies:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.is_secure():
            return self.get_response(request)
        _unwrap(request)
        response = self.get_response(request)
        _wrap(response)
        return response


def _unwrap(request: HttpRequest) -> None:
    """Over https a cookie with a plain name may come from anywhere, and counts for nothing."""
    for name in shielded():
        request.COOKIES.pop(name, None)
        if SHIELD + name in request.COOKIES:
            request.COOKIES[name] = request.COOKIES[SHIELD + name]


def _wrap(response: HttpResponseBase) -> None:
    for name in shielded():
        plain = response.cookies.pop(name, None)
        if plain is not None:
            response.cookies[SHIELD + name] = plain.value
            morsel = response.cookies[SHIELD + name]
            for key, word in {**plain, "secure": True, "path": "/", "domain": ""}.items():
                morsel[key] = word
