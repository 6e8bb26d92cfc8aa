"""Visibility, followers, KPIs, and whether the people we write for are where we are (E2, E3, E5, E6)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from convivial.lib import now as clock
from convivial.strategy import figures, outlook, weighing
from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging import covering, scoring
from convivial.strategy.judging.findings import Finding
from convivial.strategy.models import (
    FollowerPlan,
    Kpi,
    NetworkChoice,
    Persona,
    PersonaNetwork,
    Progress,
    Purpose,
    Tactic,
)

from .objectives import PACES, chapter, pace, type_it

MONTH = timedelta(days=30)
STALE = timedelta(days=45)  # a KPI without a figure for longer is not measured (ours)


def people_reached(asked: Question) -> Iterator[Finding]:
    """Every primary persona on a primary network, by more than an assumption."""
    tiers = {choice.network: choice.tier for choice in asked.parts(NetworkChoice)}
    known: list[Any] = [
        (each.persona, tiers[each.network], each.evidence)
        for each in asked.parts(PersonaNetwork)
        if each.network in tiers
    ]
    primary = {each.code: each.name for each in asked.parts(Persona) if each.priority == Persona.Priority.PRIMARY}
    missed = covering.unreached(primary, known)
    for code in missed:
        yield Finding(
            check="E2.persona_cover", chapter="networks", certainty="enough", weight="watch", message="cover.missed",
            params={"persona": primary[code]}, scope=code, next_step=chapter("people", "say_where", "personanetwork"),
        )  # fmt: skip
    if primary and not missed:
        yield Finding(
            check="E2.persona_cover", chapter="networks", certainty="enough", weight="good", message="cover.fine",
            params={"personas": list(primary.values())}, planned=1, actual=1, limit=0,
        )  # fmt: skip


def ranked(asked: Question) -> Iterator[Finding]:
    """What the answers to the three questions say, next to the tiers that were chosen; and whether that would hold."""
    hours = next((float(each.hours_per_week) for each in asked.parts(Purpose) if each.hours_per_week), 0.0)
    known = asked.parts(Persona), asked.parts(PersonaNetwork)
    given = weighing.candidates(asked.parts(NetworkChoice), *known, hours)
    if len(given) < 2:
        return
    chosen = {each.network: each.tier for each in asked.parts(NetworkChoice)}
    best = [each.network for each in scoring.ranking(given)]
    turned = [flip.network for flip in scoring.flips(given, hours)]
    other = [network for network, tier in scoring.tiers(given, hours).items() if _is_swapped(tier, chosen[network])]
    about = (other or turned or best)[0]
    value = next(scoring.score(each) for each in given if each.network == about)
    yield Finding(
        check="E2.order", chapter="networks", certainty="early", weight="info",
        message="order.other" if other else "order.shaky" if turned else "order.holds",
        params={"networks": best, "network": about, "value": value.value, "low": value.low, "high": value.high},
        next_step=chapter("networks", "look_at_plan"),
    )  # fmt: skip


def _is_swapped(answered: str, chosen: str) -> bool:
    """Whether one leads and the other does not."""
    return (answered == NetworkChoice.Tier.PRIMARY) != (chosen == NetworkChoice.Tier.PRIMARY)


def tactics_alive(asked: Question) -> Iterator[Finding]:
    begun = [each for each in asked.parts(Tactic) if each.begins_on and each.begins_on <= asked.today]
    begun = [each for each in begun if each.status != "stopped"]
    acts = _acts(asked) if begun else {}
    alive = {each.code: _is_alive(each, acts.get(each.code, []), asked.today) for each in begun}
    for tactic in begun:
        if alive[tactic.code] is False:
            yield Finding(
                check="E3.tactic_alive", chapter="visibility", certainty="enough", weight="watch",
                message="tactic.silent", scope=tactic.code, first=tactic.begins_on, last=_end(tactic),
                params={"tactic": tactic.name, "begin_on": tactic.begins_on.isoformat(), "end_on": _end(tactic).isoformat()},
                next_step=chapter("visibility", "look_at_tactic", tactic.code),
            )  # fmt: skip
    if begun:
        yield _under_way(list(alive.values()))


def _under_way(alive: Sequence[bool | None]) -> Finding:
    """All of them in one line. The bar tells what can be judged: those whose time is not over are not behind."""
    count, waiting = sum(map(bool, alive)), alive.count(None)
    judged, is_certain = len(alive) - waiting, waiting < len(alive)
    message = "alive" if not waiting else "not_yet" if not is_certain else "in_time" if count == judged else "some"
    return Finding(
        check="E3.tactic_alive", chapter="visibility", certainty="enough" if is_certain else "not_enough",
        weight="too_early" if not is_certain else "good" if count == judged else "info",
        message=f"tactics.{message}", params={"alive": count, "begun": len(alive), "waiting": waiting},
        planned=judged or None, actual=count, limit=0, next_step=chapter("visibility", "look_at_tactics"),
    )  # fmt: skip


def _acts(asked: Question) -> dict[str, list[date]]:
    """By tactic, the days on which its owner said something."""
    acts: dict[str, list[date]] = {}
    for code, at in Progress.objects.filter(workspace=asked.workspace).values_list("tactic_code", "at"):
        acts.setdefault(code, []).append(clock.day(at, asked.workspace.zone))
    return acts


def _is_alive(tactic: Any, acts: list[date], today: date) -> bool | None:
    if tactic.status in ("running", "done"):
        return True
    return covering.is_alive(tactic.begins_on, _end(tactic), acts, today)


def _end(tactic: Any) -> date:
    end: date = tactic.ends_on or tactic.begins_on + MONTH
    return end


def followers(asked: Question) -> Iterator[Finding]:
    for plan in asked.parts(FollowerPlan):
        seen = outlook.of(asked, plan)
        if seen is not None:
            yield pace("E5.growth_pace", "followers", seen, {"name": "", "network": plan.network})


def measured(asked: Question) -> Iterator[Finding]:
    chosen = asked.parts(Kpi)
    last = {kpi.code: figures.series(asked, kpi)[-1:] for kpi in chosen}
    fresh = [code for code, seen in last.items() if seen and asked.today - seen[0][0] <= STALE]
    missing = [kpi for kpi in chosen if kpi.code not in fresh]
    known = known_since(asked) if missing else {}
    late = [kpi for kpi in missing if asked.today - known.get(kpi.code, asked.began) > STALE]
    if chosen:
        yield Finding(
            check="E6.no_data", chapter="kpis", certainty="not_enough" if missing and not late else "enough",
            weight="watch" if late else "info" if missing else "good",
            message="measured.some" if late else "measured.young" if missing else "measured.all",
            params={
                "measured": len(fresh), "all": len(chosen), "missing": [kpi.label for kpi in late or missing],
            },
            planned=len(chosen), actual=len(fresh), limit=0,
            next_step=type_it(next((kpi.code for kpi in chosen if kpi.code not in fresh), "")),
        )  # fmt: skip


def known_since(asked: Question) -> dict[str, date]:
    """Since when each KPI is in force, in whichever version: nobody could have counted it before."""
    kpis = Kpi.objects.filter(version__workspace=asked.workspace, version__begins_on__isnull=False)
    return dict(kpis.order_by().values_list("code").annotate(first=Min("version__begins_on")))


def owned(asked: Question) -> Iterator[Finding]:
    without = [kpi for kpi in asked.parts(Kpi) if kpi.owner_id is None]
    if without:
        yield Finding(
            check="E6.unowned", chapter="kpis", certainty="enough", weight="watch", message="unowned",
            params={"count": len(without), "kpis": [kpi.label for kpi in without]}, planned=0, actual=len(without),
            limit=len(asked.parts(Kpi)), next_step=chapter("kpis", "give_owner", without[0].code),
        )  # fmt: skip


FOLLOWED = _("%(gained)s, planned %(planned_gain)s by now")  # "12 new" or "12 fewer", both
FOLLOWED_OVER = _("%(gained)s, planned %(planned_gain)s")
FOLLOWED_AHEAD = _("%(gained)s, ahead of plan: %(planned_gain)s by now")
FOLLOWING = {
    message: Say(title, say.text, bar, FOLLOWED_AHEAD if say.ahead else "")
    for message, say, title, bar in (
        ("followers.none", PACES["pace.none"], _("%(network)s: no count of followers yet"), _("%(network)s: no count yet")),
        ("followers.likely", PACES["pace.likely"], _("%(network)s: enough new followers are likely"), FOLLOWED),
        ("followers.open", PACES["pace.open"], _("%(network)s: it is open whether enough will follow"), FOLLOWED),
        ("followers.unlikely", PACES["pace.unlikely"], _("%(network)s: too few new followers for the plan"), FOLLOWED),
        ("followers.so_far_good", PACES["pace.so_far_good"], _("%(network)s: followers grow as planned"), FOLLOWED),
        ("followers.so_far_slow", PACES["pace.so_far_slow"], _("%(network)s: followers grow more slowly than planned"), FOLLOWED),
        ("followers.so_far_away", PACES["pace.so_far_away"], _("%(network)s: fewer followers than at the start"), FOLLOWED),
        ("followers.beyond", PACES["pace.beyond"], _("%(network)s: more followers than were aimed for"), FOLLOWED),
        ("followers.reached", PACES["pace.reached"], _("%(network)s: as many follow as planned"), FOLLOWED_OVER),
        ("followers.missed", PACES["pace.missed"], _("%(network)s: fewer follow than planned"), FOLLOWED_OVER),
        ("followers.so_far_behind", PACES["pace.so_far_behind"], _("%(network)s: followers are far behind the plan"), FOLLOWED),
    )
}  # fmt: skip


def _following(asked: Question) -> Iterator[Finding]:
    """The same pace in words about followers."""
    for each in followers(asked):
        yield replace(each, message=each.message.replace("pace.", "followers."))


COUNTED = _("Counted are those whose time has begun and that their owners reported, or that run.")
CHECKS = (
    Check("E2.persona_cover", "networks", _("Are our people where we are?"), people_reached, {
        "cover.missed": Say(_("Nobody knows whether %(persona)s is on a primary network"), _("Either it is only assumed, or no primary network is named for them. Ask three of them where they look."), _("%(persona)s: only assumed")),
        "cover.fine": Say(_("A primary network is known to reach %(personas)s"), "", _("our people are there")),
    }),
    Check("E2.order", "networks", _("Do the answers put the networks in the same order?"), ranked, {
        "order.holds": Say(_("The order of the networks holds"), _("By the answers: %(networks)s. It stays so when any of them counts for a fifth less or more."), _("the order holds")),
        "order.shaky": Say(_("The place of %(network)s is a close call"), _("By the answers: %(networks)s. %(network)s has %(value)s of 5; as uncertain as some answers are, it may be %(low)s to %(high)s. It would stand elsewhere if one of the answers counted for a fifth less or more."), _("%(network)s: a close call")),
        "order.other": Say(_("The answers would place %(network)s elsewhere"), _("By the answers: %(networks)s. %(network)s has %(value)s of 5; as uncertain as some answers are, it may be %(low)s to %(high)s. The reason beside it may well say why it stands where it stands."), _("%(network)s: answers and place differ")),
    }),
    Check("E3.tactic_alive", "visibility", _("Is every tactic under way?"), tactics_alive, {
        "tactic.silent": Say(_("Nobody said whether it happened: %(tactic)s"), _("It was planned from %(begin_on)s until %(end_on)s. If it was done, its owner ticks it; if not, move it or stop it."), _("silent: %(tactic)s")),
        "tactics.alive": Say(_("Tactics under way: %(alive)s of %(begun)s"), COUNTED, _("%(alive)s of %(begun)s under way")),
        "tactics.in_time": Say(_("Tactics under way: %(alive)s of %(begun)s; for the others there is still time"), COUNTED, _("%(alive)s of %(begun)s under way, the others have time")),
        "tactics.not_yet": Say(_("No tactic is under way yet; there is still time"), COUNTED, _("none under way yet")),
        "tactics.some": Say(_("Tactics under way: %(alive)s of %(begun)s; still in time: %(waiting)s"), COUNTED, _("%(alive)s of %(begun)s under way")),
    }),
    Check("E5.growth_pace", "followers", _("Do enough people follow, and fast enough?"), _following, FOLLOWING),
    Check("E6.no_data", "kpis", _("Is every figure measured?"), measured, {
        "measured.all": Say(_("Every figure is measured"), "", _("%(measured)s of %(all)s measured")),
        "measured.young": Say(_("Figures that are measured: %(measured)s of %(all)s"), _("Still to be counted: %(missing)s. The strategy is young, nobody is late."), _("%(measured)s of %(all)s measured")),
        "measured.some": Say(_("Figures that are measured: %(measured)s of %(all)s"), _("For six weeks nobody has counted: %(missing)s."), _("%(measured)s of %(all)s measured")),
    }),
    Check("E6.unowned", "kpis", _("Does every figure have an owner?"), owned, {
        "unowned": Say(_("Nobody looks after: %(kpis)s"), _("A figure without an owner is soon a figure that nobody counts."), ngettext_lazy("one without an owner", "%(count)s without an owner", "count")),
    }),
)  # fmt: skip
