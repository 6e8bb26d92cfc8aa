"""What the facts ask of one person, in the order of ``product.md``: what burns, then who waits longest. Each need
carries its fix as a button; what a person may not mend, they are not asked to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convivial.content import approving
from convivial.content.models import ApprovalRequest, Offer
from convivial.networks.models import Channel
from convivial.publishing import standing, states
from convivial.publishing.models import Publication
from convivial.publishing.tending.returning import CUT_OFF
from convivial.team.access import may
from convivial.team.models import User
from convivial.ui import vocabulary

from .answers import answers
from .facts import Facts, Row, Together, shortened
from .need import Need

State = Publication.State
BRINGS_ON = {
    State.FAILED: "publication.retry", State.UNKNOWN: "publication.settle", State.ON_HOLD: "publication.resume",
}  # fmt: skip
SHOWN = 12


@dataclass(frozen=True)
class Needs:
    """The first of what a person is asked for, and how much there is in all: what is ``burning`` needs a decision,
    the others ``waiting`` are people."""

    shown: Sequence[Need]
    burning: int
    waiting: int

    @property
    def count(self) -> int:
        return self.burning + self.waiting

    @property
    def more(self) -> tuple[int, int]:
        """How many that do not fit on the page need a decision, and how many wait for somebody."""
        waiting = sum(1 for need in self.shown if need.since)
        return self.burning - (len(self.shown) - waiting), self.waiting - waiting


def needs(facts: Facts, person: User) -> Needs:
    back, stuck = _by_channel(_to_bring_on(facts, person))
    still_there = [each for each in facts.still_there if may(person, "publication.remove", each)]
    cut_off = facts.disconnected if may(person, "channel.connect", facts.workspace) else []
    waiting = sorted(_waiting(facts, person), key=lambda need: need.since or facts.now)
    shown = [_back_again(facts, channel, posts) for channel, posts in back[:SHOWN]]
    shown += [_stuck(facts, person, each) for each in stuck[: SHOWN - len(shown)]]
    shown += [_still_there(facts, each) for each in still_there[: SHOWN - len(shown)]]
    shown += [_disconnected(facts, channel) for channel in cut_off[: SHOWN - len(shown)]]
    burning = len(back) + len(stuck) + len(still_there) + len(cut_off)
    return Needs([*shown, *waiting[: SHOWN - len(shown)]], burning, len(waiting))


def _to_bring_on(facts: Facts, person: User) -> list[Together]:
    """What is stuck and this person can bring on, on one of its channels at least."""
    known: dict[tuple[str, int], bool] = {}

    def may_bring_on(row: Row) -> bool:
        key = (row.state, row.channel_id)
        if key not in known:
            known[key] = may(person, BRINGS_ON[State(row.state)], facts.publication(row))
        return known[key]

    return [each for each in facts.stuck if any(map(may_bring_on, each.rows))]


def _by_channel(stuck: Sequence[Together]) -> tuple[list[tuple[int, int]], list[Together]]:
    """Channels that are connected again and on which several posts wait for that, each with how many; and what else
    is stuck."""
    posts: dict[int, set[str]] = defaultdict(set)
    for row in (row for each in stuck for row in each.rows if _is_back(row)):
        posts[row.channel_id].add(row.post)
    many = {channel: len(some) for channel, some in posts.items() if len(some) > 1}
    rest = [each for each in stuck if not all(_is_back(row) and row.channel_id in many for row in each.rows)]
    return list(many.items()), rest


def _is_back(row: Row) -> bool:
    return row.state == State.ON_HOLD and row.reason in CUT_OFF and row.access == Channel.Access.CONNECTED


def _waiting(facts: Facts, person: User) -> list[Need]:
    """Colleagues who wait for this person, and their answers that wait for a next step."""
    found = answers(facts, person)
    questions = approving.awaiting_yes_of(person, facts.workspace)[:50]
    asked = [question for question in questions if question.post.author_id != person.pk or facts.is_alone]
    found += [_question(facts, question) for question in asked]
    if may(person, "post.take", facts.workspace):
        found += [_offer(facts, offer) for offer in facts.offers]
    return found


def _stuck(facts: Facts, person: User, stuck: Together) -> Need:
    title = {
        State.FAILED: _("“%(post)s” did not go out on %(networks)s"),
        State.UNKNOWN: _("Is “%(post)s” on %(networks)s?"),
        State.ON_HOLD: _("“%(post)s” is on hold for %(networks)s"),
    }[State(stuck.state)]
    look, row = states.look(stuck.word), facts.publication(stuck.first)
    address, button, posts = facts.address(stuck.first.post), _button(row), False
    if stuck.state == State.FAILED and len(stuck.rows) == 1 and may(person, "publication.retry", row):
        address, posts = _retry(facts, row), True
    return Need(
        icon=look.icon,
        tone=look.tone,
        title=title % {"post": stuck.words or _("No words yet"), "networks": _listed(stuck.networks)},
        why=str(states.reason_sentence(row)) or str(look.title),
        button=button,
        address=address,
        posts=posts,
    )


def _still_there(facts: Facts, row: Publication) -> Need:
    look = states.look(standing.STILL_THERE)
    post = row.variant.post
    words = {"post": shortened(post.first_words) or _("No words yet"), "network": _title(row.channel.network)}
    return Need(
        icon=look.icon,
        tone=look.tone,
        title=_("“%(post)s” was to be taken down from %(network)s") % words,
        why=str(states.why_not_down(row.removal.reason, row.channel.network)),
        button=_("Decide"),
        address=facts.address(post.code),
    )


def _button(row: Publication) -> str:
    """What mends it, in two words."""
    if row.state == State.FAILED:
        return _("Try again")
    if row.state == State.UNKNOWN:
        return _("Tell us")
    if row.reason.startswith("link_") or row.reason == "promise_broken":
        return _("Fix the link")
    return _("Have it approved") if row.reason == "not_approved" else _("Decide")


def _retry(facts: Facts, row: Publication) -> str:
    return reverse("publishing:retry_publication", args=[facts.workspace.slug, row.code])


def _back_again(facts: Facts, channel: int, posts: int) -> Need:
    back = next(each for each in facts.channels if each.pk == channel)
    title = ngettext(
        "%(channel)s is connected again: one post waits", "%(channel)s is connected again: %(n)s posts wait", posts
    )
    listed = reverse("publishing:calendar_list", args=[facts.workspace.slug])
    return Need(
        icon="plug-zap",
        tone="watch",
        title=title % {"channel": f"{back.name} ({_title(back.network)})", "n": posts},
        why=_("Nothing of it went out by itself. Publish each now, choose another time, or cancel it."),
        button=_("Decide"),
        address=f"{listed}?state=stuck&channel={back.code}",
    )


def _disconnected(facts: Facts, channel: Channel) -> Need:
    return Need(
        icon="unplug",
        tone="act",
        title=_("%(channel)s is disconnected") % {"channel": channel.name},
        why=_("%(network)s no longer lets us in. What is due there waits.") % {"network": _title(channel.network)},
        button=_("Connect again"),
        address=reverse("networks:channels", args=[facts.workspace.slug]),
    )


def _question(facts: Facts, question: ApprovalRequest) -> Need:
    who = question.asked_by.name if question.asked_by else _("Somebody who has left")
    return Need(
        icon="circle-check",
        tone="info",
        title=_("“%(post)s” waits for your yes")
        % {"post": shortened(question.post.first_words) or _("No words yet")},
        why=question.note or _("%(who)s asks") % {"who": who},
        button=_("Read it"),
        address=facts.address(question.post.code),
        since=question.asked_at,
    )


def _offer(facts: Facts, offer: Offer) -> Need:
    who = offer.by.name if offer.by else _("Somebody who has left")
    return Need(
        icon="lightbulb",
        tone="info",
        title=_("%(who)s offers “%(post)s”")
        % {"who": who, "post": shortened(offer.post.first_words) or _("No words yet")},
        why=_("A draft for you to take on, or to give back with a word why"),
        button=_("Read it"),
        address=facts.address(offer.post.code),
        since=offer.at,
    )


def _listed(networks: list[str]) -> str:
    """Mastodon, Bluesky and 2 more."""
    names = [_title(network) for network in networks]
    if len(names) <= 2:
        return _(" and ").join(names)
    more = len(names) - 2
    rest = ngettext("%(n)s more", "%(n)s more", more) % {"n": more}
    return _(" and ").join([", ".join(names[:2]), rest])


def _title(network: str) -> Any:
    return vocabulary.title(network)
