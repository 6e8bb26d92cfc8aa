"""The strategy as a document that everybody in the workspace reads."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from convivial.strategy import starting_sets
from convivial.strategy.bars import seven
from convivial.strategy.chapters import BY_SLUG
from convivial.strategy.glance import glance
from convivial.strategy.models import Version
from convivial.strategy.pages import Page
from convivial.strategy.standing import Standing, standings
from convivial.strategy.strategists import names as strategists
from convivial.team.access import MemberRequest, act


@require_GET
@act("strategy.see")
def strategy(request: MemberRequest) -> HttpResponse:
    """At a glance; the way in while there is none."""
    found = standings(request.workspace)
    if Version.State.CURRENT not in found:
        about = {
            "sets": starting_sets.every(request.workspace.language),
            "strategists": strategists(request.workspace),
        }
        return render(request, "strategy/empty.html", about)
    page = Page(found[Version.State.CURRENT])
    return render(
        request,
        "strategy/glance.html",
        _about(page, found) | {"glance": glance(page), "seven": seven(request.workspace)},
    )


@require_GET
@act("strategy.see")
def chapter(request: MemberRequest, chapter: str) -> HttpResponse:
    if chapter not in BY_SLUG:
        raise Http404
    found = standings(request.workspace)
    if Version.State.CURRENT not in found:
        return redirect("strategy:strategy", request.workspace.slug)
    page = Page(found[Version.State.CURRENT], BY_SLUG[chapter])
    return render(request, "strategy/chapter.html", _about(page, found))


@require_GET
@act("strategy.see")
def printed(request: MemberRequest) -> HttpResponse:
    """All chapters on one page, made for paper."""
    found = standings(request.workspace)
    if Version.State.CURRENT not in found:
        return redirect("strategy:strategy", request.workspace.slug)
    return render(request, "strategy/print.html", {"page": Page(found[Version.State.CURRENT])})


def _about(page: Page, found: dict[str, Standing]) -> dict[str, object]:
    return {"page": page, "draft": found.get(Version.State.DRAFT)}
