"""What the frame around every page shows, offered by the apps that know it.

A lower page shows something of a higher app through a place: the higher app registers a renderer when it is ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Place:
    """A link in the rail. ``act`` is what one must be allowed to see it; ``count`` answers how much waits there."""

    name: str
    title: Any  # a lazy translation
    icon: str
    view: str
    act: str
    order: int
    count: Callable[[Any], int] | None = None

    def address(self, workspace: str) -> str:
        return reverse(self.view, kwargs={"workspace": workspace})


_places: dict[str, Place] = {}
_slots: dict[str, list[Callable[..., str]]] = {}


def add(place: Place) -> None:
    _places[place.name] = place


def in_order() -> list[Place]:
    return sorted(_places.values(), key=lambda place: place.order)


def fill(slot: str, renderer: Callable[..., str]) -> None:
    """Registers what a higher app shows in a named slot of a lower app's page; renderers return safe HTML."""
    _slots.setdefault(slot, []).append(renderer)


def rendered(slot: str, **context: Any) -> list[str]:
    return [renderer(**context) for renderer in _slots.get(slot, [])]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the rail of the workspace that the page belongs to."""
    return {"places": in_order() if hasattr(request, "workspace") else []}
