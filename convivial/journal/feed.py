"""Reads the journal as sentences, newest first, page by page along ``seq``."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from convivial.ui.speaking import listed

from . import sealing, words
from .models import Aside, Head, Line
from .recording import INSTALLATION

PAGE = 40
Pair = tuple[str, str]  # a thing and its code
LIVE = 500  # lines looked through at most in one answer of the live address


class Place(Protocol):
    pk: int


@dataclass(frozen=True)
class Told:
    """A line as it is read. ``who`` is empty when the house itself did it."""

    seq: int
    at: datetime
    actor_id: int | None
    who: str
    sentence: SafeString
    icon: str
    act: str


@dataclass(frozen=True)
class Page:
    """``before``: where the next page begins; None when there is none. ``about``: whose lines these are."""

    lines: Sequence[Told]
    before: int | None
    about: Sequence[Pair] = ()

    @property
    def live_on(self) -> str:
        """What changes this page, as ``data-live-on`` wants it."""
        return " ".join(f"{thing}:{code}" for thing, code in self.about)


Companions = Callable[[int, str], Iterable[Pair]]

_companions: dict[str, Companions] = {}


def tell_with(thing: str, companions: Companions) -> None:
    """What else is told with a thing, by its workspace's id and its code: the publications of a post."""
    _companions[thing] = companions


def feed(
    workspace: Place | None,
    thing: str | None = None,
    code: str | None = None,
    before: int | None = None,
    size: int = PAGE,
) -> Page:
    """A page of the journal: of a workspace (None: of the installation), or of one thing and what is told with it."""
    place = workspace.pk if workspace else INSTALLATION
    lines = Line.objects.filter(workspace_id=place)
    about = _with_companions(place, thing, code or "") if thing else []
    if about:
        lines = lines.filter(_about(about))
    if before is not None:
        lines = lines.filter(seq__lt=before)
    found = list(lines.order_by("-seq")[: size + 1])
    more = len(found) > size
    return Page(_tell(found[:size]), found[size - 1].seq if more else None, about)


def last_seq(workspace: Place) -> int:
    return Head.objects.filter(workspace_id=workspace.pk).values_list("seq", flat=True).first() or 0


def since(workspace: Place, seq: int) -> tuple[int, list[str]]:
    """The newest ``seq`` looked at and the things that changed after ``seq``, each as ``thing:code``, once."""
    after = Line.objects.filter(workspace_id=workspace.pk, seq__gt=seq).order_by("seq")
    rows = list(after.values_list("seq", "thing", "thing_code")[:LIVE])
    things = dict.fromkeys(f"{thing}:{code}" if code else thing for _, thing, code in rows if thing)
    return (rows[-1][0] if rows else seq), list(things)


def _with_companions(workspace: int, thing: str, code: str) -> list[Pair]:
    companions = _companions.get(thing)
    return [(thing, code), *(companions(workspace, code) if companions else ())]


def _about(pairs: Iterable[Pair]) -> Q:
    codes: dict[str, list[str]] = defaultdict(list)
    for thing, code in pairs:
        codes[thing].append(code)
    condition = Q()
    for thing, some in codes.items():
        condition |= Q(thing=thing, thing_code__in=some)
    return condition


def _tell(lines: Sequence[Line]) -> list[Told]:
    people = words.people_called({person for line in lines for person in _people_in(line)})
    things = words.things_of(lines)
    asides = _asides(lines)
    return [_told(line, people, things, asides.get(line.seq, {})) for line in lines]


def _people_in(line: Line) -> list[int]:
    return [*([line.actor_id] if line.actor_id else ()), *line.params.get("people", ())]


def _told(
    line: Line, people: Mapping[int, str], things: Mapping[tuple[str, str], words.Named], aside: Mapping[str, str]
) -> Told:
    who = people.get(line.actor_id, _("Somebody who has left")) if line.actor_id else ""
    params = {**line.params, **aside}
    if "people" in params:
        params["people"] = listed([people.get(one, _("somebody who has left")) for one in params["people"]])
    told = words.sentence(line.act, who or "Convivial", things.get((line.thing, line.thing_code)), params)
    return Told(line.seq, line.at, line.actor_id, who, told, words.saying(line.act).icon, line.act)


def _asides(lines: Sequence[Line]) -> dict[int, dict[str, str]]:
    with_aside = [line.seq for line in lines if line.aside]
    if not with_aside:
        return {}
    return sealing.opened(Aside.objects.filter(workspace_id=lines[0].workspace_id, seq__in=with_aside))
