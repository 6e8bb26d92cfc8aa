"""Sends a stored picture as what it is and nothing else: own type, no sniffing, sandboxed, in ranges, checked at each
request. (RFC 9110, sections 13 and 14: conditional requests, single ranges.)"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)

from .models import Media

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def serve(request: HttpRequest, media: Media, size: str) -> HttpResponseBase:
    path = media.path(size)
    try:
        total = path.stat().st_size
    except OSError as error:
        raise Http404 from error
    # A picture is packed already; and packed once more its ranges would be those of something else.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    tag = f'"{media.sha256[:32]}-{size}"'
    response = _answer(request, path, total, tag)
    for name, word in _headers(media, size, tag).items():
        response.headers[name] = word
    return response


def _answer(request: HttpRequest, path: Path, total: int, tag: str) -> HttpResponseBase:
    if tag in [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]:
        return HttpResponseNotModified()
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", tag) == tag else ""
    match = _RANGE.fullmatch(asked)
    if not match or match[0] == "bytes=-":
        return _stretch(request, path, 0, total, 200)
    first, last = _bounds(match[1], match[2], total)
    if first > last or first >= total:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{total}"})
    response = _stretch(request, path, first, last + 1, 206)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{total}"
    return response


def _bounds(first: str, last: str, total: int) -> tuple[int, int]:
    """Both ends inclusive; ``-500`` means the last 500 bytes."""
    if not first:
        return max(0, total - int(last)), total - 1
    return int(first), min(int(last), total - 1) if last else total - 1


def _stretch(request: HttpRequest, path: Path, start: int, end: int, status: int) -> HttpResponseBase:
    body = _chunks(path, start, end) if request.method != "HEAD" else iter(())
    return StreamingHttpResponse(body, status=status, headers={"Content-Length": str(end - start)})


def _chunks(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _headers(media: Media, size: str, tag: str) -> dict[str, str]:
    mime = media.mime if size == "full" else media.thumbnail_mime
    return {
        "Content-Type": mime,
        "Content-Disposition": f'inline; filename="{media.path(size).name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        "Accept-Ranges": "bytes",
        "ETag": tag,
    }
