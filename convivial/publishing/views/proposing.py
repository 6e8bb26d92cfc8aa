"""A month, proposed: its page, and accepting it."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from convivial.lib import now as clock
from convivial.publishing.calendar import meter
from convivial.publishing.errors import NotReady
from convivial.publishing.slots import accepting, telling, wishing
from convivial.publishing.slots.proposing import Proposal, propose
from convivial.team.access import MemberRequest, act
from convivial.ui import vocabulary
from convivial.ui.undoing import with_way_back


@act("slot.propose")
def proposal(request: MemberRequest) -> HttpResponse:
    """Works a proposal out and shows it. Nothing is stored."""
    wish = wishing.wish_in(request.GET.dict(), clock.day(clock.now(), request.workspace.zone))
    found = propose(request.workspace, wish)
    context = {"wish": wish, "proposal": found} | (_shown(request, found) if found else {})
    return render(request, "publishing/proposal.html", context)


@act("slot.accept")
@require_POST
def accept(request: MemberRequest) -> HttpResponse:
    """Puts what is ticked into the calendar."""
    wish = wishing.wish_in(request.POST.dict(), clock.day(clock.now(), request.workspace.zone))
    address = reverse("publishing:propose_slots", args=[request.workspace.slug])
    if not (keys := request.POST.getlist("place")[:1000]):
        messages.error(request, _("Nothing was ticked. Choose at least one place."))
        return redirect(f"{address}?{wish.query}")
    try:
        done = accepting.accept(request.workspace, request.user, wish, keys)
    except NotReady as refused:
        messages.error(request, refused.sentence)
        return redirect(f"{address}?{wish.query}")
    words = ngettext("One place stands in the calendar.", "%(n)s places stand in the calendar.", done.count)
    if done.gone:
        more = ngettext("One more had changed meanwhile.", "%(n)s more had changed meanwhile.", done.gone)
        words = f"{words} {more % {'n': done.gone}}"
    back = reverse("publishing:discard_slots", args=[request.workspace.slug])
    messages.success(request, with_way_back(request, words % {"n": done.count}, back, {"batch": done.batch}))
    return redirect(f"{reverse('publishing:calendar', args=[request.workspace.slug])}?on={wish.first.isoformat()}")


def _shown(request: MemberRequest, found: Proposal) -> dict[str, Any]:
    zone = request.workspace.zone
    begin, end = clock.day_bounds(found.wish.first, zone)[0], clock.day_bounds(found.wish.last, zone)[1]
    proposed = Counter(place.slot.pillar for place in found.places)
    return {
        "weeks": telling.weeks(found, zone),
        "networks": telling.networks(found),
        "unkept": telling.unkept(found),
        "where": telling.where(),
        "is_channel_missing": any(network in telling.can_go_out() for network in found.silent),
        "mix": meter.mix(request.workspace, found.guide.pillars, begin, end, proposed),
        "hours": [_asked(found, network) for network in found.hours],
        "said": found.wish.said,
    }


def _asked(found: Proposal, network: str) -> tuple[str, str, str, str]:
    """A network, its name, its hours as they are used, and as somebody said them."""
    times = wishing.spoken(tuple(found.hours[network].all_of_them))
    return network, vocabulary.title(network), times, wishing.spoken(found.wish.hours.get(network, ()))
