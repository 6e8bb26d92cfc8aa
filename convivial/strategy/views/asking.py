"""The numbers of the funnel: asked of somebody, told by a link without an account, and settled."""

from typing import Any

from django.contrib import messages
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from convivial.journal.recording import at_the_end
from convivial.lib import now as clock
from convivial.strategy import asking
from convivial.strategy.chapters import BY_SLUG
from convivial.strategy.errors import Refusal
from convivial.strategy.forms_asking import AskForm, ReplyForm
from convivial.strategy.models import Asking
from convivial.strategy.telling import small_changes
from convivial.strategy.told_numbers import stages_of, told_numbers
from convivial.team import posting
from convivial.team.access import MemberRequest, act, open_to_all
from convivial.team.hosts import absolute, reach
from convivial.team.sign_in import links_can_be_mailed
from convivial.team.telling import one_line
from convivial.ui.undoing import with_way_back

from .strangers import private, too_often

BESIDE = 3


@act("funnel.ask")
def ask(request: MemberRequest) -> HttpResponse:
    """Who is asked for what, and what they said; and the asking."""
    stages = stages_of(request.workspace)
    today = clock.day(clock.now(), request.workspace.zone)
    form = AskForm(stages, today, links_can_be_mailed(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _asked(request, form, stages)
    return _asking(request, form, stages)


def _asking(request: MemberRequest, form: AskForm, stages: list[Any]) -> HttpResponse:
    about = {"form": form, "stages": stages, "told": told_numbers(request.workspace)}
    return _private(render(request, "strategy/ask.html", about, status=422 if form.is_bound else 200))


def _asked(request: MemberRequest, form: AskForm, stages: list[Any]) -> HttpResponse:
    words = form.cleaned_data
    wanted = [each for each in stages if each.code in words["stages"]]
    email = words.get("email", "")
    try:
        with transaction.atomic(), at_the_end():  # no question without its mail, however often it is pressed
            made = asking.ask(request.workspace, request.user, words["name"], wanted, *form.chosen, email=email)[0]
            if email and not posting.is_waiting("asking", made.code, email):
                _mail(request, made, email)
                asking.remember(made, email)
    except Refusal as refusal:
        form.add_error("email", str(refusal))
        return _asking(request, form, stages)
    about = _handed(request, made) | {"email": email}
    return _private(render(request, "strategy/asked.html", about, status=201))


@act("strategy.see")
@require_GET
def told(request: MemberRequest) -> HttpResponse:
    """What stands beside the funnel's chapter."""
    about = {
        "told": told_numbers(request.workspace, BESIDE, only_answered=True),
        "changes": small_changes(request.workspace, BY_SLUG["funnel"].nouns)[:BESIDE],
    }
    return render(request, "strategy/funnel_told.html", about)


@act("funnel.ask")
def link(request: MemberRequest, code: str) -> HttpResponse:
    """The link of an open question once more, for whoever passes it on."""
    found = get_object_or_404(request.workspace.askings.filter(reply=None, expires_at__gt=clock.now()), code=code)
    return _private(render(request, "strategy/asked.html", _handed(request, found)))


@act("funnel.withdraw")
@require_POST
def withdraw(request: MemberRequest, code: str) -> HttpResponse:
    found = request.workspace.askings.filter(code=code).first()
    if found is not None:
        asking.withdraw(found, request.user)
    elif asking.was_withdrawn(request.workspace, code):
        messages.info(request, _("It was taken back already."))
    else:
        raise Http404
    return redirect("strategy:ask_funnel", request.workspace.slug)


@act("funnel.settle")
@require_POST
def settle(request: MemberRequest, code: str) -> HttpResponse:
    """Over into the strategy with a sentence of reason, or not."""
    found = _answered(request, code)
    is_taken = request.POST.get("is_taken") == "yes"
    try:
        asking.settle(
            found.reply, request.user, is_taken, request.POST.get("reason", ""), request.POST.get("seen", "")
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Taken over. It stands among the small changes and can be taken back.")
        back = reverse("strategy:unsettle_funnel", args=[request.workspace.slug, code])
        messages.success(
            request, with_way_back(request, said if is_taken else _("The strategy stays as it is."), back)
        )
    return redirect("strategy:ask_funnel", request.workspace.slug)


@act("funnel.settle")
@require_POST
def unsettle(request: MemberRequest, code: str) -> HttpResponse:
    """Back to before it was settled."""
    try:
        asking.unsettle(_answered(request, code).reply, request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. The answer waits for you again."))
    return redirect("strategy:ask_funnel", request.workspace.slug)


def _answered(request: MemberRequest, code: str) -> Asking:
    rows = request.workspace.askings.exclude(reply=None).select_related("reply")
    return get_object_or_404(rows, code=code)


@open_to_all
def reply(request: Any, token: str) -> HttpResponse:
    """One field each, for whoever has the link. Answered once, it says so and takes nothing more."""
    if too_often(request):
        return _private(render(request, "429.html", status=429))
    found = asking.opened(token)
    if found is None:
        return _private(render(request, "strategy/link_gone.html", status=404))
    with translation.override(found.workspace.language):
        if found.is_answered:
            return _private(render(request, "strategy/replied.html", {"asking": found}))
        form = ReplyForm(found, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            asking.reply(found, form.counts)
            return _private(redirect("tell_numbers", token))
        about = {"asking": found, "form": form}
        return _private(render(request, "strategy/reply.html", about, status=422 if form.is_bound else 200))


def _private(answer: HttpResponse) -> HttpResponse:
    """Kept nowhere, found by nobody. These pages carry forms: without any referrer a browser would send them off as
    coming from nowhere, and they would be refused; elsewhere nothing is told all the same."""
    private(answer)
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def _handed(request: MemberRequest, made: Asking) -> dict[str, Any]:
    address = _link(request, made)
    return {"asking": made, "address": address, "reach": reach(address)}


def _link(request: MemberRequest, made: Asking) -> str:
    return absolute(request, reverse("tell_numbers", args=[asking.QUESTION.sign({"asking": made.code})]))


def _mail(request: MemberRequest, made: Asking, email: str) -> None:
    """Puts it into the post; the address is kept nowhere else."""
    by = one_line(request.user.name)
    with translation.override(made.workspace.language):
        subject = _("%(who)s asks for %(n)s numbers") if len(made.stages) > 1 else _("%(who)s asks for a number")
        about = {"asking": made, "by": by, "link": _link(request, made)}
        body = render_to_string("strategy/mail/asking.txt", about)
        mail = EmailMessage(subject % {"who": by, "n": len(made.stages)}, body, to=[email])
    posting.post(mail, "asking", made.code)
