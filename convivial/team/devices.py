"""Remembers in a browser which accounts were opened in it. That opens nothing: it only says at whose cost a wrong
password is counted (``slowing``).
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from . import signing
from .models.user import fold
from .signing import NotSigned

LASTS = timedelta(days=180)
MOST = 5  # accounts a browser; the one opened longest ago is forgotten first
DEVICE = signing.kind("device", LASTS, stays=True)


def known(request: HttpRequest, email: str) -> str | None:
    """The word of this browser for an account, when it was opened in it before."""
    return _remembered(request).get(_account(email))


class KnownDevices:
    """Renews what the browser remembers whenever somebody has signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if email := getattr(request, "signed_in_as", ""):
            _remember(request, response, email)
        return response


def _note(sender: Any, request: Any, user: Any, **more: Any) -> None:
    request.signed_in_as = user.email


user_logged_in.connect(_note, dispatch_uid="team.devices")


def _remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    people, account = _remembered(request), _account(email)
    word = people.pop(account, None) or secrets.token_urlsafe(16)
    newest = dict([*people.items(), (account, word)][-MOST:])
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME, DEVICE.sign({"people": newest}), max_age=LASTS, httponly=True, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip


def _remembered(request: HttpRequest) -> dict[str, str]:
    try:
        return dict(DEVICE.read(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))["people"])
    except NotSigned:
        return {}


def _account(email: str) -> str:
    return salted_hmac("convivial.device", fold(email), algorithm="sha256").hexdigest()[:32]
