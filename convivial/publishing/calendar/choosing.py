"""Which publications somebody wants to see: said in the address, remembered nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from convivial.content.models import Variant
from convivial.networks.models import Channel
from convivial.publishing import standing, states
from convivial.publishing.composing.languages import name as name_of
from convivial.publishing.models import Publication
from convivial.strategy.guiding import guide
from convivial.team.models import User, Workspace

State = Publication.State
NO_PILLAR = "none"


@dataclass(frozen=True)
class Group:
    """Publications of some words; ``states`` are all that these come from, for the database finds them by index."""

    title: Any
    words: tuple[str, ...]
    states: tuple[State, ...]


GROUPS = {
    "ahead": Group(_("Going out"), standing.AHEAD, (State.SCHEDULED, State.SENDING, State.UNKNOWN)),
    "waiting": Group(states.look(standing.WAITING).title, (standing.WAITING,), (State.SCHEDULED,)),
    "stuck": Group(_("Needs somebody"), standing.NEEDS_PEOPLE, standing.NEEDS_PEOPLE),
    "published": Group(states.look(State.PUBLISHED).title, standing.OUT, (State.PUBLISHED,)),
    "taken_down": Group(states.look(standing.TAKEN_DOWN).title, (standing.TAKEN_DOWN,), (State.PUBLISHED,)),
    "cancelled": Group(states.look(State.CANCELLED).title, (State.CANCELLED,), (State.CANCELLED,)),
    "open": Group(_("Open places"), (), ()),
}


@dataclass(frozen=True)
class Choice:
    """``channel``, ``author`` and ``pillar`` are codes (``NO_PILLAR``: tied to none), ``state`` a key of ``GROUPS``,
    ``language`` a tag; "" means all. ``slots``: "hide" leaves the open places out."""

    channel: str = ""
    state: str = ""
    author: str = ""
    language: str = ""
    pillar: str = ""
    slots: str = ""

    @property
    def query(self) -> str:
        """The choice as the end of an address: "&channel=…", or nothing."""
        said = {name: value for name, value in vars(self).items() if value}
        return f"&{urlencode(said)}" if said else ""

    @property
    def is_of_any_day(self) -> bool:
        """Whether what is asked for lies behind as often as ahead: then a list of it begins with the oldest."""
        return self.state in ("stuck", "taken_down", "cancelled")

    @property
    def title(self) -> Any:
        return GROUPS[self.state].title if self.state else ""

    @property
    def count(self) -> int:
        return sum(1 for value in vars(self).values() if value)


def choice_in(address: Mapping[str, str]) -> Choice:
    said = {
        name: address.get(name, "")[:40] for name in ("channel", "state", "author", "language", "pillar", "slots")
    }
    if said["state"] not in GROUPS:
        said["state"] = ""
    return Choice(**said)


def chosen(workspace: Workspace, choice: Choice) -> QuerySet[Publication]:
    """The publications of a workspace that fit. What was cancelled shows only when it is asked for."""
    found = _in_group(Publication.objects.filter(workspace=workspace), choice.state)
    if choice.channel:
        found = found.filter(channel__code=choice.channel)
    if choice.author:
        found = found.filter(variant__post__author__code=choice.author)
    if choice.language:
        found = found.filter(variant__language=choice.language)
    return found.filter(about(choice.pillar, "variant__post__")) if choice.pillar else found


def _in_group(publications: Any, name: str) -> Any:
    group = GROUPS.get(name)
    if group is None:
        return publications.exclude(state=State.CANCELLED)
    return publications.filter(state__in=group.states).alias(word=standing.word()).filter(word__in=group.words)


def about(pillar: str, post: str = "") -> Q:
    """Posts of a pillar; ``post`` is the way to them."""
    if pillar != NO_PILLAR:
        return Q(**{f"{post}tie__pillar": pillar})
    return Q(**{f"{post}tie": None}) | Q(**{f"{post}tie__pillar": ""})


@dataclass(frozen=True)
class Choices:
    """What there is to choose from, as pairs of value and words."""

    channels: list[Channel]
    authors: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    states: list[tuple[str, Any]]
    pillars: list[tuple[str, Any]]


def choices(workspace: Workspace) -> Choices:
    """The channels, authors and languages of a workspace. One author, or one language, is no choice."""
    wrote = User.objects.filter(memberships__workspace=workspace).order_by("name").values_list("code", "name")
    tags = (
        Variant.objects.filter(channel__workspace=workspace).order_by().values_list("language", flat=True).distinct()
    )
    authors, languages = list(wrote), sorted((tag, name_of(tag)) for tag in tags)
    return Choices(
        channels=list(workspace.channels.exclude(access=Channel.Access.REMOVED).order_by("name", "id")),
        authors=authors if len(authors) > 1 else [],
        languages=languages if len(languages) > 1 else [],
        states=[(name, group.title) for name, group in GROUPS.items()],
        pillars=_pillars(workspace),
    )


def _pillars(workspace: Workspace) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [(aim.code, aim.name) for aim in guide(workspace).pillars]
    return [*found, (NO_PILLAR, _("Not tied to the strategy"))] if found else []
