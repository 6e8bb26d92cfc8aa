"""Where each publication of a post stands, in sentences, and what a person can do about it now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from convivial.lib.now import now
from convivial.publishing import lateness, states
from convivial.publishing.deciding import BY_PERSON
from convivial.publishing.models import Attempt, Publication
from convivial.publishing.standing import STILL_THERE
from convivial.team.access import may
from convivial.team.models import User
from convivial.ui import vocabulary
from convivial.ui.speaking import listed

State = Publication.State

# What became of one try. The network's own words follow where it said any.
TRIES: Mapping[str, Any] = {
    "": _("under way"),
    "published": _("it arrived"),
    "refused": _("{network} did not take it"),
    "later": _("{network} asked us to come back later"),
    "disconnected": _("{network} no longer let us in"),
    "not_allowed": _("{network} does not allow it"),
    "unsupported": _("{network} cannot carry it"),
    "retired": _("{network} has changed"),
    "unknown": _("no clear answer came back"),
    "lost": _("we were interrupted"),
    "not_sent": _("nothing was sent"),
}


@dataclass(frozen=True)
class Try:
    began_at: Any
    sentence: Any


@dataclass(frozen=True)
class Deed:
    """A button beside a publication. ``there``: what it tells about an unknown one. ``asks``: the question that it
    opens first ("settle", "hold", "take_down"). ``leads``: it only leads to a place on the page."""

    label: Any
    address: str
    there: str = ""
    asks: str = ""
    leads: bool = False


@dataclass(frozen=True)
class Standing:
    publication: Publication
    look: states.Look
    sentence: Any
    try_count: int
    deeds: Sequence[Deed]
    down_at: Any = None  # when it was taken down
    stays_on: str = ""  # the networks on which the post would stay if it were taken down here

    @property
    def network(self) -> str:
        return vocabulary.title(self.publication.channel.network)


@dataclass(frozen=True)
class Pause:
    """What can be done for all channels of a post at once. ``scheduled``: how many. Of those that a person put
    on hold, some may need a time, and some may not."""

    scheduled: int
    may_hold: bool
    may_resume: bool
    needs_a_time: bool
    has_more_to_come: bool


def pause(publications: Sequence[Publication], person: User) -> Pause:
    """For one channel alone its own buttons do."""
    scheduled = [each for each in publications if each.state == State.SCHEDULED]
    held = [each for each in publications if each.state == State.ON_HOLD and each.reason == BY_PERSON]
    late = [each for each in held if each.due_at <= now()]
    return Pause(
        scheduled=len(scheduled),
        may_hold=len(scheduled) > 1 and may(person, "post.hold", scheduled[0].workspace),
        may_resume=len(held) > 1 and all(may(person, "publication.resume", each) for each in held),
        needs_a_time=bool(late),
        has_more_to_come=len(late) < len(held),
    )


def standing(publication: Publication, person: User, try_count: int, others: Sequence[Publication] = ()) -> Standing:
    """Needs the publication's ``channel``, ``workspace`` and ``word``; ``others`` are those of the same post."""
    out = [each for each in others if each != publication and each.word == State.PUBLISHED]  # type: ignore[attr-defined]
    return Standing(
        publication=publication,
        look=states.look(publication.word),  # type: ignore[attr-defined]
        sentence=_sentence(publication),
        try_count=try_count,
        deeds=list(_deeds(publication, person)),
        down_at=getattr(getattr(publication, "removal", None), "done_at", None),
        stays_on=listed([f"{vocabulary.title(each.channel.network)} ({each.channel.name})" for each in out]),
    )


def tries(publication: Publication) -> Sequence[Try]:
    """The newest first."""
    title = vocabulary.title(publication.channel.network)
    return [Try(attempt.began_at, _told(attempt, title)) for attempt in publication.attempts.order_by("-pk")]


def _sentence(publication: Publication) -> Any:
    removal = getattr(publication, "removal", None)
    if removal is None or publication.state != State.PUBLISHED:
        late = lateness.sentence(publication, getattr(publication, "stumble", None))
        return states.reason_sentence(publication) or late
    if removal.done_at is not None:
        return ""
    if not removal.reason:
        return _("It is being taken down.")
    return states.why_not_down(removal.reason, publication.channel.network)


def _told(attempt: Attempt, network: str) -> Any:
    sentence = format_lazy(TRIES.get(attempt.outcome, TRIES["unknown"]), network=network)
    own_words = str(attempt.detail.get("detail", "")) if isinstance(attempt.detail, dict) else ""
    return format_lazy("{}: “{}”", sentence, own_words[:200]) if own_words else sentence


def _deeds(publication: Publication, person: User) -> Iterator[Deed]:
    """In the order in which one would reach for them."""

    def can(act: str) -> bool:
        return may(person, act, publication)

    state = publication.state
    if state == State.FAILED and can("publication.resume"):
        yield _deed(publication, "retry", _("Try again"))
    if state == State.ON_HOLD and can("publication.resume"):
        yield from _going_on(publication, can("publication.move"))
    if state == State.UNKNOWN and publication.reason == "ask_person" and can("publication.settle"):
        yield Deed(_("It is there"), _address(publication, "settle"), "yes", asks="settle")
        yield Deed(_("It is not there: send it again"), _address(publication, "settle"), "again")
        yield Deed(_("It is not there: leave it"), _address(publication, "settle"), "leave")
    if state == State.SCHEDULED and can("publication.hold"):
        yield Deed(_("Put on hold"), _address(publication, "hold"), asks="hold")
    if state in (State.SCHEDULED, State.ON_HOLD, State.FAILED) and can("publication.cancel"):
        yield _deed(publication, "cancel", _("Cancel"))
    if publication.word == STILL_THERE and can("publication.remove"):  # type: ignore[attr-defined]
        yield _deed(publication, "take_down", _("Try again to take it down"))
    elif _may_come_down(publication) and can("publication.remove"):
        yield Deed(_("Take it down"), _address(publication, "take_down"), asks="take_down")


def _going_on(publication: Publication, may_move: bool) -> Iterator[Deed]:
    """What has missed its moment goes out the moment it is resumed, so the button says so."""
    if publication.due_at > now():
        yield _deed(publication, "resume", _("Resume"))
        return
    yield _deed(publication, "resume", _("Publish now"))
    if may_move:
        yield Deed(_("Choose another time"), "#when", leads=True)


def _may_come_down(publication: Publication) -> bool:
    is_asked = getattr(publication, "removal", None) is not None
    return publication.state == State.PUBLISHED and bool(publication.remote_id) and not is_asked


def _deed(publication: Publication, verb: str, label: Any) -> Deed:
    return Deed(label, _address(publication, verb))


def _address(publication: Publication, verb: str) -> str:
    keys = {"workspace": publication.workspace.slug, "code": publication.code}
    return reverse(f"publishing:{verb}_publication", kwargs=keys)
