"""What the states and reasons of a publication are called, and how they look.

A row stores a key and parameters; the sentence is made when it is read, in the reader's language.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convivial.networks import words
from convivial.networks.models import Channel
from convivial.ui import vocabulary

from .models import Publication
from .tending.returning import CUT_OFF

State = Publication.State


@dataclass(frozen=True)
class Look:
    """How a state is shown: its title, a tone ("good", "watch", "act", "info" or ""), and an icon's name."""

    title: Any  # a lazy translation
    tone: str
    icon: str


class Sayable(Protocol):
    """What sentences read of a publication: some pages have hundreds of them as bare rows."""

    @property
    def state(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def reason_params(self) -> dict[str, Any]: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def published_at(self) -> datetime | None: ...
    @property
    def channel(self) -> Channel: ...


# One vocabulary for every page: the states of the ledger, and the words of ``standing`` that say more.
LOOKS: dict[str, Look] = {
    State.SCHEDULED: Look(pgettext_lazy("a post is", "Scheduled"), "info", "clock"),
    State.SENDING: Look(pgettext_lazy("a post is", "Sending"), "info", "send"),
    State.PUBLISHED: Look(pgettext_lazy("a post is", "Published"), "good", "check"),
    State.FAILED: Look(pgettext_lazy("a post is", "Failed"), "act", "triangle-alert"),
    State.UNKNOWN: Look(pgettext_lazy("a post is", "Unknown"), "watch", "circle-help"),
    State.ON_HOLD: Look(pgettext_lazy("a post is", "On hold"), "watch", "pause"),
    State.CANCELLED: Look(pgettext_lazy("a post is", "Cancelled"), "", "ban"),
    "held": Look(pgettext_lazy("a post is", "On hold with everything"), "watch", "octagon-pause"),
    "waiting": Look(pgettext_lazy("a post is", "Waits for a yes"), "watch", "user-check"),
    "cut_off": Look(pgettext_lazy("a post is", "Channel disconnected"), "watch", "unplug"),
    "asking": Look(pgettext_lazy("a post is", "Unknown, being asked"), "watch", "circle-help"),
    "coming_down": Look(pgettext_lazy("a post is", "Being taken down"), "watch", "eye-off"),
    "still_there": Look(pgettext_lazy("a post is", "Not taken down"), "act", "eye"),
    "taken_down": Look(pgettext_lazy("a post is", "Taken down"), "", "eye-off"),
    "draft": Look(pgettext_lazy("a post is", "Draft"), "", "pencil"),
    "planned": Look(pgettext_lazy("a post is", "Planned"), "", "calendar"),
    "approved": Look(pgettext_lazy("a post is", "Approved"), "good", "circle-check"),
    "not_yet": Look(pgettext_lazy("a post is", "Not yet"), "watch", "message-square-warning"),
    "offered": Look(pgettext_lazy("a post is", "Offered"), "info", "lightbulb"),
    "given_back": Look(pgettext_lazy("a post is", "Given back"), "watch", "undo-2"),
    "open": Look(pgettext_lazy("a place is", "Open"), "info", "plus"),
    "missed": Look(pgettext_lazy("a place is", "Passed"), "", "clock-alert"),
}

# Why a scheduled publication was not sent at its moment and is tried again by itself.
LATER = {
    "later": _("{network} is busy and asked us to come back later. We try again by ourselves."),
    "not_reached": _("We could not reach {network}. We try again by ourselves."),
    "pace": _("{network} takes only so many posts in a while. It goes out as soon as there is room."),
    "promised_page": _("It waits for {address} to open."),
    "absent": _("{network} says that it is not there, so it goes out again."),
    "resumed": _("It goes out at its moment."),
}
AGAIN = _("We try again by ourselves.")
# Why nothing more happens until a person decides.
ON_HOLD = {
    "by_person": _("Put on hold: {why}"),
    "by_person_silently": _("Put on hold."),
    "not_approved": _("Nobody has said yes to these exact words. Have them approved, then resume."),
    "yes_too_late": _("The yes came when its moment had passed. Choose a new time, or let it go out now."),
    "words_of_others": _("The words were changed by somebody who may not publish here. Look at them, then resume."),
    "not_theirs": _(
        "Whoever scheduled it may not publish here any more. Is it still right? Resume it, or cancel it."
    ),
    "time_of_others": _("Its time was chosen by somebody who may not publish here. Look at it, then resume."),
    "disconnected": _("{network} no longer lets us in. An owner has to connect the channel again; then resume."),
    "channel_removed": _("The channel was removed. Choose another channel, or cancel."),
    "too_late": _("Its moment has passed without it going out. Is it still right? Resume it, move it, or cancel it."),
    "link_gone": _("The page {address} was taken away. Change the link, then resume."),
    "link_not_found": _("There is no page at {address}. Change the link, then resume."),
    "link_no_such_host": _("There is no website at {address}. Change the link, then resume."),
    "promise_broken": _("{address} was to be open by now, but is not. Resume when it is, or change the link."),
    "crashed": _("Something in this post stopped our own work three times. Change it, or ask your IT for help."),
    "unreadable": _("A picture or link of this post cannot be read any more. Look at it, then resume."),
}
UNKNOWN = {
    "no_answer": _("{network} took it but did not say what became of it. We are asking, and do not send it again."),
    "interrupted": _("We were interrupted while sending. We are asking {network} whether it arrived."),
    "doubtful": _("We are asking {network} whether it went out while this house was away."),
    "back_again": _("The channel is connected again. We are asking {network} whether it arrived."),
    "ask_person": _("{network} cannot tell us whether it arrived. Please look there, and tell us."),
}
FAILED = {
    "refused": _("{network} did not accept it."),
    "not_allowed": _("{network} does not allow this account to do that."),
    "unsupported": _("{network} cannot carry that."),
    "retired": _("{network} has changed, and this house does not know how yet. Your IT has been told."),
    "said_not_there": _("Somebody looked: it is not there. Try again, or leave it."),
}
PUBLISHED = {
    "found": _("We asked {network}: it is there."),
    "said_there": _("Somebody looked: it is there."),
}
# Why something that was to be taken down was not.
NOT_DOWN = {
    "stumbled": _(
        "Our own work stopped several times while taking it down, so nobody knows whether it is still there. "
        "Look there, or try again."
    ),
}
# What was on hold because of its channel, once the channel is there again.
BACK_AGAIN = _("The channel is connected again. Publish it now, choose another time, or cancel it.")
REASONS = LATER | ON_HOLD | UNKNOWN | FAILED | PUBLISHED

# Why the house put everything on hold by itself.
HOUSE_REASONS = {
    "moved": _(
        "This house was opened in a new place, perhaps from a copy. If another one still runs, both would "
        "publish the same posts. Resume here only if the other one is closed."
    ),
    "restored": _(
        "This house may remember less than it did: perhaps an older copy was put back, or somebody moved or changed "
        "the files in which it keeps its memory. Before anything goes out, the networks are asked what went out "
        "meanwhile."
    ),
    "clock": _(
        "The clock of this machine jumped. Check that its time is right, then resume; the networks are asked first "
        "what went out meanwhile."
    ),
}


def look(word: str) -> Look:
    """Of a state of the ledger, or of a word of ``standing``."""
    return LOOKS[word]


def reason_sentence(publication: Sayable) -> Any:
    """Why the publication is where it is, as a lazy text; empty when there is nothing to say. Needs ``channel``."""
    is_back = (
        publication.state == Publication.State.ON_HOLD and publication.channel.access == Channel.Access.CONNECTED
    )
    if is_back and publication.reason in CUT_OFF:
        return BACK_AGAIN
    return sentence(publication.reason, publication.channel, publication.reason_params)


def sentence(reason: str, channel: Channel, params: dict[str, Any]) -> Any:
    """Our own words for a reason, and the network's for why, where it told us."""
    template = REASONS.get("by_person_silently" if reason == "by_person" and not params.get("why") else reason)
    if template is None:
        return ""
    told = params.get("why", "")
    if told in words.TROUBLE and reason in FAILED | LATER:
        said = words.sentence(told, channel.network)
        return format_lazy("{} {}", said, AGAIN) if reason in LATER else said
    known = {"network": vocabulary.title(channel.network), "address": "", "why": ""}
    return format_lazy(template, **(known | params))


def why_not_down(reason: str, network: str) -> Any:
    """Why a post could not be taken down, and what that means."""
    if reason in NOT_DOWN:
        return NOT_DOWN[reason]
    return format_lazy(
        "{} {}", _("It could not be taken down, so it is still there."), words.sentence(reason, network)
    )


def hold_sentence(reason: str, why: str) -> Any:
    """Why the house or a workspace is on hold: what a person wrote, or what the house has to say."""
    return HOUSE_REASONS.get(reason, why)
