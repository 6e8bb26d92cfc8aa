"""Built files where no server hands them out, and the description of the app for home screens."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from . import assets
from .headers import YEAR

TYPES = {
    "js": "text/javascript",
    "css": "text/css",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "webmanifest": "application/manifest+json",
}


def asset(request: HttpRequest, name: str) -> FileResponse:
    """A built file. In production granian answers this address before Django hears of it."""
    file = assets.FOLDER / name
    kind = TYPES.get(name.rsplit(".", 1)[-1])
    if kind is None or not file.is_file():
        raise Http404
    answer = FileResponse(file.open("rb"), content_type=kind)
    answer["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


def web_manifest(request: HttpRequest) -> JsonResponse:
    """What a phone asks for before it puts the app on its home screen."""
    drawn = (("icon", 192, "any"), ("icon", 512, "any"), ("icon-mask", 512, "maskable"))
    icons = [
        {
            "src": assets.address(f"{name}-{side}.png"),
            "sizes": f"{side}x{side}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, side, purpose in drawn
    ]
    description: dict[str, Any] = {
        "name": "Convivial",
        "short_name": "Convivial",
        "description": gettext("Run your organisation’s social media, together."),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf6ef",
        "theme_color": "#faf6ef",
        "icons": icons,
    }
    return JsonResponse(description, content_type="application/manifest+json")


def busy(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The house cannot answer for a moment: the database is away, or a new version is being put in place."""
    answer = HttpResponse(render_to_string("503.html"), status=503)
    answer["Retry-After"] = "15"
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """Something raised what nobody expected. When it is the database that does not answer, it will soon."""
    kind = sys.exc_info()[0]
    if kind and issubclass(kind, (OperationalError, InterfaceError)):
        return busy(request)
    return HttpResponse(render_to_string("500.html"), status=500)


for _open in (asset, web_manifest, busy):
    setattr(_open, "act", None)  # noqa: B010 - open to all, said without knowing ``team.access``
