"""One part of the draft: asked for, changed, put in order, left out, put back, confirmed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from convivial.strategy import drafting, reading
from convivial.strategy.catalogue.choosing import Shelf, shelves
from convivial.strategy.chapters import OF_NOUN
from convivial.strategy.errors import Refusal
from convivial.strategy.forms_choosing import ChooseForm
from convivial.strategy.forms_parts import part_form
from convivial.strategy.models import NOUNS, Part, Version
from convivial.strategy.nouns import NOUNS as CALLED
from convivial.strategy.whole import read
from convivial.team.access import MemberRequest, act


@act("strategy.change")
def add(request: MemberRequest, noun: str) -> HttpResponse:
    draft = _draft(request, noun)
    form = part_form(noun, draft, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            part = drafting.add(draft, request.user, noun, form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return _back(request, noun)
        return _back(request, noun, part.code)
    return _asked(request, noun, form)


@act("strategy.change")
def change(request: MemberRequest, noun: str, code: str) -> HttpResponse:
    part = _part(request, noun, code)
    form = part_form(noun, part.version, request.POST if request.method == "POST" else None, part)
    if request.method == "POST" and form.is_valid():
        drafting.change(part, request.user, form.cleaned_data)
        return _back(request, noun, code)
    return _asked(request, noun, form, part)


@act("strategy.change")
@require_POST
def order(request: MemberRequest, noun: str, code: str) -> HttpResponse:
    step = -1 if request.POST.get("step") == "-1" else 1
    drafting.order(_part(request, noun, code), request.user, step)
    return _back(request, noun, code)


@act("strategy.change")
@require_POST
def leave_out(request: MemberRequest, noun: str, code: str) -> HttpResponse:
    drafting.leave_out(_part(request, noun, code), request.user)
    return _back(request, noun)


@act("strategy.change")
@require_POST
def put_back(request: MemberRequest, noun: str, code: str) -> HttpResponse:
    draft = _draft(request, noun)
    get_object_or_404(NOUNS[noun].objects.filter(version=draft.based_on_id), code=code)
    try:
        drafting.put_back(draft, request.user, noun, code)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    return _back(request, noun, code)


@act("strategy.change")
@require_POST
def confirm(request: MemberRequest, noun: str, code: str) -> HttpResponse:
    drafting.confirm([_part(request, noun, code)], request.user)
    return _back(request, noun, code)


@act("strategy.change")
@require_POST
def confirm_all(request: MemberRequest, noun: str) -> HttpResponse:
    """Everything of a noun that is still the example."""
    draft = _draft(request, noun)
    drafting.confirm([part for part in read(draft, [noun]).of(NOUNS[noun]) if part.has_example], request.user)
    return _back(request, noun)


@act("strategy.change")
def choose(request: MemberRequest, noun: str) -> HttpResponse:
    """Ticking in the catalogue."""
    draft = _draft(request, noun)
    shelf = shelves(noun)
    if not shelf:
        raise Http404
    form = ChooseForm(noun, draft, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        count = drafting.choose(draft, request.user, noun, form.cleaned_data["keys"], form.words())
        said = ngettext("%(n)s is added.", "%(n)s are added.", count)
        messages.success(request, said % {"n": count})
        return _back(request, noun)
    return _shown(request, noun, draft, form, shelf)


def _shown(request: MemberRequest, noun: str, draft: Version, form: ChooseForm, shelf: list[Shelf]) -> HttpResponse:
    there = drafting.chosen(draft, noun)
    about = {"form": form, "shelves": shelf, "there": there, "called": CALLED[noun], "back": _address(request, noun)}
    return render(request, "strategy/choose.html", about, status=422 if form.is_bound else 200)


def _asked(request: MemberRequest, noun: str, form: Any, part: Part | None = None) -> HttpResponse:
    about = {
        "form": form, "called": CALLED[noun], "chapter": OF_NOUN[noun], "part": part, "noun": noun,
        "back": _address(request, noun, part.code if part else ""),
    }  # fmt: skip
    return render(request, "strategy/part.html", about, status=422 if form.is_bound else 200)


def _draft(request: MemberRequest, noun: str) -> Version:
    found = reading.draft(request.workspace)
    if found is None or noun not in NOUNS:
        raise Http404
    return found


def _part(request: MemberRequest, noun: str, code: str) -> Part:
    draft = _draft(request, noun)
    part: Part = get_object_or_404(NOUNS[noun].objects.filter(version=draft), code=code)
    part.version = draft
    return part


def _address(request: MemberRequest, noun: str, code: str = "") -> str:
    chapter = reverse("strategy:draft_chapter", args=[request.workspace.slug, OF_NOUN[noun].slug])
    return f"{chapter}#{code or noun}"


def _back(request: MemberRequest, noun: str, code: str = "") -> HttpResponse:
    return redirect(_address(request, noun, code))
