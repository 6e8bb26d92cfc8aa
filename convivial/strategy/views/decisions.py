"""Decisions with their reasons, and what is believed until a number says otherwise."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from convivial.lib import now as clock
from convivial.strategy import deciding
from convivial.strategy.forms_deciding import VERDICTS, DecisionForm, HypothesisForm, NoteForm, VerdictForm
from convivial.team.access import MemberRequest, act


@act("strategy.see")
@require_GET
def decisions(request: MemberRequest) -> HttpResponse:
    return render(request, "strategy/decisions.html", _page(request))


@act("decision.write")
def decide(request: MemberRequest) -> HttpResponse:
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        deciding.decide(request.workspace, request.user, form.cleaned_data)
        return redirect("strategy:decisions", request.workspace.slug)
    return _asked(request, form, _("A decision"))


@act("decision.write")
@require_POST
def look_again(request: MemberRequest, code: str) -> HttpResponse:
    decision = get_object_or_404(request.workspace.decisions, code=code)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "strategy/decisions.html", _page(request) | {"wrong": code, "form": form}, status=422)
    deciding.look_again(decision, request.user, form.cleaned_data["note"])
    return redirect("strategy:decisions", request.workspace.slug)


@act("decision.write")
def suppose(request: MemberRequest) -> HttpResponse:
    form = HypothesisForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        deciding.suppose(request.workspace, request.user, form.cleaned_data)
        return redirect("strategy:decisions", request.workspace.slug)
    return _asked(request, form, _("What we believe"))


@act("decision.write")
@require_POST
def judge(request: MemberRequest, code: str) -> HttpResponse:
    hypothesis = get_object_or_404(request.workspace.hypotheses, code=code)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return render(request, "strategy/decisions.html", _page(request) | {"wrong": code, "form": form}, status=422)
    deciding.judge(hypothesis, request.user, form.cleaned_data["says"], form.cleaned_data["note"])
    return redirect("strategy:decisions", request.workspace.slug)


def _asked(request: MemberRequest, form: Any, title: str) -> HttpResponse:
    about = {"form": form, "title": title}
    return render(request, "strategy/write_down.html", about, status=422 if form.is_bound else 200)


def _page(request: MemberRequest) -> dict[str, Any]:
    return {
        "decisions": request.workspace.decisions.select_related("by", "outcome__by"),
        "hypotheses": request.workspace.hypotheses.select_related("by", "verdict__by"),
        "today": clock.day(clock.now(), request.workspace.zone),
        "verdicts": dict(VERDICTS),
    }
