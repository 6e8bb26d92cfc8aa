"""Which addresses the house answers, and what it believes about how a request came.

Until an installer has written down the address, every host is answered, or nobody could set anything up. Then only
the one that was written down is, and exactly. What a web server in front says about a visitor is believed only from
those named in ``CONVIVIAL_PROXIES``.
"""

import time
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from .models import RecordedAddress

REST = 5.0  # seconds until another process's change is noticed
ALWAYS = ("/healthz",)  # asked from this machine, under whatever name

_known: tuple[float, str] | None = None


def recorded_address() -> str:
    """Such as ``https://convivial.example.org``, without a slash at the end; empty until it is known."""
    global _known
    if settings.ADDRESS:
        return settings.ADDRESS
    if _known is None or time.monotonic() - _known[0] > REST:
        newest = RecordedAddress.objects.values_list("address", flat=True).first()
        _known = (time.monotonic(), newest or "")
    return _known[1]


def forget(**_signal: object) -> None:
    global _known
    _known = None


post_save.connect(forget, RecordedAddress)
post_delete.connect(forget, RecordedAddress)


def absolute(request: HttpRequest, path: str) -> str:
    """A link that works outside of the page: under the recorded address, else as one reached us now."""
    address = recorded_address()
    return address + path if address else request.build_absolute_uri(path)


def reach(link: str) -> str:
    """How far a link reaches: "machine" (it opens on this one alone), "unlocked" (over plain http), "" (anywhere)."""
    parts = urlsplit(link)
    host = parts.hostname or ""
    if host == "localhost" or host.endswith(".localhost") or _is_loopback(host):
        return "machine"
    return "" if parts.scheme == "https" else "unlocked"


class Proxies:
    """Believes the named web servers in front about scheme and visitor, and nobody else about anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("REMOTE_ADDR", "") in settings.PROXIES:
            visitor = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
            if is_valid_ip(visitor):
                request.META["REMOTE_ADDR"] = visitor
            if request.headers.get("X-Forwarded-Proto", "").strip() == "https":
                request.environ["wsgi.url_scheme"] = "https"  # type: ignore[attr-defined]
        return self.get_response(request)


class HostGuard:
    """Answers the recorded address only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path in ALWAYS or is_ours(request):
            return self.get_response(request)
        return render(request, "team/elsewhere.html", {"address": recorded_address()}, status=421)


def is_valid_ip(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True


def is_ours(request: HttpRequest) -> bool:
    address = recorded_address()
    return not address or request.headers.get("Host", "").casefold() == urlsplit(address).netloc.casefold()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
