"""The strategy as a document that everybody in the workspace reads."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from convivial.strategy import starting_sets
from convivial.strategy.bars import seven
from convivial.strategy.chapters import BY_SLUG
from convivial.strategy.comparing import compare
from convivial.strategy.completing import NEEDED, missing
from convivial.strategy.glance import NOUNS as SHOWN
from convivial.strategy.glance import glance
from convivial.strategy.models import Version
from convivial.strategy.pages import Page
from convivial.strategy.standing import Standing, standing_of, standings
from convivial.strategy.strategists import names as strategists
from convivial.team.access import MemberRequest, act


@act("strategy.see")
@require_GET
def strategy(request: MemberRequest) -> HttpResponse:
    """At a glance; the way in while there is none."""
    found = standings(request.workspace)
    if Version.State.CURRENT not in found:
        about = {
            "sets": starting_sets.every(starting_sets.spoken(get_language() or "", request.workspace.language)),
            "strategists": strategists(request.workspace),
        }
        return render(request, "strategy/empty.html", about)
    page = Page(found[Version.State.CURRENT], nouns=SHOWN)
    return render(
        request,
        "strategy/glance.html",
        _about(page, found) | {"glance": glance(page), "seven": seven(request.workspace, page.told)},
    )


@act("strategy.see")
@require_GET
def chapter(request: MemberRequest, chapter: str) -> HttpResponse:
    if chapter not in BY_SLUG:
        raise Http404
    found = standings(request.workspace)
    if Version.State.CURRENT not in found:
        return redirect("strategy:strategy", request.workspace.slug)
    page = Page(found[Version.State.CURRENT], BY_SLUG[chapter], person=request.user)
    return render(request, "strategy/chapter.html", _about(page, found))


@act("strategy.see")
@require_GET
def complete(request: MemberRequest) -> HttpResponse:
    """What a complete strategy still lacks."""
    found = standings(request.workspace)
    if Version.State.CURRENT not in found:
        return redirect("strategy:strategy", request.workspace.slug)
    page = Page(found[Version.State.CURRENT], person=request.user, nouns=NEEDED)
    lacks = missing(page.version, page.whole)
    return render(request, "strategy/complete.html", _about(page, found) | {"missing": lacks})


@act("strategy.see")
@require_GET
def versions(request: MemberRequest) -> HttpResponse:
    """All that was and is in force, the newest first."""
    found = request.workspace.strategy_versions.filter(number__isnull=False).order_by("-number")
    found = found.select_related("made_by", "adoption__by", "adoption__seconded_by")
    return render(request, "strategy/versions.html", {"versions": found})


@act("strategy.see")
@require_GET
def changes(request: MemberRequest, number: int) -> HttpResponse:
    """What a version changed in the one before it, field by field."""
    newer = _standing(request, number).version
    older = request.workspace.strategy_versions.filter(number=number - 1).first()
    differences = compare(older, newer) if older else []
    about = {"version": newer, "older": older, "differences": differences}
    return render(request, "strategy/changes.html", about)


def _standing(request: MemberRequest, number: int) -> Standing:
    found = standing_of(request.workspace, number)
    if found is None:
        raise Http404
    return found


def _about(page: Page, found: dict[str, Standing]) -> dict[str, object]:
    return {"page": page, "draft": found.get(Version.State.DRAFT)}
