from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from convivial.journal import feed
from convivial.lib.digits import whole

from .access import MemberRequest, act


@act("journal.see")
def journal(request: MemberRequest) -> HttpResponse:
    page = feed.feed(request.workspace, before=_whole(request, "before"))
    return render(request, "journal/feed.html", {"page": page})


@act("journal.see")
def more(request: MemberRequest) -> HttpResponse:
    page = feed.feed(request.workspace, before=_whole(request, "before"))
    return render(request, "journal/feed.html#lines", {"page": page})


@act("journal.see")
def of(request: MemberRequest, thing: str, code: str) -> HttpResponse:
    page = feed.feed(request.workspace, thing, code, before=_whole(request, "before"))
    return render(request, "journal/part.html", {"page": page, "thing": thing, "code": code})


@act("journal.see")
def live(request: MemberRequest) -> HttpResponse:
    """What changed since a line: ``{"seq": 42, "things": ["publication:abc…"]}``, or 204 when nothing did. Without
    ``since`` it says where the journal stands."""
    known = _whole(request, "since")
    if known is None:
        return _fresh(JsonResponse({"seq": feed.last_seq(request.workspace), "things": []}))
    seq, things = feed.since(request.workspace, known)
    if seq == known:
        return _fresh(HttpResponse(status=204))
    return _fresh(JsonResponse({"seq": seq, "things": things}))


def _whole(request: HttpRequest, name: str) -> int | None:
    """A whole number from the address; anything else counts as not given."""
    return whole(request.GET.get(name))


def _fresh(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
