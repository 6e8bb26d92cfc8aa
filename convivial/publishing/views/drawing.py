"""Draws the composer's parts. Each part has an id and finds its own place, in the page or in an answer."""

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from convivial.publishing.composing.drawing import Drawn

EVERYTHING = ("where", "tabs", "said", "words", "pictures", "ties", "when", "foot", "see")
BESIDE = ("tabs", "said", "revision", "pictures", "when", "foot", "see")

_PASSING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"| hx-swap-oob="true"| data-gentle')


def part(request: HttpRequest, sheet: Drawn, name: str, **how: bool) -> SafeString:
    """``oob``: as part of an answer. ``gentle``: it comes by itself, so a page that shows the same version already,
    or in which somebody has just opened something there, keeps what it has."""
    drawn = render_to_string(f"publishing/composer_{name}.html", {"sheet": sheet, "post": sheet.post, **how}, request)
    version = hashlib.sha256(_PASSING.sub("", drawn).encode()).hexdigest()[:16]
    return SafeString(drawn.replace('data-version=""', f'data-version="{version}"', 1))


def whole_page(request: HttpRequest, sheet: Drawn) -> HttpResponse:
    parts = {name: part(request, sheet, name) for name in EVERYTHING}
    return render(request, "publishing/composer.html", {"sheet": sheet, "post": sheet.post, "parts": parts})


def some_parts(
    request: HttpRequest,
    sheet: Drawn,
    names: Iterable[str],
    said: Any = "",
    wrong: Any = "",
    status: int = 200,
    gentle: bool = False,
) -> HttpResponse:
    drawn = [part(request, sheet, name, oob=True, gentle=gentle) for name in names]
    context = {"parts": drawn, "said": said, "wrong": wrong}
    return render(request, "publishing/composer_parts.html", context, status=status)
