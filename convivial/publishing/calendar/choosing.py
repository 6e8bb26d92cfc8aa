"""Which publications somebody wants to see: said in the address, remembered nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet

from convivial.publishing.models import Publication
from convivial.team.models import Workspace

State = Publication.State
GOES_OUT = (State.SCHEDULED, State.SENDING)
NEEDS_PEOPLE = (State.FAILED, State.UNKNOWN, State.ON_HOLD)
GROUPS: dict[str, tuple[State, ...]] = {
    "ahead": GOES_OUT,
    "published": (State.PUBLISHED,),
    "stuck": NEEDS_PEOPLE,
    "cancelled": (State.CANCELLED,),
}


@dataclass(frozen=True)
class Choice:
    """``channel`` and ``author`` are codes, ``state`` a key of ``GROUPS``, ``language`` a tag; "" means all."""

    channel: str = ""
    state: str = ""
    author: str = ""
    language: str = ""

    @property
    def query(self) -> str:
        """The choice as the end of an address: "&channel=…", or nothing."""
        said = {name: value for name, value in vars(self).items() if value}
        return f"&{urlencode(said)}" if said else ""

    @property
    def count(self) -> int:
        return sum(1 for value in vars(self).values() if value)


def choice_in(address: Mapping[str, str]) -> Choice:
    said = {name: address.get(name, "")[:40] for name in ("channel", "state", "author", "language")}
    if said["state"] not in GROUPS:
        said["state"] = ""
    return Choice(**said)


def chosen(workspace: Workspace, choice: Choice) -> QuerySet[Publication]:
    """The publications of a workspace that fit. What was cancelled shows only when it is asked for."""
    all_of_them = Publication.objects.filter(workspace=workspace)
    found = all_of_them.filter(state__in=GROUPS.get(choice.state, tuple(set(State) - {State.CANCELLED})))
    if choice.channel:
        found = found.filter(channel__code=choice.channel)
    if choice.author:
        found = found.filter(variant__post__author__code=choice.author)
    if choice.language:
        found = found.filter(variant__language=choice.language)
    return found
