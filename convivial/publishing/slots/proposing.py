"""Proposes slots from the strategy in force. Nothing is stored: the same strategy and the same calendar give the same
proposal, and what is accepted of it (``accepting``) is found in it again by its key."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from convivial.networks.models import Channel
from convivial.publishing.checking.facts import KINDS
from convivial.publishing.checking.networks import bounds
from convivial.strategy import reading
from convivial.strategy.guiding import Guide, of_version
from convivial.strategy.judging import effort, spreading
from convivial.strategy.models import ContentType, Funnel, NetworkChoice, Persona, Pillar, Purpose, Stage
from convivial.strategy.whole import Whole, read
from convivial.team.models import Workspace

from . import hours as hours_of
from .hours import Hours
from .standing import Standing, taken
from .wishing import Wish


@dataclass(frozen=True)
class Proposed:
    """A slot that is not one yet. ``key`` is the same as long as everything about it is."""

    slot: spreading.Slot
    channels: tuple[Channel, ...]
    objective: str

    @property
    def wall(self) -> datetime:
        return datetime.combine(self.slot.on, self.slot.at)

    @property
    def key(self) -> str:
        told = repr((self.slot, [channel.code for channel in self.channels], self.objective))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def why(self) -> list[Any]:
        return [[reason.key, dict(reason.params)] for reason in self.slot.reasons]


@dataclass(frozen=True)
class Proposal:
    """``silent``: networks of the strategy without a channel; ``still``: those without a rhythm; ``unable``: kinds of
    posts that the strategy wants and that cannot go out from here, with their shares; ``minutes``: a week, estimated,
    of all posts in these days; ``available``: hours a week that the strategy says there are."""

    wish: Wish
    guide: Guide
    places: Sequence[Proposed]
    counts: Sequence[spreading.Count]
    taken: Sequence[spreading.Taken]
    hours: Mapping[str, Hours]
    silent: Sequence[str]
    still: Sequence[str]
    unable: Mapping[str, Any]
    minutes: float
    available: float | None

    @cached_property
    def by_key(self) -> Mapping[str, Proposed]:
        return {place.key: place for place in self.places}

    @property
    def is_too_much(self) -> bool:
        return self.available is not None and self.minutes > 60 * self.available


READ = tuple(
    model.noun() for model in (Purpose, NetworkChoice, Pillar, Persona, Funnel, Stage, ContentType)
)  # of the version in force


def propose(workspace: Workspace, wish: Wish) -> Proposal | None:
    """None while there is no strategy."""
    version = reading.current(workspace)
    if version is None:
        return None
    parts, guide = read(version, READ, with_people=False), of_version(version.code)
    every = {channel.pk: channel for channel in workspace.channels.in_order()}
    channels = [each for each in every.values() if each.access == Channel.Access.CONNECTED and not each.is_practice]
    choices = [each for each in parts.of(NetworkChoice) if each.tier != NetworkChoice.Tier.PARKED]
    there = {channel.network for channel in channels}
    rhythms = {each.network: _a_week(each) for each in choices}
    posting = [network for network, a_week in rhythms.items() if network in there and a_week]
    hours = hours_of.hours(workspace, posting, wish.hours, wish.only_workdays)
    plan = _plan(parts, wish, [spreading.Outlet(each, rhythms[each], hours[each].times) for each in posting])
    standing = taken(workspace, every, wish.first, wish.last)
    plan = _with_taken(plan, tuple(each.on_networks for each in standing))
    found = spreading.propose(plan)
    return Proposal(
        wish, guide, _apart(found.slots, channels, standing, guide), found.counts, plan.there,
        hours, [network for network in rhythms if network not in there],
        [network for network, a_week in rhythms.items() if network in there and not a_week],
        {each.kind: each.share for each in parts.of(ContentType) if each.share and each.kind not in KINDS},
        _minutes(parts, found.slots, plan), _available(parts),
    )  # fmt: skip


def _a_week(choice: Any) -> float:
    if choice.rhythm_target is None and choice.rhythm_min is None and choice.rhythm_max is None:
        return 0.0
    return bounds(choice)[1]


def _plan(parts: Whole, wish: Wish, outlets: Sequence[spreading.Outlet]) -> spreading.Plan:
    pillars = [each for each in parts.of(Pillar) if each.share and _is_in_season(each, wish)]
    has_funnel = all(funnel.is_on for funnel in parts.of(Funnel))
    return spreading.Plan(
        wish.first, wish.last, tuple(outlets),
        pillars={each.code: each.share for each in pillars},
        personas=_shares(parts.of(Persona), "share_of_focus"),
        stages=_shares(parts.of(Stage), "share") if has_funnel else {},
        kinds={each.kind: each.share for each in parts.of(ContentType) if each.share and each.kind in KINDS},
        personas_of={each.code: each.personas for each in pillars if each.personas},
        resting=wish.resting,
    )  # fmt: skip


def _with_taken(plan: spreading.Plan, there: tuple[spreading.Taken, ...]) -> spreading.Plan:
    return spreading.Plan(**{**vars(plan), "taken": there})


def _shares(parts: Sequence[Any], field: str) -> dict[str, Any]:
    return {each.code: getattr(each, field) for each in parts if getattr(each, field)}


def _is_in_season(pillar: Any, wish: Wish) -> bool:
    begins, ends = pillar.season_from, pillar.season_to
    return (begins is None or begins <= wish.last) and (ends is None or ends >= wish.first)


def _apart(
    slots: Sequence[spreading.Slot], channels: Sequence[Channel], standing: Sequence[Standing], guide: Guide
) -> list[Proposed]:
    """Channels on one network have places of their own: each goes to whichever has the fewest posts by then, for the
    network's rhythm is meant for all of them, and the same words from two accounts reach the same people twice."""
    first = slots[0].on if slots else None
    load = Counter(number for each in standing if first and each.on >= first for number in each.channels)
    made = []
    for slot in slots:
        mine = tuple(_least([each for each in channels if each.network == name], load) for name in slot.networks)
        load.update(channel.pk for channel in mine)
        made.append(Proposed(slot, mine, guide.follows(slot.pillar).get("objective", "")))
    return made


def _least(channels: Sequence[Channel], load: Mapping[int, int]) -> Channel:
    return min(channels, key=lambda channel: load[channel.pk])


def _minutes(parts: Whole, slots: Sequence[spreading.Slot], plan: spreading.Plan) -> float:
    """A week, for what is proposed and what stands there; a rule of thumb a post, never measured on anybody."""
    standard = {**effort.STANDARD, **{each.kind: each.minutes for each in parts.of(ContentType) if each.minutes}}
    new = sum(standard.get(slot.kind, effort.UNKNOWN) for slot in slots)
    return (new + len(plan.there) * effort.UNKNOWN) / plan.weeks


def _available(parts: Whole) -> float | None:
    hours = next((each.hours_per_week for each in parts.of(Purpose)), None)
    return float(hours) if hours else None
