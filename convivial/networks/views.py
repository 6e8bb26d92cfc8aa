"""Pages about channels: which there are, connecting, taking away."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convivial.team.access import MemberRequest, act, may, open_to_all
from convivial.team.asking_again import asks_again
from convivial.team.hosts import absolute
from convivial.team.models import User
from convivial.ui.speaking import listed

from . import connecting, granting, removing, words
from .connecting import Way
from .errors import NetworkError
from .forms import ConnectForm
from .models import Arrival, Channel
from .network import Network
from .registry import UnknownNetwork, all_networks
from .registry import network as network_called


@act("channel.see")
@require_GET
def channels(request: MemberRequest) -> HttpResponse:
    own = list(request.workspace.channels.in_order().select_related("workspace"))
    kept = [channel for channel in own if channel.access != Channel.Access.REMOVED]
    names = granting.named(kept)
    for channel in kept:
        channel.kept_for = listed(names[channel.pk]) if channel.pk in names else None  # type: ignore[attr-defined]
    context = {
        "channels": kept,
        "removed": [channel for channel in own if channel.access == Channel.Access.REMOVED],
        "may_connect": may(request.user, "channel.connect", request.workspace),
        "may_grant": may(request.user, "channel.grant", request.workspace),
        "has_real": any(not channel.is_practice for channel in kept),
    }
    return render(request, "networks/channels.html", context)


@act("channel.connect")
@require_GET
def choose(request: MemberRequest) -> HttpResponse:
    cards = [(network, words.ABOUT.get(network.name, "")) for network in all_networks() if network.questions]
    return render(request, "networks/choose.html", {"cards": cards})


@act("channel.connect")
@asks_again
@require_http_methods(["GET", "POST"])
def connect(request: MemberRequest, network: str) -> HttpResponse:
    return _connect(request, _network(network), None)


@act("channel.connect")
@asks_again
@require_http_methods(["GET", "POST"])
def reconnect(request: MemberRequest, code: str) -> HttpResponse:
    channel = get_object_or_404(request.workspace.channels.kept(), code=code)
    return _connect(request, _network(channel.network), channel)


@open_to_all
@require_GET
def arrived(request: HttpRequest, network: str) -> HttpResponse:
    """The one address to which a network sends people back. What it was for is known by the word they bring."""
    if not isinstance(request.user, User):
        return redirect(settings.LOGIN_URL)
    try:
        arrival = connecting.arrive(request.user, _browser(request), _network(network).name, request.GET.dict())
    except NetworkError as error:
        context = {"why": words.sentence(error.reason, network), "detail": error.detail, "network": network}
        return render(request, "networks/not_connected.html", context, status=400)
    return redirect("networks:arrival", workspace=arrival.workspace.slug, code=arrival.code)


@act("channel.connect")
@require_GET
def arrival(request: MemberRequest, code: str) -> HttpResponse:
    found = _arrival(request, code)
    other = connecting.difference(found)
    status = 409 if other else 200
    return render(request, "networks/arrival.html", {"arrival": found, "other": other}, status=status)


@act("channel.connect")
@asks_again
@require_POST
def confirm(request: MemberRequest, code: str) -> HttpResponse:
    try:
        channel = connecting.confirm(_arrival(request, code), request.user)
    except NetworkError as error:
        messages.error(request, words.sentence(error.reason))
    else:
        messages.success(request, _("%(name)s is connected.") % {"name": channel.name})
    return redirect("networks:channels", workspace=request.workspace.slug)


@act("channel.connect")
@require_POST
def discard(request: MemberRequest, code: str) -> HttpResponse:
    connecting.discard(_arrival(request, code))
    return redirect("networks:choose", workspace=request.workspace.slug)


@act("channel.remove")
@require_POST
def remove(request: MemberRequest, code: str) -> HttpResponse:
    channel = get_object_or_404(request.workspace.channels, code=code)
    if removing.remove(channel, request.user):
        messages.success(
            request, _("%(name)s was removed. Nothing goes out on it any more.") % {"name": channel.name}
        )
    return redirect("networks:channels", workspace=request.workspace.slug)


@act("channel.remove")
@require_POST
def bring_back(request: MemberRequest, code: str) -> HttpResponse:
    channel = get_object_or_404(request.workspace.channels, code=code)
    if removing.bring_back(channel, request.user):
        messages.success(request, _("%(name)s is back.") % {"name": channel.name})
    return redirect("networks:channels", workspace=request.workspace.slug)


def _connect(request: MemberRequest, network: Network, channel: Channel | None) -> HttpResponse:
    form = ConnectForm(network, request.POST or None, initial=_known(channel))
    context: dict[str, Any] = {
        "form": form,
        "network": network,
        "about": words.ABOUT.get(network.name),
        "channel": channel,
    }
    if request.method == "GET" or not form.is_valid():
        return render(request, "networks/connect.html", context, status=422 if form.is_bound else 200)
    way = Way(request.workspace, request.user, _browser(request), network.name, channel)
    try:
        outcome = connecting.begin(way, form.cleaned_data, _come_back(request, network))
    except NetworkError as error:
        form.said_by(error.reason, error.part, network.name)
        return render(request, "networks/connect.html", context, status=422)
    if isinstance(outcome, Arrival):
        return redirect("networks:arrival", workspace=request.workspace.slug, code=outcome.code)
    return render(request, "networks/leave.html", {**context, **words.leaving(network.name, outcome)})


def _known(channel: Channel | None) -> dict[str, str]:
    return {"server": channel.server, "handle": channel.handle} if channel else {}


def _come_back(request: HttpRequest, network: Network) -> str:
    """Our exact address for a network's redirect: on the address that set-up recorded, else on the one in use."""
    return absolute(request, reverse("arrived", kwargs={"network": network.name}))


def _browser(request: HttpRequest) -> str:
    """A word that only this sign-in in this browser has. It stays when the sign-in goes on under a new key."""
    if request.method == "POST" and "browser" not in request.session:
        request.session["browser"] = secrets.token_urlsafe(32)
    return str(request.session.get("browser", ""))


def _arrival(request: MemberRequest, code: str) -> Arrival:
    """Only for the person, and in the browser, that connecting was begun in."""
    browser = connecting.browser_of(_browser(request))
    mine = Arrival.objects.filter(workspace=request.workspace, user=request.user, browser=browser)
    return get_object_or_404(mine.select_related("channel", "workspace"), code=code)


def _network(name: str) -> Network:
    try:
        return network_called(name)
    except UnknownNetwork as error:
        raise Http404 from error
