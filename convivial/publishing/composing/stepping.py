"""The one next step of a post, said on its button: what will happen, where and when.

Only one act stands on the main button. What leaves the house is never hidden behind a general word: "Schedule for 4
channels, Thu 26 Nov 09:00 Berlin time".
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats
from django.utils.translation import gettext, ngettext

from convivial.content import offering
from convivial.content.models import Variant
from convivial.lib.now import comes_twice, now, wall
from convivial.publishing import standing
from convivial.publishing.models import Publication
from convivial.team.access import may
from convivial.team.covering import day
from convivial.ui.speaking import listed, zone_name

from .previewing import handle
from .sheet import Sheet


@dataclass(frozen=True)
class Step:
    """``verb`` is the act's address (``publishing:<verb>_post``), or empty: then ``place`` is where on the page to go
    first. ``also`` explains in a few words what follows. ``is_quiet``: nothing to press, only to know; ``is_light``:
    something one may do, but need not."""

    label: str = ""
    verb: str = ""
    place: str = ""
    also: str = ""
    icon: str = "arrow-right"
    is_quiet: bool = False
    is_light: bool = False


def next_step(sheet: Sheet) -> Step:
    """The first of the questions below that has an answer."""
    for question in (_gone, _offered, _missing, _asking, _answering, _sending, _waiting):
        step = question(sheet)
        if step is not None:
            return step
    return Step(is_quiet=True)


def _gone(sheet: Sheet) -> Step | None:
    """After everything went out nobody asks for anything any more; one may use it again."""
    if not sheet.is_going_out:
        return None
    if sheet.may_start:
        return Step(gettext("Use it again"), "again", icon="copy", is_light=True)
    return Step(is_quiet=True)


def _offered(sheet: Sheet) -> Step | None:
    """A contributor's draft passes a creator first."""
    post, offer = sheet.post, sheet.offer
    if not offering.waits_for_a_creator(post):
        return None
    if may(sheet.person, "post.take", post):
        return Step(gettext("Take it on"), "take", also=gettext("Then it is yours to finish and schedule."))
    if offer:
        return Step(also=gettext("The creators have it. They take it on or give it back."), is_quiet=True)
    if sheet.person.pk == post.author_id and may(sheet.person, "post.offer", post):
        return Step(gettext("Give it to the creators"), "offer", also=gettext("A creator takes it from there."))
    return Step(also=gettext("A draft of a contributor."), is_quiet=True)


def _missing(sheet: Sheet) -> Step | None:
    """What has to be there before anything can go anywhere."""
    if not sheet.may_write and not sheet.may_schedule:
        return None
    if not sheet.variants:
        return Step(gettext("Choose a channel"), place="channels", icon="plus")
    if sheet.to_fix and sheet.unscheduled:
        count = len(sheet.to_fix)
        words = ngettext("Put one thing right first", "Put %(count)s things right first", count)
        return Step(words % {"count": count}, place="checks", icon="list-checks")
    return None


def _asking(sheet: Sheet) -> Step | None:
    if not sheet.is_yes_needed or _is_cleared(sheet) or sheet.request or not sheet.may_submit:
        return None
    if not sheet.approvers:
        return Step(
            also=gettext(
                "Nobody else here can say yes yet. An owner can make somebody an approver on the Team page."
            ),
            is_quiet=True,
        )
    return Step(_question(sheet), "submit", also=" ".join(filter(None, (_once_yes(sheet), _are_away(sheet)))))


def _are_away(sheet: Sheet) -> str:
    """Where nobody who is there could say yes: until when one would wait."""
    if not sheet.approvers or any(person.away_until is None for person in sheet.approvers):  # type: ignore[attr-defined]
        return ""
    first = min(sheet.approvers, key=lambda person: person.away_until)  # type: ignore[attr-defined]
    words = {"name": first.name, "until": day(first.away_until)}  # type: ignore[attr-defined]
    if len(sheet.approvers) == 1:
        return gettext("%(name)s is away until %(until)s, and nobody else may say yes to it.") % words
    return gettext("All who may say yes to it are away, %(name)s until %(until)s.") % words


def _answering(sheet: Sheet) -> Step | None:
    if not sheet.request:
        return None
    if sheet.may_say_yes:
        count = len([v for v in sheet.variants if v.pk not in sheet.cleared])
        words = ngettext("Yes, for %(count)s channel", "Yes, for all %(count)s channels", count)
        return Step(words % {"count": count}, "approve", also=_once_yes(sheet), icon="check")
    also = " ".join(filter(None, (gettext("Waits for a yes."), _goes_out(sheet), _are_away(sheet))))
    return Step(also=also, is_quiet=True, icon="clock")


def _sending(sheet: Sheet) -> Step | None:
    """Scheduling or publishing what is ready and waits for no moment yet."""
    ready = _ready(sheet)
    if not ready or not sheet.may_schedule:
        return None
    if sheet.when is None:
        also = _held() if sheet.is_held else gettext("Or choose a day and time.")
        return Step(_now_to(ready), "publish", also=also, icon="send")
    if sheet.is_late:
        return _a_new_time()
    label, also = _for(ready, sheet.when, sheet.zone), _held() if sheet.is_held else ""
    return Step(label, "schedule", also=also, icon="calendar-check")


def _waiting(sheet: Sheet) -> Step | None:
    if sheet.needs_a_time and sheet.may_schedule:
        return _a_new_time()
    also = _what_waits(sheet)
    return Step(also=also, is_quiet=True) if also else None


def _what_waits(sheet: Sheet) -> str:
    """What goes out by itself and when, and what does not before somebody does something."""
    ahead = [each for each in sheet.publications if each.state in ("scheduled", "on_hold")]
    going = [each for each in ahead if _word(each) == "scheduled"]
    if not going:
        return _why_nothing_goes({_word(each) for each in ahead})
    at = wall(min(each.due_at for each in going), sheet.zone)
    goes = gettext("Goes out %(when)s.") % {"when": said(at, sheet.zone)} if at > wall(now(), sheet.zone) else ""
    waiting = listed([handle(each.channel) for each in ahead if each not in going])
    waits = gettext("On %(channels)s it waits.") % {"channels": waiting} if waiting else ""
    return " ".join(filter(None, (goes, waits)))


def _why_nothing_goes(words: Collection[str]) -> str:
    if standing.HELD in words:
        return _held()
    if standing.WAITING in words:
        return gettext("Waits for a yes.")
    if standing.CUT_OFF in words:
        return gettext("It waits until its channel is connected again.")
    return gettext("It is on hold: it waits until somebody resumes it.") if words else ""


def _held() -> str:
    return gettext("Everything is on hold: it waits until that is over.")


def _word(publication: Publication) -> str:
    return publication.word  # type: ignore[attr-defined]


def _ready(sheet: Sheet) -> Sequence[Variant]:
    mine = [variant for variant in sheet.unscheduled if variant in sheet.open_to_me]
    if not sheet.is_yes_needed:
        return mine
    return [variant for variant in mine if variant.pk in sheet.cleared]


def _is_cleared(sheet: Sheet) -> bool:
    return bool(sheet.variants) and all(variant.pk in sheet.cleared for variant in sheet.variants)


def _question(sheet: Sheet) -> str:
    there = [person for person in sheet.approvers if person.away_until is None]  # type: ignore[attr-defined]
    names = [person.name for person in there or sheet.approvers]
    if len(names) == 1:
        return gettext("Ask %(name)s for a yes") % {"name": names[0]}
    if len(names) == 2:
        return gettext("Ask %(one)s or %(other)s for a yes") % {"one": names[0], "other": names[1]}
    return gettext("Ask for a yes")


def _once_yes(sheet: Sheet) -> str:
    return _goes_out(sheet) or gettext("Nothing goes out yet.")


def _goes_out(sheet: Sheet) -> str:
    """What becomes of the moment that was chosen, with a yes."""
    if not sheet.when or not (sheet.open_to_me or sheet.publications):
        return ""
    if sheet.is_late:
        words = gettext("%(when)s has passed: it needs a new time, too.")
        return words % {"when": said(sheet.when, sheet.zone)}
    if sheet.is_held:
        return gettext("Everything is on hold: even with a yes it waits until that is over.")
    return gettext("With a yes it goes out %(when)s.") % {"when": said(sheet.when, sheet.zone)}


def _a_new_time() -> Step:
    return Step(gettext("Choose a new time"), place="when", also=gettext("That moment has passed."))


def _now_to(ready: Sequence[Variant]) -> str:
    if len(ready) == 1:
        return gettext("Publish now to %(channel)s") % {"channel": handle(ready[0].channel)}
    words = ngettext("Publish now to %(count)s channel", "Publish now to %(count)s channels", len(ready))
    return words % {"count": len(ready)}


def _for(ready: Sequence[Variant], when: datetime, zone: str) -> str:
    told: dict[str, Any] = {"when": said(when, zone), "count": len(ready)}
    if len(ready) == 1:
        told["channel"] = handle(ready[0].channel)
        return gettext("Schedule for %(channel)s, %(when)s") % told
    words = ngettext(
        "Schedule for %(count)s channel, %(when)s", "Schedule for %(count)s channels, %(when)s", len(ready)
    )
    return words % told


def said(when: datetime, zone: str) -> str:
    """ "Thu 26 Nov 09:00 Berlin time" """
    is_this_year = when.year == now().year
    day = formats.date_format(when, gettext("D j M H:i") if is_this_year else gettext("D j M Y H:i"))
    words = gettext("%(when)s %(zone)s") % {"when": day, "zone": zone_name(zone)}
    if comes_twice(when, zone):
        return gettext("%(when)s, the first of the two times that it is shown that night") % {"when": words}
    return words
