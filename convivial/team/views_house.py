"""The house's own pages: the way in, the first minutes, an invitation."""

from typing import Any

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from . import asking_again, first_run, telling
from .access import act, open_to_all
from .errors import Closed, Refusal
from .forms import JoinForm, SomebodyElseForm, WelcomeForm, WorkspaceForm
from .inviting import accept, accept_newly
from .language import spoken
from .models import Invitation, Membership, User, Workspace
from .opening import Plan, open_for, open_for_oneself, open_house


@open_to_all
def home(request: Any) -> HttpResponseRedirect:
    """To where one was last: the workspace, else the list of them; installers to the first question or the desk."""
    if not request.user.is_authenticated:
        return redirect("welcome" if first_run.is_open() else "account_login")
    own = Workspace.objects.filter(memberships__user=request.user)
    workspace = own.filter(slug=request.session.get("workspace", "")).first() or own.first()
    if workspace:
        return HttpResponseRedirect(workspace.address)
    if hasattr(request.user, "installer"):
        return redirect("desk:health" if Workspace.objects.exists() else "who")
    return redirect("workspaces")


@open_to_all
def welcome(request: HttpRequest) -> HttpResponse:
    """Whoever opens the house first, with the word from the console, becomes its installer."""
    if not first_run.is_open():
        raise Http404
    form = WelcomeForm(request.POST or None, initial={"word": request.GET.get("word", "")})
    if request.method == "POST":
        if (slow := ratelimit.consume_or_429(request, action="welcome")) is not None:
            return slow
        if form.is_valid() and _has_the_word(form):
            return _open(request, form)
    about = {"form": form, "is_plain": _is_plain(request), "needs_word": "word" not in request.GET or form.is_bound}
    return render(request, "team/welcome.html", about, status=422 if form.is_bound else 200)


def _has_the_word(form: WelcomeForm) -> bool:
    if first_run.is_the_word(form.cleaned_data["word"]):
        return True
    form.add_error("word", _("This is not the word. It stands in the window in which the house was started."))
    return False


def _open(request: HttpRequest, form: WelcomeForm) -> HttpResponse:
    words = form.cleaned_data
    try:
        person = open_house(words["name"], words["email"], words["password"], spoken(request))
    except Closed as error:
        raise Http404 from error
    response = perform_login(request, person, redirect_url=reverse("who"))
    asking_again.note(request, person)
    return response


@act("desk.change")
def who(request: Any) -> HttpResponse:
    """Who runs your communication? Asked as long as there is no workspace."""
    if Workspace.objects.exists():
        raise Http404
    posted = request.POST or None
    is_me = request.POST.get("who") != "other"
    first = {"language": spoken(request), "zone": "Europe/Berlin"}
    mine = WorkspaceForm(posted if is_me else None, initial=first, auto_id="mine_%s")
    other = SomebodyElseForm(None if is_me else posted, initial=first, auto_id="other_%s")
    if request.method == "POST" and is_me and mine.is_valid():
        return HttpResponseRedirect(open_for_oneself(_plan(mine.cleaned_data), request.user).address)
    if request.method == "POST" and not is_me and other.is_valid():
        return _hand_over(request, other.cleaned_data)
    about = {"mine": mine, "other": other, "is_me": is_me, "is_plain": _is_plain(request)}
    return render(request, "team/who.html", about, status=422 if posted else 200)


def _hand_over(request: Any, words: dict[str, Any]) -> HttpResponse:
    invitation, token = open_for(_plan(words), request.user, words["name"], words["email"])
    return telling.hand_over(request, invitation, token, "team/handed.html")


def _plan(words: dict[str, Any]) -> Plan:
    return Plan(name=words["organisation"], zone=words["zone"], language=words["language"])


def _is_plain(request: HttpRequest) -> bool:
    return not request.is_secure()


@open_to_all
def invitation(request: Any, token: str) -> HttpResponse:
    """An invitation's page. Looking changes nothing; joining is a press of the button."""
    found = Invitation.objects.opened_by(token)
    if found is None:
        return render(request, "team/invitation_gone.html", status=404)
    if request.method == "POST":
        if (slow := ratelimit.consume_or_429(request, action="invitation")) is not None:
            return slow
        return _join(request, found, token)
    return _invited(request, found, JoinForm(initial={"name": found.name}))


def _join(request: Any, found: Invitation, token: str) -> HttpResponse:
    form = JoinForm(request.POST)
    is_new = not request.user.is_authenticated
    if is_new and (_has_account(found) or not form.is_valid()):
        return _invited(request, found, form, status=422)
    try:
        membership = _accepted(request, form, token) if is_new else accept(token, request.user)
    except Refusal as refusal:
        return _invited(request, found, form, str(refusal), status=409)
    if is_new:
        response = perform_login(request, membership.user, redirect_url=membership.workspace.address)
        asking_again.note(request, membership.user)
        return response
    return HttpResponseRedirect(membership.workspace.address)


def _accepted(request: HttpRequest, form: JoinForm, token: str) -> Membership:
    return accept_newly(token, form.cleaned_data["name"], form.cleaned_data["password"], spoken(request))


def _invited(request: Any, found: Invitation, form: JoinForm, refusal: str = "", status: int = 200) -> HttpResponse:
    signed_in = request.user.is_authenticated
    about = {
        "invitation": found,
        "form": form,
        "refusal": refusal,
        "is_for_me": signed_in and found.is_for(request.user),
        "has_account": not signed_in and _has_account(found),
    }
    response = render(request, "team/invitation.html", about, status=status)
    # It keeps the link to ourselves. Under "no-referrer" a browser sends the form as from nowhere, and is refused.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _has_account(found: Invitation) -> bool:
    return User.objects.filter(email=found.email).exists()


@act("account.see")
def workspaces(request: Any) -> HttpResponse:
    memberships = request.user.memberships.select_related("workspace").prefetch_related("roles")
    return render(request, "team/workspaces.html", {"memberships": memberships.order_by("workspace__name")})
