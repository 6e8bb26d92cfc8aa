"""The next version while it is made: begun, read, proposed, adopted, thrown away."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from convivial.strategy import adopting, drafting, looked_over, reading
from convivial.strategy.chapters import BY_SLUG
from convivial.strategy.comparing import compare
from convivial.strategy.completing import NEEDED, missing
from convivial.strategy.errors import NeedsNote, NeedsWhy, ProposedOtherwise, Refusal
from convivial.strategy.glance import NOUNS as SHOWN
from convivial.strategy.glance import glance
from convivial.strategy.models import Proposal, Version
from convivial.strategy.pages import Page
from convivial.strategy.standing import standings
from convivial.strategy.strategists import is_alone
from convivial.strategy.telling import otherwise
from convivial.team.access import MemberRequest, act


@act("strategy.change")
@require_POST
def prepare(request: MemberRequest) -> HttpResponse:
    """Whoever presses second goes on with the same draft."""
    if reading.current(request.workspace) is None:
        return redirect("strategy:strategy", request.workspace.slug)
    try:
        drafting.prepare(request.workspace, request.user)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    chapter = request.POST.get("chapter", "")
    if chapter in BY_SLUG:
        return redirect("strategy:draft_chapter", request.workspace.slug, chapter)
    return redirect("strategy:draft", request.workspace.slug)


@act("strategy.change")
@require_GET
def draft(request: MemberRequest) -> HttpResponse:
    page = _page(request, nouns=SHOWN)
    return render(request, "strategy/glance.html", {"page": page, "glance": glance(page)})


@act("strategy.change")
@require_GET
def chapter(request: MemberRequest, chapter: str) -> HttpResponse:
    if chapter not in BY_SLUG:
        raise Http404
    return render(request, "strategy/chapter.html", {"page": _page(request, chapter)})


@act("strategy.change")
@require_GET
def changes(request: MemberRequest) -> HttpResponse:
    """What is different from the version in force, what is still missing, and the way into force."""
    return render(request, "strategy/proposal.html", _proposal(request))


@act("strategy.change")
@require_POST
def propose(request: MemberRequest) -> HttpResponse:
    why, note = request.POST.get("why", "")[:2000], request.POST.get("note", "")[:2000]
    try:
        is_in_force = adopting.propose(_draft(request), request.user, why, note)
    except (NeedsWhy, NeedsNote) as refusal:
        wrong = "why" if isinstance(refusal, NeedsWhy) else "note"
        typed = {"why": why, "note": note, "wrong": wrong, "refusal": str(refusal)}
        return render(request, "strategy/proposal.html", _proposal(request) | typed, status=422)
    if is_in_force:
        messages.success(request, _("The new version is in force."))
        return redirect("strategy:strategy", request.workspace.slug)
    messages.success(request, _("Proposed. Another strategist looks at it and puts it in force."))
    return redirect("strategy:draft_changes", request.workspace.slug)


@act("strategy.confirm")
@require_POST
def adopt(request: MemberRequest) -> HttpResponse:
    try:
        adopting.adopt(_draft(request), request.user, request.POST.get("seen", ""))
    except ProposedOtherwise as refusal:
        changed = {"changed": str(refusal), "news": refusal.news}
        return render(request, "strategy/proposal.html", _proposal(request) | changed, status=422)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("strategy:draft_changes", request.workspace.slug)
    messages.success(request, _("The new version is in force."))
    return redirect("strategy:strategy", request.workspace.slug)


@act("strategy.change")
@require_POST
def withdraw(request: MemberRequest) -> HttpResponse:
    adopting.withdraw(_draft(request), request.user)
    return redirect("strategy:draft_changes", request.workspace.slug)


@act("strategy.change")
@require_POST
def discard(request: MemberRequest) -> HttpResponse:
    found = reading.draft(request.workspace)
    if found is None:
        messages.info(request, _("There is no draft any more."))
        return redirect("strategy:strategy", request.workspace.slug)
    drafting.discard(found, request.user)
    messages.success(request, _("The draft is thrown away. What is in force stays as it is."))
    return redirect("strategy:strategy", request.workspace.slug)


@act("strategy.confirm")
@require_POST
def second(request: MemberRequest) -> HttpResponse:
    """I have looked at what is in force, too."""
    current = reading.current(request.workspace)
    if current is None:
        raise Http404
    try:
        adopting.second(current, request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("strategy:strategy", request.workspace.slug)


@act("strategy.go_on")
@require_POST
def go_on(request: MemberRequest) -> HttpResponse:
    """What is in force holds for another while."""
    current = reading.current(request.workspace)
    if current is None:
        raise Http404
    if adopting.go_on(current, request.user):
        messages.success(request, _("It goes on for another 90 days."))
    return redirect("strategy:strategy", request.workspace.slug)


def _page(request: MemberRequest, slug: str = "", nouns: Iterable[str] = ()) -> Page:
    found = standings(request.workspace)
    if Version.State.DRAFT not in found:
        raise Http404
    return Page(found[Version.State.DRAFT], BY_SLUG.get(slug), is_editing=True, nouns=nouns)


def _draft(request: MemberRequest) -> Version:
    found = reading.draft(request.workspace)
    if found is None:
        raise Http404
    return found


def _proposal(request: MemberRequest) -> dict[str, Any]:
    page = _page(request, nouns=NEEDED)
    version, base = page.version, page.version.based_on
    proposal: Proposal | None = getattr(version, "proposal", None)
    is_theirs = proposal is not None and proposal.by_id != request.user.pk
    return {
        "page": page,
        "seen": looked_over.shown(version) if is_theirs else "",
        "differences": compare(base, version) if base else [],
        "otherwise": otherwise(version),
        "missing": missing(version, page.whole),
        "proposal": proposal,
        "is_alone": is_alone(request.workspace, request.user),
        "why": version.why,
    }
