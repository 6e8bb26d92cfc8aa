"""Makes the frame of a page from the places: what this person may see, where they are, what waits."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from . import places

THEMES = ("light", "dark")
THUMBS = ("today", "approvals", "write", "calendar", "results")


@dataclass(frozen=True)
class Link:
    name: str
    title: Any
    icon: str
    address: str
    count: int
    is_here: bool
    is_act: bool = False
    also: Any = ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """``theme`` always; inside a workspace ``frame``: rail, write, thumbs and palette, made when first asked."""
    context: dict[str, Any] = {"theme": _theme(request), "sign_in": resolve_url(settings.LOGIN_URL)}
    if getattr(request, "workspace", None) is not None:
        context["frame"] = SimpleLazyObject(lambda: _Frame(request))
    return context


class _Frame:
    def __init__(self, request: Any) -> None:
        self._request = request
        links = [self._link(place) for place in places.in_order() if self._shows(place)]
        self.rail = [link for link in links if link.name != "write"]
        self.write = next((link for link in links if link.name == "write"), None)
        known = {link.name: link for link in links}
        self.thumbs = [known[name] for name in THUMBS if name in known]
        self.is_thumbed = bool(self.thumbs)

    @property
    def palette(self) -> list[Link]:
        shown = [entry for entry in places.entries() if self._shows(entry)]
        return [*self.rail, *(self._link(entry) for entry in shown)]

    @property
    def search(self) -> str:
        """Where the palette asks while somebody types; empty when there is nothing to be found."""
        found = places.searched()
        if not found or not places.may(self._request.user, found[1], self._request.workspace):
            return ""
        try:
            return reverse(found[0], kwargs={"workspace": self._request.workspace.slug})
        except NoReverseMatch:
            return ""

    @property
    def workspaces(self) -> list[Any]:
        """Those of this person, by name."""
        return [membership.workspace for membership in getattr(self._request, "memberships", [])]

    @property
    def live(self) -> str:
        """Where the page asks what happened; the slot ``live_since`` says from which line of the journal on."""
        try:
            return reverse("journal:live", kwargs={"workspace": self._request.workspace.slug})
        except NoReverseMatch:
            return ""

    def _shows(self, thing: places.Place | places.Entry) -> bool:
        workspace = self._request.workspace
        asked = workspace if getattr(thing, "in_workspace", True) else None
        return places.is_there(thing, workspace.slug) and places.may(self._request.user, thing.act, asked)

    def _link(self, thing: places.Place | places.Entry) -> Link:
        address = thing.address(self._request.workspace.slug)
        count = thing.count(self._request) if isinstance(thing, places.Place) and thing.count else 0
        return Link(
            name=getattr(thing, "name", thing.view),
            title=thing.title,
            icon=thing.icon,
            address=address,
            count=count,
            is_here=self._is_here(address),
            is_act=thing.is_act,
            also=getattr(thing, "also", ""),
        )

    def _is_here(self, address: str) -> bool:
        """The page itself or one below it; the first page of a workspace, below which all others lie, only itself."""
        path, home = self._request.path, f"/w/{self._request.workspace.slug}/"
        return path == address or (address != home and path.startswith(address))


def _theme(request: HttpRequest) -> str:
    """The one chosen last in this browser, else the member's own; empty follows the system."""
    chosen = request.COOKIES.get("theme") or getattr(getattr(request, "user", None), "theme", "")
    return chosen if chosen in THEMES else ""
