"""An address that only does something, opened as if it were a page: said in words, with a way on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve


class ActsOnly:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or not _is_opened(request):
            return response
        page = render(request, "405.html", {"address": belongs_to(request.path)}, status=405)
        page.headers["Allow"] = response.headers.get("Allow", "POST")
        return page


def belongs_to(path: str) -> str:
    """The nearest address above that exists: the post of ``…/posts/abc/publish/``; else the first page."""
    words = path.strip("/").split("/")
    for count in range(len(words) - 1, 0, -1):
        above = f"/{'/'.join(words[:count])}/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return "/"


def _is_opened(request: HttpRequest) -> bool:
    """By a person in a browser, not by a script of a page."""
    return request.accepts("text/html") and "HX-Request" not in request.headers
