"""The pages of the IT desk, for installers alone. Nothing that communicators write is read here."""

from typing import Any

from django.contrib import messages
from django.core.mail import EmailMessage, get_connection
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convivial.journal.feed import feed
from convivial.lib.digits import whole
from convivial.networks.models import AllowedHost
from convivial.team import telling
from convivial.team.access import act
from convivial.team.asking_again import asks_again
from convivial.team.forms import PersonForm, SomebodyElseForm
from convivial.team.hosts import recorded_address
from convivial.team.models import Workspace
from convivial.team.opening import WHO_RUNS_IT, Plan, open_for
from convivial.team.sign_in import mail_is_set_up

from . import handing, looking, setting
from .forms import AddressForm, HostForm
from .mailing import MAIL_TROUBLE, TRIAL, mail_facts


@act("desk.see")
def health(request: Any) -> HttpResponse:
    return render(request, "desk/health.html", {"checks": looking.checks(), "lights": looking.lights()})


@act("desk.change")
def address(request: Any) -> HttpResponse:
    form = AddressForm(request.POST or None, initial={"address": recorded_address() or _as_reached(request)})
    if request.method == "POST" and form.is_valid():
        setting.record_address(form.cleaned_data["address"], request.user)
        messages.success(request, _("From now on the house answers this address only."))
        return redirect("desk:address")
    about = {
        "form": form,
        "now": recorded_address(),
        "reached": _as_reached(request),
        "is_secure": request.is_secure(),
    }
    return render(request, "desk/address.html", about, status=422 if form.is_bound else 200)


@act("desk.see")
def mail(request: Any) -> HttpResponse:
    return render(request, "desk/mail.html", {"facts": mail_facts(), "is_set_up": mail_is_set_up()})


@act("desk.change")
@require_POST
def try_mail(request: Any) -> HttpResponse:
    """A mail to oneself, now, with what the mail server answers in plain sight."""
    trouble = ""
    try:
        words = (_("A mail from your house"), _("It arrived: mail works."))
        EmailMessage(*words, to=[request.user.email], connection=get_connection(timeout=TRIAL)).send()
    except MAIL_TROUBLE as error:
        trouble = f"{type(error).__name__}: {error}"
    setting.note_mail_tried(request.user, works=not trouble)
    about = {"facts": mail_facts(), "is_set_up": mail_is_set_up(), "trouble": trouble, "was_tried": True}
    return render(request, "desk/mail.html", about)


@act("desk.change")
def hosts(request: Any) -> HttpResponse:
    form = HostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        setting.allow_host(words["host"], words["port"], words["why"], request.user)
        messages.success(request, _("The house may reach this host now."))
        return redirect("desk:hosts")
    about = {"form": form, "hosts": AllowedHost.objects.select_related("by").order_by("host", "port")}
    return render(request, "desk/hosts.html", about, status=422 if form.is_bound else 200)


@act("desk.change")
@require_POST
def close_host(request: Any, code: str) -> HttpResponse:
    setting.close_host(get_object_or_404(AllowedHost, code=code), request.user)
    messages.success(request, _("The house reaches this host no more."))
    return redirect("desk:hosts")


@act("desk.change")
@asks_again
def workspaces(request: Any) -> HttpResponse:
    form = SomebodyElseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        plan = Plan(words["organisation"], words["zone"], words["language"])
        invitation, token = open_for(plan, request.user, words["name"], words["email"])
        return telling.hand_over(request, invitation, token, "desk/handed.html")
    about = {"form": form, "workspaces": looking.workspaces()}
    return render(request, "desk/workspaces.html", about, status=422 if form.is_bound else 200)


@act("desk.change")
@asks_again
def invite_owner(request: Any, code: str) -> HttpResponse:
    """Somebody to run a workspace that nobody runs: its owner never came, or has gone."""
    workspace = get_object_or_404(Workspace, code=code)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            made = setting.invite_owner(workspace, request.user, words["email"], words["name"], WHO_RUNS_IT)
        except setting.HasOwner as refusal:
            form.add_error(None, str(refusal))
        else:
            return telling.hand_over(request, *made, "desk/handed.html")
    about = {"form": form, "workspace": workspace}
    return render(request, "desk/invite_owner.html", about, status=422 if form.is_bound else 200)


@act("desk.change")
@asks_again
def hand_over(request: Any) -> HttpResponse:
    """The list that ends the set-up."""
    if request.method == "POST":
        handing.hand_over(request.user)
        messages.success(request, _("Handed over. From now on you are asked when something technical is needed."))
        return redirect("desk:hand_over")
    return render(request, "desk/hand_over.html", {"steps": handing.steps(), "done": handing.last()})


@act("desk.see")
def journal(request: Any) -> HttpResponse:
    page = feed(None, before=whole(request.GET.get("before")))
    return render(request, "desk/journal.html", {"page": page})


def _as_reached(request: Any) -> str:
    return f"{request.scheme}://{request.get_host()}"
