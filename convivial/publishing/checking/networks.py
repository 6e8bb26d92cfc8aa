"""Do we post where we meant to, as often as we said, and does our time go there (E2)?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging import covering, effort, rhythm
from convivial.strategy.judging.certainty import weight_of
from convivial.strategy.judging.findings import Finding, NextStep
from convivial.strategy.models import ContentType, NetworkChoice

from . import facts

PARKED = 0.5  # posts a week that a parked network may have, where nothing else is said
Tier = NetworkChoice.Tier


def cadence(asked: Question) -> Iterator[Finding]:
    seen = facts.networks(asked)
    pulses = [
        (choice, rhythm.judge(_days(asked, choice.network), asked.first, asked.today, planned, seen[choice.network]))
        for choice in asked.parts(NetworkChoice)
        if choice.network in seen and (planned := _rhythm(choice)) is not None
    ]
    for choice in asked.parts(NetworkChoice):
        if choice.network not in seen and choice.tier != Tier.PARKED:
            yield _unseen(choice)
    for choice, pulse in pulses:
        yield _pulse(asked, choice, pulse)
    posting = [(choice, pulse) for choice, pulse in pulses if choice.tier != Tier.PARKED]
    if posting:
        done, aim = sum(pulse.a_week for _, pulse in posting), sum(_aim(choice) for choice, _ in posting)
        yield Finding(
            check="E2.cadence", chapter="networks", certainty=posting[0][1].certainty, weight="info",
            message="cadence.all", params={"done": round(done, 1), "aim": aim}, first=asked.first, last=asked.today,
            planned=aim or None, actual=done, limit=0,
        )  # fmt: skip


def _pulse(asked: Question, choice: Any, pulse: rhythm.Pulse) -> Finding:
    low, aim, high = bounds(choice)
    weight = weight_of(pulse.verdict, pulse.certainty)
    message: str = "too_early" if pulse.verdict == "too_early" else pulse.side
    if message == "within" and pulse.verdict != "fine":
        message = "silent"
    planned, limit = (low if pulse.side == "below" else aim), low / 2
    if pulse.side == "above":
        planned, limit = high, 2 * high
    rows = [row for row in facts.went_out(asked) if row.network == choice.network]
    end = f"?channel=&on={asked.today.isoformat()}"
    return Finding(
        check="E2.cadence", chapter="networks", certainty=pulse.certainty, weight=weight,
        message=f"cadence.{message}", scope=f"network:{choice.network}",
        params={
            "network": choice.network, "count": pulse.count, "days": pulse.days, "a_week": round(pulse.a_week, 1),
            "least": low, "most": high, "aim": aim, "gap": pulse.gap,
            "due": round(low * pulse.days / 7) if pulse.side == "below" else round(high * pulse.days / 7),
        },
        first=asked.first, last=asked.today, planned=planned or None, actual=pulse.a_week, limit=limit or None,
        next_step=NextStep("publishing:calendar", "open_calendar", {"end": end}), evidence=facts.evidence(rows),
    )  # fmt: skip


def _unseen(choice: Any) -> Finding:
    return Finding(
        check="E2.cadence", chapter="networks", certainty="not_enough", weight="info", message="cadence.unseen",
        params={"network": choice.network}, scope=f"network:{choice.network}",
        next_step=NextStep("networks:channels", "connect_channel"),
    )  # fmt: skip


def silence(asked: Question) -> Iterator[Finding]:
    seen, last = facts.networks(asked), facts.last_posts(asked)
    for choice in asked.parts(NetworkChoice):
        if choice.network not in seen:
            continue
        since = max(seen[choice.network], asked.began)
        day: date | None = last.get(choice.network)
        if covering.is_abandoned(choice.tier, day, since, asked.today):
            days = (asked.today - (day or since)).days
            yield Finding(
                check="E2.abandoned", chapter="networks", certainty="enough",
                weight="watch" if choice.tier == Tier.PRESENCE else "act", message="abandoned",
                params={"network": choice.network, "days": days, "tier": choice.tier},
                scope=f"network:{choice.network}", first=day or since, last=asked.today,
                next_step=NextStep("publishing:blank_post", "write_one"),
            )  # fmt: skip


def spending(asked: Question) -> Iterator[Finding]:
    choices = [
        effort.Choice(each.network, each.tier, None if each.effort_share is None else float(each.effort_share) / 100)
        for each in asked.parts(NetworkChoice)
        if each.network in facts.networks(asked)  # of the others nobody knows
    ]
    rows = facts.went_out(asked)
    if not choices or not rows:
        return
    standard = {each.kind: each.minutes for each in asked.parts(ContentType) if each.minutes}
    found = effort.judge(((row.network, row.kind) for row in rows), choices, standard={**effort.STANDARD, **standard})
    weight = weight_of(found.verdict, found.certainty, is_estimate=True)
    about: dict[str, Any] = {
        "check": "E2.effort_vs_tier", "chapter": "networks", "certainty": found.certainty, "is_estimate": True,
        "first": asked.first, "last": asked.today,
        "next_step": NextStep("strategy:chapter", "look_at_networks", {"chapter": "networks"}),
    }  # fmt: skip
    hours = round(found.minutes / 60)
    if found.inversions:
        pair = found.inversions[0]
        yield Finding(
            **about, weight=weight, message="effort.inverted",
            params={
                "lower": pair.lower.network, "higher": pair.higher.network, "hours": hours, "days": asked.days,
                "lower_share": round(100 * pair.lower.share), "higher_share": round(100 * pair.higher.share),
            },
            planned=pair.higher.share or None, actual=pair.lower.share,
            evidence=facts.evidence(row for row in rows if row.network == pair.lower.network),
        )  # fmt: skip
    else:
        message = (
            "effort.early" if found.verdict == "too_early" else "effort.off" if weight == "watch" else "effort.fine"
        )
        unseen = _unseen_primary(asked)
        if message == "effort.fine" and unseen:
            message, weight = "effort.part", "info"
        params = {"hours": hours, "days": asked.days, "networks": unseen}
        yield Finding(**about, weight=weight, message=message, params=params)


def _unseen_primary(asked: Question) -> list[str]:
    """Networks that matter most and have no channel: what is done there, nobody knows."""
    seen = facts.networks(asked)
    primary = (each.network for each in asked.parts(NetworkChoice) if each.tier == Tier.PRIMARY)
    return [network for network in primary if network not in seen]


def _days(asked: Question, network: str) -> list[date]:
    return [row.on for row in facts.went_out(asked) if row.network == network]


def bounds(choice: Any) -> tuple[float, float, float]:
    """Posts a week on a network: at least, as planned, at most."""
    known = [float(each) for each in (choice.rhythm_min, choice.rhythm_target, choice.rhythm_max) if each is not None]
    if choice.tier == Tier.PARKED:
        most = float(choice.rhythm_max) if choice.rhythm_max is not None else PARKED
        return 0.0, 0.0, most
    low, high = min(known), max(known)
    aim = float(choice.rhythm_target) if choice.rhythm_target is not None else (low + high) / 2
    return low, aim, high


def _aim(choice: Any) -> float:
    return bounds(choice)[1]


def _rhythm(choice: Any) -> rhythm.Rhythm | None:
    if choice.tier != Tier.PARKED and (choice.rhythm_min, choice.rhythm_target, choice.rhythm_max) == (None,) * 3:
        return None
    return rhythm.Rhythm(*bounds(choice))


BAR = _("%(network)s: %(a_week)s a week, planned %(least)s to %(most)s")
CHECKS = (
    Check("E2.cadence", "networks", _("Do we post as often as we said?"), cadence, {
        "cadence.within": Say(_("%(network)s keeps its rhythm"), _("Posts a week %(in_days)s: %(a_week)s, planned %(least)s to %(most)s."), BAR),
        "cadence.below": Say(
            ngettext_lazy("%(network)s had one post, planned at least %(due)s", "%(network)s had %(count)s posts, planned at least %(due)s", "count"),
            _("Posts a week %(in_days)s: %(a_week)s, planned at least %(least)s. Plan one now, or say that less is enough."), BAR),
        "cadence.above": Say(
            ngettext_lazy("%(network)s had one post, planned %(due)s at most", "%(network)s had %(count)s posts, planned %(due)s at most", "count"),
            _("Posts a week %(in_days)s: %(a_week)s, planned %(most)s at most. Somebody’s time goes here that was meant for elsewhere."), BAR),
        "cadence.silent": Say(_("%(network)s was silent for %(gap)s days"), _("Posts a week on average: %(a_week)s, as planned, but with a long gap."), BAR),
        "cadence.too_early": Say(_("Too early to say for %(network)s"), _("It has been watched for less than two weeks. Posts so far: %(count)s."), _("%(network)s: too early")),
        "cadence.unseen": Say(_("We do not see %(network)s"), _("No channel there is connected, so nothing can be counted."), _("%(network)s: not connected")),
        "cadence.all": Say(_("%(done)s posts a week, planned %(aim)s"), _("On all networks of the strategy that are connected, counted on each channel."), _("%(done)s posts a week, planned %(aim)s")),
    }),
    Check("E2.abandoned", "networks", _("Has an account gone quiet?"), silence, {
        "abandoned": Say(_("Nothing on %(network)s for %(days)s days"), _("Whoever looks there thinks that nobody is at home. Write something, or park it."), _("%(network)s: silent for %(days)s days")),
    }),
    Check("E2.effort_vs_tier", "networks", _("Does our time go where it should?"), spending, {
        "effort.inverted": Say(_("%(lower)s takes more of our time than %(higher)s"), _("About %(lower_share)s %% of some %(hours)s hours %(in_days)s, against %(higher_share)s %%; planned was the other way round."), _("%(lower)s before %(higher)s")),
        "effort.off": Say(_("Our time goes elsewhere than planned"), _("Some %(hours)s hours %(in_days)s, with other shares than the plan."), _("time goes elsewhere")),
        "effort.fine": Say(_("Our time goes where it should"), _("Some %(hours)s hours %(in_days)s; the more important a network, the more of them."), _("time goes where it should")),
        "effort.part": Say(_("Where most of our time should go, nobody can see"), _("%(networks)s: no channel there is connected. On the others, some %(hours)s hours %(in_days)s went where they should."), _("%(networks)s: not connected")),
        "effort.early": Say(_("Too early to say where our time goes"), _("Fewer than five posts %(in_days)s."), _("too early")),
    }),
)  # fmt: skip
