"""Turns cards into what the templates of the calendar read: dicts of strings, made once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, TypedDict

from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convivial.networks.models import Channel
from convivial.publishing import states
from convivial.strategy.guiding import Aim, guide
from convivial.team.models import Workspace
from convivial.ui import vocabulary
from convivial.ui.templatetags import ui

from .cards import FIRST_WORDS, Card
from .days import Span

MARKS = 3
CODE = "-code-"
NOBODY = ("", "", "", "")  # what went while the page was read
CARDS_A_DAY = {"month": 4, "week": 14}


class Drawn(TypedDict):
    """A card as the template reads it: all strings, "" is no."""

    href: str
    address: str  # where its new day is sent, "" when it may not move
    dialog: str
    time: str
    words: str
    marks: str
    icon: str
    state: str  # classes that say its word
    tone: str
    title: str
    said: str
    down: Any  # the moment at which it was taken down, or None
    picture: str
    pillar: str  # a class that brings its hue, "" when tied to none
    opens: str  # what the dialog of its link is asked with, "" when the link leads to a page


class DrawnDay(TypedDict):
    iso: str
    number: str
    label: str
    spoken: str
    css: str
    cards: list[Drawn]
    more: str
    count: int


@dataclass(frozen=True)
class Stems:
    """Addresses with ``CODE`` where a code goes: they are written a thousand times, and asked for once."""

    posts: str
    move_post: str
    planning: str
    move_publication: str
    moving: str
    slot: str
    slot_dialog: str
    move_slot: str
    moving_slot: str


@dataclass
class Easel:
    """What all the cards of a page share, looked up once."""

    channels: Mapping[int, Channel]
    stems: Stems
    pillars: Mapping[str, Aim]  # by code
    _marks: dict[str, SafeString] = field(default_factory=dict)
    _looks: dict[str, tuple[str, str, SafeString]] = field(default_factory=dict)

    def draw(self, card: Card) -> Drawn:
        code, words, picture, tied = self._told(card)
        pillar = self.pillars.get(tied)
        networks = list(dict.fromkeys(self.channels[channel].network for channel in card.channels))
        title, tone, icon = self._look(card.word)
        clock, words = f"{card.wall:%H:%M}", words or _("No words yet")
        address, dialog = self._ways(card, code)
        return {
            "href": (self.stems.slot if card.slot else self.stems.posts).replace(CODE, code),
            "address": address,
            "dialog": dialog,
            "time": clock,
            "words": words,
            "marks": SafeString("".join(self._mark(network) for network in networks[:MARKS]) + _rest(len(networks))),
            "icon": icon,
            "state": card.word if card.rows or card.slot else f"draft entry--{card.word}",
            "tone": tone,
            "title": title,
            "said": ", ".join([*([pillar.name] if pillar else []), *map(vocabulary.title, networks), title]),
            "down": card.down_at,
            "picture": picture,
            "pillar": f" pillar-{pillar.hue}" if pillar else "",
            "opens": self._opens(card, code),
        }

    def _told(self, card: Card) -> tuple[str, str, str, str]:
        """Code, words, whether there is a picture, and pillar."""
        if card.slot is None:
            about = card.about
            return (
                (about.code, first_words(about.text), "1" if about.has_picture else "", about.pillar)
                if about
                else NOBODY
            )
        pillar = self.pillars.get(card.slot.pillar)
        words = _("Open: %(what)s") % {"what": pillar.name} if pillar else _("Open place")
        return card.slot.code, words, "", card.slot.pillar

    def _opens(self, card: Card, code: str) -> str:
        if card.slot is None:
            return ""
        return format_html(' hx-get="{}" hx-target="#moving"', self.stems.slot_dialog.replace(CODE, code))

    def _ways(self, card: Card, code: str) -> tuple[str, str]:
        """Where a card's new day is sent, and the dialog that asks for one."""
        if card.slot:
            return self.stems.move_slot.replace(CODE, code), self.stems.moving_slot.replace(CODE, code)
        if not card.rows:
            return self.stems.move_post.replace(CODE, code), self.stems.planning.replace(CODE, code)
        address = self.stems.move_publication.replace(CODE, card.mover) if card.mover else ""
        return address, self.stems.moving.replace(CODE, card.rows[0].code)

    def _mark(self, network: str) -> SafeString:
        if network not in self._marks:
            self._marks[network] = ui.mark(network, title="")
        return self._marks[network]

    def _look(self, word: str) -> tuple[str, str, SafeString]:
        if word not in self._looks:
            look = states.look(word)
            self._looks[word] = (str(look.title), look.tone or "none", ui.icon(look.icon))
        return self._looks[word]


@cache
def _rest(count: int) -> str:
    """ "+1" for what has no room beside the first mark (in a narrow day) and beside the last one. The page shows the
    one that holds; what all of them are is said in words."""
    rest = {"few": count - 1, "all": count - MARKS}
    told = [
        f'<i class="rest rest--{width}" aria-hidden="true">+{left}</i>' for width, left in rest.items() if left > 0
    ]
    return "".join(told)


def first_words(text: str) -> str:
    """The beginning of a text on one line, cut after a word."""
    line = " ".join(text.split())
    return line if len(text) < FIRST_WORDS else (line.rpartition(" ")[0] or line).rstrip(" .,;:–") + "…"


def stems(workspace: Workspace) -> Stems:
    views = (
        "post", "move_post", "calendar_planning", "move_publication", "calendar_moving", "slot", "calendar_slot",
        "move_slot", "calendar_slot_moving",
    )  # fmt: skip
    return Stems(*(reverse(f"publishing:{view}", args=[workspace.slug, CODE]) for view in views))


def easel(workspace: Workspace) -> Easel:
    channels = {channel.pk: channel for channel in workspace.channels.all()}
    return Easel(channels, stems(workspace), {aim.code: aim for aim in guide(workspace).pillars})


def shown(span: Span, cards: Mapping[date, list[Card]]) -> dict[date, list[Card]]:
    """The first cards of each day; where one more would fit, there stands how many more there are."""
    at_most = CARDS_A_DAY[span.kind]
    return {day: some[: at_most if len(some) <= at_most else at_most - 1] for day, some in cards.items()}


def drawn_days(easel: Easel, span: Span, cards: Mapping[date, list[Card]]) -> list[list[DrawnDay]]:
    """The weeks of a span, each with its seven days. What is ``shown`` of the cards has been read."""
    first = shown(span, cards)
    return [[_day(easel, span, day, first.get(day, []), cards.get(day, [])) for day in week] for week in span.weeks]


def drawn(easel: Easel, cards: Sequence[Card]) -> list[Drawn]:
    return [easel.draw(card) for card in cards]


def drawn_list(easel: Easel, cards: Sequence[Card]) -> list[tuple[date, list[Drawn]]]:
    """The cards of a list under their days."""
    return [(day, [easel.draw(card) for card in some]) for day, some in groupby(cards, lambda card: card.wall.date())]


def weekdays(span: Span) -> list[tuple[str, str]]:
    """The heads of the columns: short and long names."""
    return [(formats.date_format(day, "D"), formats.date_format(day, "l")) for day in span.days[:7]]


def _day(easel: Easel, span: Span, day: date, shown: Sequence[Card], every: Sequence[Card]) -> DrawnDay:
    more = len(every) - len(shown)
    css = [name for name, holds in _MARKED.items() if holds(span, day)]
    return {
        "iso": day.isoformat(),
        "number": str(day.day),
        "label": _label(day, every),
        "spoken": formats.date_format(day, _("l j F")),
        "css": " ".join(f"day--{name}" for name in css),
        "cards": [easel.draw(card) for card in shown],
        "more": ngettext("%(n)s more", "%(n)s more", more) % {"n": more} if more else "",
        "count": len(every),
    }


_MARKED = {
    "out": Span.is_outside,
    "today": lambda span, day: day == span.today,
    "past": lambda span, day: day < span.today,
    "on": lambda span, day: day == span.on,
}


def _label(day: date, every: Sequence[Card]) -> str:
    free = sum(1 for card in every if card.slot)
    count = len(every) - free
    told = [ngettext("%(n)s post", "%(n)s posts", count) % {"n": count}] if count else []
    told += [ngettext("%(n)s open place", "%(n)s open places", free) % {"n": free}] if free else []
    return ", ".join([formats.date_format(day, _("l j F")), *(told or [_("nothing planned")])])
