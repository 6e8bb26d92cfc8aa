"""The manners of pages for people without an account: kept nowhere, found by nobody, and not tried out."""

import time

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from convivial.lib.households import household

MOST_A_MINUTE = 60
HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def private(answer: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer


def too_often(request: HttpRequest) -> bool:
    """More than sixty pages a minute from one network. Counted together, whatever the link, so that nobody tries out
    words; nobody reads that fast."""
    key = f"stranger:{household(request.META.get('REMOTE_ADDR', ''))}:{int(time.time() // 60)}"
    cache.add(key, 0, timeout=120)
    try:
        return bool(cache.incr(key) > MOST_A_MINUTE)
    except ValueError:  # it was swept away in this moment
        return False
