"""Small changes of what is in force, taking them back, and what owners of tactics say."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from convivial.strategy import changing, reporting
from convivial.strategy.chapters import OF_NOUN
from convivial.strategy.errors import NeedsReason, NothingChanged, Refusal
from convivial.strategy.forms_deciding import ReportForm
from convivial.strategy.forms_parts import small_form
from convivial.strategy.models import NOUNS, Part, Version
from convivial.strategy.nouns import NOUNS as CALLED
from convivial.strategy.showing import Names, Row
from convivial.strategy.telling import small_changes
from convivial.team.access import MemberRequest, act, may


@act("strategy.change")
def adjust(request: MemberRequest, noun: str, code: str) -> HttpResponse:
    """One sentence of reason, and it is in force."""
    part = _current(request, noun, code)
    if not part.small:
        raise Http404
    form = small_form(part, request.POST if request.method == "POST" else None)
    reason, wrong = request.POST.get("reason", ""), ""
    if request.method == "POST" and form.is_valid():
        try:
            changing.change(part, request.user, form.cleaned_data, reason)
        except (NeedsReason, NothingChanged) as refusal:
            wrong = str(refusal)
        else:
            messages.success(request, _("Changed. Whoever wants to know why finds your sentence beside it."))
            return redirect(_address(request, noun, code))
    about = _about(request, part) | {"form": form, "reason": reason, "wrong": wrong}
    return render(request, "strategy/adjust.html", about, status=422 if form.is_bound else 200)


@act("strategy.change")
@require_POST
def undo(request: MemberRequest, code: str) -> HttpResponse:
    found = get_object_or_404(request.workspace.strategy_changes.select_related("version"), code=code)
    try:
        changing.undo(found, request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. It is as it was before."))
    return redirect(_address(request, found.noun, found.part_code))


@act("strategy.see")
@require_GET
def small(request: MemberRequest) -> HttpResponse:
    """All small changes, the newest first."""
    return render(request, "strategy/small.html", {"changes": small_changes(request.workspace)})


@act("tactic.report")
def report(request: MemberRequest, noun: str, code: str) -> HttpResponse:
    part = _current(request, noun, code)
    if type(part) not in reporting.REPORTED:
        raise Http404
    if not may(request.user, "tactic.report", part):
        raise PermissionDenied
    last = reporting.latest(request.workspace, [code]).get(code)
    initial = {"is_done": last.is_done, "figure": last.figure, "evidence": last.evidence} if last else {}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        reporting.report(part, request.user, **form.cleaned_data)
        messages.success(request, _("Written down."))
        return redirect(_address(request, noun, code))
    about = _about(request, part) | {"form": form}
    return render(request, "strategy/report.html", about, status=422 if form.is_bound else 200)


def _current(request: MemberRequest, noun: str, code: str) -> Part:
    if noun not in NOUNS:
        raise Http404
    found = NOUNS[noun].objects.filter(version__workspace=request.workspace, version__state=Version.State.CURRENT)
    part: Part = get_object_or_404(found.select_related("version__workspace"), code=code)
    return part


def _about(request: MemberRequest, part: Part) -> dict[str, Any]:
    row = Row(part, Names(part.version))
    return {
        "row": row,
        "called": CALLED[row.noun],
        "chapter": OF_NOUN[row.noun],
        "back": _address(request, row.noun, part.code),
    }


def _address(request: MemberRequest, noun: str, code: str) -> str:
    return f"{reverse('strategy:chapter', args=[request.workspace.slug, OF_NOUN[noun].slug])}#{code}"
