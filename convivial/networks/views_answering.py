"""Who answers on a channel, and who steps in: the page, the act, and its way back; and how the Team page shows it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convivial.team import absences
from convivial.team.access import MemberRequest, act, may
from convivial.ui.leading import lead_to
from convivial.ui.undoing import with_way_back

from . import admitting, answering
from .forms import DutiesForm
from .models import Channel


@act("duty.set")
@require_http_methods(["GET", "POST"])
def set_duties(request: MemberRequest, code: str) -> HttpResponse:
    channel = get_object_or_404(request.workspace.channels.kept(), code=code)
    people, before = answering.who_can(request.workspace), answering.now_by_duty(channel)
    form = DutiesForm(people, request.POST if request.method == "POST" else None, initial=before)
    if form.is_bound and form.is_valid():
        changed = [answering.set_duty(channel, request.user, duty, who) for duty, who in form.chosen.items()]
        if any(changed):
            messages.success(request, _done(request, channel, before))
        return _back(request)
    return render(
        request, "networks/duties.html", {"channel": channel, "form": form}, status=422 if form.is_bound else 200
    )


def on_the_team_page(request: Any, members: Any = (), **_more: Any) -> str:
    """A slot of the Team page: each channel with who does what there."""
    context = {
        "told": answering.told(admitting.read_once(request, members), members, absences.known(request).values()),
        "may_set": may(request.user, "duty.set", request.workspace),
        "may_connect": may(request.user, "channel.connect", request.workspace),
    }
    return render_to_string("networks/on_the_team_page.html", context, request)


def _done(request: MemberRequest, channel: Channel, before: dict[str, list[str]]) -> Any:
    said = _("Noted for %(channel)s.") % {"channel": channel.name}
    back = reverse("networks:set_duties", args=[request.workspace.slug, channel.code])
    return with_way_back(request, said, back, before)


def _back(request: MemberRequest) -> HttpResponse:
    address = reverse("team:team", args=[request.workspace.slug])
    return lead_to(request, address)
