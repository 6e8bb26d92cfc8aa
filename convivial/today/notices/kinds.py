"""What there is to be told: the kinds of notices, which acts make one, and for whom. All of it data."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from convivial.journal.models import Line
from convivial.today.models import Wish

from . import recipients

Recipients = Callable[[int, Collection[Line]], Mapping[int, Collection[int]]]


@dataclass(frozen=True)
class Kind:
    """``way`` is how one hears of it until one wishes otherwise. ``needs`` is the act that somebody must be allowed
    who hears of it in an absent colleague's place; without one it is for the person alone."""

    name: str
    title: Any  # a lazy translation
    explanation: Any
    way: Wish.Way
    tone: str
    needs: str = ""


MAIL, PAGE = Wish.Way.MAIL, Wish.Way.PAGE

KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "trouble",
            _("A post did not go out"),
            _("It failed, is on hold, could not be taken down, or nobody can say whether it arrived."),
            MAIL,
            "act",
            "publication.resume",
        ),
        Kind(
            "channel",
            _("A channel is disconnected"),
            _("The network no longer lets us in."),
            MAIL,
            "act",
            "channel.connect",
        ),
        Kind(
            "approval",
            _("Somebody waits for your yes"),
            _("You are asked to approve a post."),
            MAIL,
            "info",
            "post.approve",
        ),
        Kind(
            "answer",
            _("Somebody answered you"),
            _("Your post got a yes, a “not yet”, or was given back."),
            PAGE,
            "good",
            "post.submit",
        ),
        Kind(
            "offer",
            _("Somebody offers a draft"),
            _("A contributor wrote something for you."),
            PAGE,
            "info",
            "post.take",
        ),
        Kind(
            "numbers",
            _("Sales answered"),
            _("Somebody told the numbers of the funnel by the link that you sent."),
            MAIL,
            "good",
            "funnel.settle",
        ),
        Kind("cover", _("Somebody is away"), _("You cover for them, or somebody covers for you."), MAIL, "info"),
        Kind(
            "house",
            _("Everything stops, or goes on"),
            _("Somebody put all posts on hold, or resumed."),
            MAIL,
            "watch",
            "house.hold",
        ),
    )
}


@dataclass(frozen=True)
class Rule:
    """Lines of an act become notices of a kind for the people that ``whom`` names, the one who acted left out."""

    kind: str
    whom: Recipients


RULES: dict[str, Rule] = {
    "publication.fail": Rule("trouble", recipients.schedulers_and_owners),
    "publication.hold": Rule("trouble", recipients.schedulers_and_owners),
    "post.hold": Rule("trouble", recipients.schedulers_of_posts_and_owners),
    "publication.stop": Rule("trouble", recipients.schedulers_and_owners),
    "publication.ask": Rule("trouble", recipients.schedulers_and_owners),
    "publication.remain": Rule("trouble", recipients.schedulers_and_owners),
    "channel.return": Rule("trouble", recipients.schedulers_on_channels_and_owners),
    "channel.withdraw": Rule("channel", recipients.owners),
    "post.submit": Rule("approval", recipients.approvers),
    "post.approve": Rule("answer", recipients.askers),
    "post.not_yet": Rule("answer", recipients.askers),
    "post.give_back": Rule("answer", recipients.authors),
    "post.offer": Rule("offer", recipients.takers),
    "funnel.reply": Rule("numbers", recipients.who_asked_for_numbers),
    "cover.set": Rule("cover", recipients.both_sides),
    "cover.change": Rule("cover", recipients.both_sides),
    "cover.end": Rule("cover", recipients.both_sides),
    "cover.restore": Rule("cover", recipients.both_sides),
    "house.hold": Rule("house", recipients.schedulers),
    "house.resume": Rule("house", recipients.schedulers),
}
