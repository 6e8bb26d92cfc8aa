"""What was found, with its reasons; answers to it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from convivial.journal.recording import record
from convivial.journal.words import things_called
from convivial.strategy import answering, checks, course, listing, renewing
from convivial.strategy.chapters import BY_SLUG
from convivial.strategy.checking.later import LATER
from convivial.strategy.errors import Refusal
from convivial.strategy.models import Finding
from convivial.strategy.told import Told, found
from convivial.team.access import MemberRequest, act


@require_GET
@act("strategy.see")
def findings(request: MemberRequest) -> HttpResponse:
    """All of them, chapter by chapter, and the checks that are still to come."""
    told = found(request.workspace)
    context = {
        "chapters": listing.by_chapter(told),
        "later": listing.waiting(LATER),
        "judged_at": max((each.row.found_at for each in told), default=None),
    }
    return render(request, "strategy/findings.html", context)


@require_GET
@act("strategy.see")
def finding(request: MemberRequest, code: str) -> HttpResponse:
    return _page(request, _told(request, code))


@act("finding.answer")
@require_POST
def answer(request: MemberRequest, code: str) -> HttpResponse:
    told = _told(request, code)
    try:
        answering.answer(told.row, request.user, request.POST.get("reason", ""))
    except Refusal as refusal:
        return _page(request, told, str(refusal), 422)
    messages.success(request, _("It rests now, until it says something else or for four weeks."))
    return redirect("strategy:finding", request.workspace.slug, code)


@act("finding.answer")
@require_POST
def take_back(request: MemberRequest, code: str) -> HttpResponse:
    told = _told(request, code)
    answering.take_back(told.row, request.user)
    return redirect("strategy:finding", request.workspace.slug, code)


@act("finding.renew")
@require_POST
def renew(request: MemberRequest) -> HttpResponse:
    """Looks at everything now."""
    renewing.renew(request.workspace)
    record("finding.renew", workspace=request.workspace.pk, by=request.user.pk)
    messages.success(request, _("Everything was looked at again."))
    return redirect("strategy:findings", request.workspace.slug)


def _told(request: MemberRequest, code: str) -> Told:
    return Told(get_object_or_404(Finding, workspace=request.workspace, code=code), request.workspace.slug)


def _page(request: MemberRequest, told: Told, wrong: str = "", status: int = 200) -> HttpResponse:
    chapter = BY_SLUG.get(told.row.chapter)
    if chapter is None:
        raise Http404
    drawn, figures = course.of_finding(request.workspace, told.row)
    context = {
        "told": told,
        "chapter": chapter,
        "check": next((each for each in checks.every() if each.key == told.row.check_key), None),
        "answer": answering.answer_to(told.row),
        "evidence": _evidence(told),
        "course": drawn,
        "rests_on": course.RestsOn(figures) if drawn or figures else None,
        "wrong": wrong,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "strategy/finding.html", context, status=status)


def _evidence(told: Told) -> list[tuple[str, str | None]]:
    """What it rests on, by names and addresses."""
    by_thing: dict[str, list[str]] = {}
    for name in told.judged.evidence:
        thing, _colon, code = name.partition(":")
        by_thing.setdefault(thing, []).append(code)
    named = {thing: things_called(thing, codes) for thing, codes in by_thing.items()}
    return [named[thing][code] for thing, codes in by_thing.items() for code in codes if code in named[thing]]
