"""Slots and proposals in words: why each lies where it lies, how many of what, and what could not be kept."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convivial.lib.weeks import first_weekday, week_of
from convivial.networks.models import Channel
from convivial.networks.registry import all_networks
from convivial.strategy.guiding import Guide
from convivial.strategy.judging.spreading import Count
from convivial.strategy.models import ContentType
from convivial.ui import vocabulary
from convivial.ui.speaking import listed

from .hours import ENOUGH, Hours
from .proposing import Proposal, Proposed
from .wishing import spoken


@dataclass(frozen=True)
class Line:
    """A place of a proposal as the page reads it. ``ends``: for whom, which stage, what kind; and which
    channel where a network has several."""

    place: Proposed
    pillar: str
    hue: str
    ends: Sequence[str]
    why: Sequence[str]


@dataclass(frozen=True)
class Week:
    first: date
    last: date
    lines: Sequence[Line]


@dataclass(frozen=True)
class Told:
    """One network of a proposal: ``title`` "12 places on Mastodon", the sentences under it, and its hours."""

    network: str
    title: str
    sentences: Sequence[str]
    hours: str


@dataclass(frozen=True)
class Unkept:
    """What cannot be kept, in a sentence, and whether that is a warning or only something to know."""

    sentence: str
    is_warning: bool = True


def named(guide: Guide, code: str) -> str:
    return guide.by_code[code].name if code in guide.by_code else ""


def kind_named(kind: str) -> str:
    return str(ContentType.Kind(kind).label) if kind in ContentType.Kind.values else ""


def weeks(proposal: Proposal, zone: str) -> list[Week]:
    first, made, several = first_weekday(zone), dict[date, list[Line]](), _several(proposal)
    for place in proposal.places:
        made.setdefault(week_of(place.slot.on, first)[0], []).append(_line(place, proposal.guide, several))
    return [Week(begin, week_of(begin, first)[-1], lines) for begin, lines in made.items()]


def _line(place: Proposed, guide: Guide, several: Collection[str]) -> Line:
    slot = place.slot
    pillar = guide.by_code.get(slot.pillar)
    where = [channel.handle for channel in place.channels if channel.network in several]
    ends = [named(guide, slot.persona), named(guide, slot.stage), kind_named(slot.kind), *where]
    name, hue = (pillar.name, f"pillar-{pillar.hue}") if pillar else ("", "")
    return Line(place, name, hue, [each for each in ends if each], reasons(place.why, guide))


def reasons(why: Sequence[Any], guide: Guide) -> list[str]:
    """Why a slot lies where it lies; what the strategy does not know any more is left out."""
    told = [_reason(key, params, guide) for key, params in why]
    return [sentence for sentence in told if sentence]


def _reason(key: str, params: Any, guide: Guide) -> str:
    if key == "rhythm":
        network = vocabulary.title(params["network"])
        return _("%(network)s: planned posts a week: %(a_week)s.") % {
            "network": network, "a_week": _number(params["a_week"])
        }  # fmt: skip
    if key == "hour":
        return _("%(at)s is one of the hours for %(networks)s.") % {
            "at": params["at"], "networks": listed([vocabulary.title(each) for each in params["networks"]])
        }  # fmt: skip
    name = kind_named(params["kind"]) if key == "kind" else named(guide, params[key])
    if not name:
        return ""
    if key == "pillar":
        return _("%(pillar)s is due: number %(nth)s of %(of)s, spread over these days.") % {**params, "pillar": name}
    sentences = {
        "persona": _("For %(name)s, who would be furthest behind their share."),
        "stage": _("Stage: %(name)s, furthest behind its share."),
        "kind": _("As %(name)s, furthest behind its share."),
    }
    return sentences[key] % {"name": name}


def networks(proposal: Proposal) -> list[Told]:
    return [
        Told(each.network, _title(each), _sentences(each, proposal), _hours(proposal.hours[each.network]))
        for each in proposal.counts
    ]


def _title(count: Count) -> str:
    words = ngettext("%(n)s place on %(network)s", "%(n)s places on %(network)s", count.placed)
    return words % {"n": count.placed, "network": vocabulary.title(count.network)}


def _sentences(count: Count, proposal: Proposal) -> list[str]:
    wanted = _("%(a_week)s posts a week make %(wanted)s in %(days)s days.") % {
        "a_week": _number(count.a_week), "wanted": count.wanted, "days": proposal.wish.days,
    }  # fmt: skip
    there = ngettext("One stands there already.", "%(n)s stand there already.", count.there) % {"n": count.there}
    mine = Counter(place.slot.pillar for place in proposal.places if count.network in place.slot.networks)
    pillars = [_pillar(code, n, proposal.guide) for code, n in mine.most_common() if code]
    return [
        wanted,
        *([there] if count.there else []),
        *_apart(count, proposal),
        *([f"{listed(pillars, 8)}."] if pillars else []),
    ]


def _apart(count: Count, proposal: Proposal) -> list[str]:
    """That channels on one network share its rhythm, where there are several."""
    mine = Counter(
        channel.handle
        for place in proposal.places for channel in place.channels if channel.network == count.network
    )  # fmt: skip
    if len(mine) < 2:
        return []
    told = [_("%(n)s on %(channel)s") % {"n": n, "channel": handle} for handle, n in mine.most_common()]
    return [_("Each channel has places of its own: %(channels)s.") % {"channels": listed(told, 8)}]


def _several(proposal: Proposal) -> set[str]:
    """The networks on which more than one channel has places."""
    channels = {channel for place in proposal.places for channel in place.channels}
    counted = Counter(channel.network for channel in channels)
    return {network for network, count in counted.items() if count > 1}


def _pillar(code: str, count: int, guide: Guide) -> str:
    """ "5 for “From the workshop” (40 %)"."""
    aim = guide.by_code.get(code)
    whole = sum(each.share for each in guide.pillars) or 1
    share = round(100 * aim.share / whole) if aim else 0
    return _("%(n)s for “%(pillar)s” (%(share)s %%)") % {
        "n": count,
        "pillar": aim.name if aim else "",
        "share": share,
    }


def _hours(found: Hours) -> str:
    times = spoken(tuple(found.all_of_them))
    if found.source == "said":
        return _("At the hours that you said: %(times)s.") % {"times": times}
    if found.source == "own":
        return _("At the hours at which you mostly post: %(times)s (%(n)s posts).") % {
            "times": times,
            "n": found.posts,
        }
    return _("At general hours, %(times)s: from %(enough)s posts on these are your own; so far there are %(n)s.") % {
        "times": times, "enough": ENOUGH, "n": found.posts,
    }  # fmt: skip


def unkept(proposal: Proposal) -> list[Unkept]:
    told = [Unkept(_no_room(count)) for count in proposal.counts if count.missing]
    if proposal.is_too_much and proposal.available is not None:
        words = _("All of it takes about %(hours)s hours a week, as a rule of thumb; the strategy has %(available)s.")
        hours = {"hours": round(proposal.minutes / 60), "available": _number(proposal.available)}
        told.append(Unkept(words % hours))
    told += [Unkept(words) for words in _without_channel(proposal.silent)]
    if proposal.still:
        words = _("The strategy says no rhythm for %(networks)s, so there is nothing to propose.")
        told.append(Unkept(words % {"networks": _titles(proposal.still)}))
    if proposal.unable:
        words = _(
            "The strategy also wants %(kinds)s. Only words, links and pictures go out from here so far, so no place "
            "is proposed for these; what you make of them elsewhere comes on top."
        )
        kinds = [f"{kind_named(kind)} ({_number(float(share))} %)" for kind, share in proposal.unable.items()]
        told.append(Unkept(words % {"kinds": listed(kinds, 8)}, is_warning=False))
    if not proposal.wish.resting:
        words = _("Public holidays are not known here. Say below on which days nothing should go out.")
        told.append(Unkept(words, is_warning=False))
    return told


def _without_channel(networks: Sequence[str]) -> Iterator[str]:
    """Those that could be connected, and those on which nothing goes out from here."""
    ours = [network for network in networks if network in can_go_out()]
    others = [network for network in networks if network not in ours]
    if ours:
        words = _("Nothing is proposed for %(networks)s: no channel there is connected.")
        yield words % {"networks": _titles(ours)}
    if others:
        words = _(
            "Nothing is proposed for %(networks)s: no post goes out there from here, so it is planned elsewhere."
        )
        yield words % {"networks": _titles(others)}


def can_go_out() -> list[str]:
    """The networks that can be connected here."""
    return [each.name for each in all_networks() if each.name != Channel.PRACTICE]


def where() -> str:
    """For whoever has none of them in the strategy."""
    words = _(
        "Posts go out from here on %(networks)s. Connect one of them, and say in the strategy how often you post."
    )
    return words % {"networks": _titles(can_go_out())}


def _no_room(count: Count) -> str:
    words = ngettext(
        "One post on %(network)s finds no place: its hours are full.",
        "%(n)s posts on %(network)s find no place: their hours are full.",
        count.missing,
    )
    return words % {"n": count.missing, "network": vocabulary.title(count.network)}


def _titles(networks: Sequence[str]) -> str:
    return listed([vocabulary.title(each) for each in networks])


def _number(value: float) -> str:
    return formats.localize(int(value) if float(value).is_integer() else round(float(value), 2))
