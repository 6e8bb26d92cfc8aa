"""What the frame around every page shows, offered by the apps that know it.

    places.add(Place("calendar", _("Calendar"), "calendar-days", "publishing:calendar", "calendar.see", order=40))
    places.palette(Entry(_("Invite somebody"), "user-plus", "team:invite", "member.invite"))
    places.fill("today", renderer)

A lower page shows something of a higher app through a place: the higher app registers a renderer when it is ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

May = Callable[[Any, str, Any], bool]


@dataclass(frozen=True)
class Place:
    """A link in the rail. ``act`` is what one must be allowed to see it; ``count`` is given the request and answers
    how much waits there. ``is_act``: the link is a button that posts (Write)."""

    name: str
    title: Any  # a lazy translation
    icon: str
    view: str
    act: str
    order: int
    count: Callable[[Any], int] | None = None
    is_act: bool = False

    def address(self, workspace: str) -> str:
        return reverse(self.view, kwargs={"workspace": workspace})


@dataclass(frozen=True)
class Entry:
    """A line of the palette: something that one can open, or do (``is_act``). ``also``: other words for it."""

    title: Any
    icon: str
    view: str
    act: str
    order: int = 500
    is_act: bool = False
    also: Any = ""
    in_workspace: bool = True

    def address(self, workspace: str) -> str:
        return reverse(self.view, kwargs={"workspace": workspace} if self.in_workspace else {})


_places: dict[str, Place] = {}
_entries: dict[str, Entry] = {}
_slots: dict[str, list[Callable[..., str]]] = {}
_may: list[May] = []
_search: list[tuple[str, str]] = []


def add(place: Place) -> None:
    _places[place.name] = place


def palette(entry: Entry) -> None:
    _entries[entry.view] = entry


def search(view: str, act: str) -> None:
    """Where the palette asks for what is found by its words: given ``q``, the view answers lines for its list."""
    _search[:] = [(view, act)]


def searched() -> tuple[str, str] | None:
    return _search[0] if _search else None


def ask(may: May) -> None:
    """``team`` says here how to ask who may what; until then the frame shows everything."""
    _may[:] = [may]


def may(person: Any, act: str, thing: Any) -> bool:
    return _may[0](person, act, thing) if _may else True


def in_order() -> list[Place]:
    return sorted(_places.values(), key=lambda place: place.order)


def entries() -> list[Entry]:
    return sorted(_entries.values(), key=lambda entry: entry.order)


def is_there(thing: Place | Entry, workspace: str) -> bool:
    """Whether its page exists: a place may be announced before its app is complete."""
    try:
        thing.address(workspace)
    except NoReverseMatch:
        return False
    return True


def fill(slot: str, renderer: Callable[..., str]) -> None:
    """Registers what a higher app shows in a named slot of a lower app's page; renderers return safe HTML."""
    _slots.setdefault(slot, []).append(renderer)


def rendered(slot: str, **context: Any) -> list[str]:
    return [renderer(**context) for renderer in _slots.get(slot, [])]


def frame(request: Any) -> dict[str, Any]:
    """Context processor: what the frame of this page needs (see ``ui.frame``)."""
    from .frame import frame as made

    return made(request)
