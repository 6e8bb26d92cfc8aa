"""Who may publish on a channel: the page, the act, and its way back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convivial.team.access import MemberRequest, act
from convivial.team.models import Membership, User
from convivial.ui.leading import lead_to
from convivial.ui.speaking import listed
from convivial.ui.undoing import with_way_back

from . import admitting, granting
from .forms import AdmitForm, GrantForm
from .models import Channel


@act("channel.grant")
@require_http_methods(["GET", "POST"])
def grant(request: MemberRequest, code: str) -> HttpResponse:
    channel = get_object_or_404(request.workspace.channels.kept(), code=code)
    publishers = granting.publishers(request.workspace)
    now = _now(channel, publishers)
    form = GrantForm(publishers, request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        if granting.grant(channel, request.user, form.chosen):
            messages.success(request, _done(request, channel, form.chosen, now))
        return _back(request)
    context = {"channel": channel, "form": form, "publishers": publishers, "ticked": form["people"].value() or ()}
    return render(request, "networks/grant.html", context, status=422 if form.is_bound else 200)


@act("channel.grant")
@require_http_methods(["GET", "POST"])
def admit(request: MemberRequest, code: str) -> HttpResponse:
    """The same from the side of a person: on which channels they may publish."""
    doors = admitting.doors(request.workspace)
    person = get_object_or_404(User, code=code, pk__in=doors.people)
    ticked = {"channels": [channel.code for channel in doors.open_to(person)]}
    form = AdmitForm(doors.channels, request.POST if request.method == "POST" else None, initial=ticked)
    if request.method == "POST" and form.is_valid():
        try:
            admitting.admit(request.workspace, person, request.user, form.chosen)
        except admitting.NobodyLeft as refused:
            form.add_error("channels", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("team:team", request.workspace.slug)
    context = {"person": person, "form": form, "channels": doors.channels, "ticked": form["channels"].value() or ()}
    return render(request, "networks/admit.html", context, status=422 if form.is_bound else 200)


def member_part(request: MemberRequest, member: Membership, members: Sequence[Membership] = ()) -> str:
    """What the Team page says of a person's channels; nothing of those who do not publish."""
    doors = admitting.read_once(request, members)
    if member.user_id not in doors.people or not doors.channels:
        return ""
    open_ones = doors.open_to(member.user)
    context = {
        "member": member, "is_all": len(open_ones) == len(doors.channels),
        "names": listed([channel.name for channel in open_ones]),
    }  # fmt: skip
    return render_to_string("networks/member_part.html", context, request)


def _now(channel: Channel, publishers: list[User]) -> dict[str, Any]:
    """As the form says it. Somebody whose role does not let them publish any more is not offered again."""
    granted = granting.granted(channel)
    if granted is None:
        return {"who": GrantForm.EVERYBODY, "people": []}
    return {"who": GrantForm.THESE, "people": [person.code for person in publishers if person.pk in granted]}


def _done(request: MemberRequest, channel: Channel, chosen: list[User] | None, before: dict[str, Any]) -> Any:
    """What is true now, with the way back; undoing offers none, for one would go to and fro."""
    if chosen is None:
        said = _("Everybody whose role includes it may publish on %(channel)s now.") % {"channel": channel.name}
    else:
        people = listed([person.name for person in chosen])
        said = _("Only %(people)s may publish on %(channel)s now.") % {"people": people, "channel": channel.name}
    if before == {"who": GrantForm.THESE, "people": []}:
        return said
    back = reverse("networks:grant", args=[request.workspace.slug, channel.code])
    return with_way_back(request, said, back, before)


def _back(request: MemberRequest) -> HttpResponse:
    address = reverse("networks:channels", args=[request.workspace.slug])
    return lead_to(request, address)
