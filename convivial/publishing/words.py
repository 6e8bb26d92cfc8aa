"""How the ledger reads in the journal, and what its publications are called."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from convivial.journal.feed import tell_with
from convivial.journal.words import Columns, Named, name_things, say
from convivial.lib.now import wall
from convivial.lib.shortening import shortened
from convivial.networks.models import Channel
from convivial.ui import vocabulary
from convivial.ui.speaking import exact

from .models import Publication, Slot
from .states import HOUSE_REASONS, REASONS, why_not_down

OF_PUBLICATION = ("edition__text", "channel__name", "channel__network", "workspace__slug", "variant__post__code")


def called(_code: str, text: str, channel: str, network: str, slug: str, post: str) -> Named:
    return _name(text, channel, network), reverse("publishing:post", kwargs={"workspace": slug, "code": post})


def waiting_called(code: str, name: str, network: str, slug: str) -> Named:
    """What waits on a channel is called by it, and stands in a list."""
    listed = reverse("publishing:calendar_list", kwargs={"workspace": slug})
    return f"{name} ({vocabulary.title(network)})", f"{listed}?state=stuck&channel={code}"


def _waits(params: dict[str, Any]) -> dict[str, Any]:
    n = params.get("posts", 0)
    return {"posts": ngettext("One post waits", "%(n)s posts wait", n) % {"n": n}}


def _name(text: str, channel: str, network: str) -> str:
    return _now("“%(words)s” on %(channel)s") % {
        "words": shortened(text, 48),
        "channel": f"{channel} ({vocabulary.title(network)})",
    }


def _why(params: dict[str, Any]) -> dict[str, Any]:
    template = REASONS.get(params.get("reason", ""), "")
    return {"why": format_lazy(template, network=_("The network"), address=_("a link"), why="") if template else ""}


def _why_not_down(params: dict[str, Any]) -> dict[str, Any]:
    return {"why": why_not_down(params.get("reason", ""), params.get("network", ""))}


def _house_why(params: dict[str, Any]) -> dict[str, Any]:
    return {"why": HOUSE_REASONS.get(params.get("reason", ""), "")}


def _when(params: dict[str, Any]) -> dict[str, Any]:
    """In the zone that was meant, with its name."""
    if "at" not in params:
        return {}
    there = wall(datetime.fromisoformat(params["at"]), params.get("zone", "UTC"))
    return {"when": exact(there.replace(tzinfo=ZoneInfo(params.get("zone", "UTC"))))}


def of_post(workspace: int, code: str) -> list[tuple[str, str]]:
    """The publications of a post, which are told with it."""
    rows = Publication.objects.filter(workspace=workspace, variant__post__code=code)
    return [("publication", each) for each in rows.values_list("code", flat=True)]


def slots_called(codes: Collection[str]) -> Mapping[str, Named]:
    """A slot is called by its time, on the clock that was meant."""
    rows = Slot.objects.filter(code__in=codes).values_list("code", "due_at", "zone", "workspace__slug")
    return {
        code: (_now("a place on %(when)s") % {"when": exact(at.astimezone(ZoneInfo(zone)))}, _page(slug, code))
        for code, at, zone, slug in rows
    }


def batches_called(codes: Collection[str]) -> Mapping[str, Named]:
    rows = Slot.objects.filter(batch__in=codes).order_by().values_list("batch").annotate(n=Count("pk"))
    return {batch: (ngettext("%(n)s place", "%(n)s places", n) % {"n": n}, None) for batch, n in rows}


def _page(slug: str, code: str) -> str:
    return reverse("publishing:slot", kwargs={"workspace": slug, "code": code})


name_things("publication", Columns(Publication, OF_PUBLICATION, called))
name_things("waiting", Columns(Channel, ("name", "network", "workspace__slug"), waiting_called))
name_things("slot", slots_called)
name_things("slots", batches_called)
tell_with("post", of_post)

say("post.schedule", _("%(who)s scheduled %(thing)s for %(when)s"), "calendar-clock", spell=_when)
say("post.hold", _("%(who)s put %(thing)s on hold"), "pause")
say("post.resume", _("%(who)s resumed %(thing)s"), "play")
say("publication.move", _("%(who)s moved %(thing)s to %(when)s"), "calendar-clock", spell=_when)
say("publication.cancel", _("%(who)s cancelled %(thing)s"), "ban")
say("publication.bring_back", _("%(who)s brought %(thing)s back"), "undo-2")
say("publication.hold", _("%(who)s put %(thing)s on hold"), "pause")
say("publication.resume", _("%(who)s resumed %(thing)s for %(when)s"), "play", spell=_when)
say("publication.retry", _("%(who)s tried %(thing)s again"), "rotate-cw")
say("publication.settle", _("%(who)s looked and said what became of %(thing)s"), "circle-check")
say("publication.remove", _("%(who)s asked to take down %(thing)s"), "trash-2")
say("publication.take_down", _("%(thing)s was taken down"), "trash-2")
say("publication.remain", _("%(thing)s was to be taken down. %(why)s"), "eye", spell=_why_not_down)
say("publication.publish", _("%(thing)s was published"), "check")
say("publication.delay", _("%(thing)s is tried again a little later. %(why)s"), "clock", spell=_why)
say("publication.fail", _("%(thing)s did not go out. %(why)s"), "triangle-alert", spell=_why)
say("publication.stop", _("%(thing)s was put on hold. %(why)s"), "pause", spell=_why)
say("publication.doubt", _("It is not known whether %(thing)s went out. %(why)s"), "circle-help", spell=_why)
say("publication.find", _("%(thing)s was found at the network: it is published"), "check")
say("publication.miss", _("%(thing)s is surely not there, so it goes out again"), "rotate-cw")
say(
    "channel.return",
    _("%(thing)s is connected again. %(posts)s: publish now, choose another time, or cancel"),
    "plug-zap",
    spell=_waits,
)
say("publication.keep", _("%(thing)s is surely not there; it stays on hold"), "pause")
say("publication.ask", _("Nobody can tell whether %(thing)s went out; please look there"), "circle-help")
say("house.hold", _("%(who)s put everything on hold"), "octagon-pause")
say("house.explain", _("%(who)s said why everything is on hold"), "octagon-pause")
say("house.stop", _("The house put everything on hold by itself. %(why)s"), "octagon-pause", spell=_house_why)
say("house.resume", _("%(who)s let things go out again"), "play")
say("post.plan", _("%(who)s means %(thing)s to go out on %(when)s"), "calendar", spell=_when)
say("post.unplan", _("%(who)s took the day of %(thing)s back"), "calendar-x")
say("slot.accept", _("%(who)s put %(thing)s for posts into the calendar"), "calendar-plus")
say("slot.move", _("%(who)s moved an open place: %(thing)s"), "calendar-clock")
say("slot.discard", _("%(who)s threw away %(thing)s"), "calendar-x")
say("slot.discard_all", _("%(who)s took %(thing)s out of the calendar again"), "calendar-x")
say("slot.restore", _("%(who)s brought back %(thing)s"), "undo-2")
say("slot.take", _("%(who)s took %(thing)s for a post"), "calendar-check")
say("slot.release", _("%(who)s gave back %(thing)s"), "undo-2")
