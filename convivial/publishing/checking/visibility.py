"""Does every kind of visibility that was planned happen: paid, earned, shared, owned (E3)? What went out is shared."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from convivial.lib import now as clock
from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging import covering
from convivial.strategy.judging.findings import Finding, NextStep
from convivial.strategy.models import Change, Progress, Tactic

from . import facts

Peso = Tactic.Peso
SPAN = timedelta(days=covering.QUIET_SPAN)


def quadrants(asked: Question) -> Iterator[Finding]:
    """Nothing for thirty days, though a tactic of its kind was on all the time. A tactic whose time is over and of
    which nobody said anything is E3.tactic_alive's."""
    spans: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for tactic in asked.parts(Tactic):
        if tactic.begins_on and tactic.status in ("planned", "running"):
            spans[tactic.peso].append((tactic.begins_on, _end(tactic)))
    if asked.began > asked.today - SPAN or not any(
        first <= asked.today - SPAN for some in spans.values() for first, _ in some
    ):
        return
    acts = _acts(asked)
    for peso in Peso:
        if peso == Peso.SHARED and not facts.networks(asked):
            continue  # of posts there nobody knows
        if covering.is_quiet(spans[peso], acts.get(peso, ()), asked.today):
            yield Finding(
                check="E3.peso_balance", chapter="visibility", certainty="enough", weight="watch",
                message=f"peso.{peso}", scope=peso, params={"days": covering.QUIET_SPAN},
                first=asked.today - SPAN, last=asked.today, planned=1, actual=0, limit=0,
                next_step=NextStep("strategy:chapter", "look_at_tactics", {"chapter": "visibility"}),
            )  # fmt: skip


def _end(tactic: Any) -> date | None:
    if tactic.ends_on or tactic.status == "running":
        return tactic.ends_on
    return tactic.begins_on + SPAN


def _acts(asked: Question) -> Mapping[str, list[date]]:
    """By kind of visibility, the days on which an owner said something, somebody let a tactic begin, or a post went
    out."""
    zone, kinds = asked.workspace.zone, {each.code: each.peso for each in asked.parts(Tactic)}
    since = clock.day_bounds(asked.today - SPAN, zone)[0]
    said = Progress.objects.filter(workspace=asked.workspace, at__gte=since).values_list("tactic_code", "at")
    changes = Change.objects.filter(workspace=asked.workspace, noun=Tactic.noun(), undoing=None, at__gte=since)
    begun = [
        (code, at)
        for code, at, after in changes.values_list("part_code", "at", "after")
        if after.get("status") in ("running", "done")
    ]
    acts: dict[str, list[date]] = defaultdict(list)
    for code, at in [*said, *begun]:
        if code in kinds:
            acts[kinds[code]].append(clock.day(at, zone))
    acts[Peso.SHARED] += [row.on for row in facts.went_out(asked)]
    return acts


HEARD = _(
    "A tactic of this kind was planned all the time, and for %(days)s days nobody said that anything happened. Its owner says how it goes, or it is moved or stopped."
)
CHECKS = (
    Check("E3.peso_balance", "visibility", _("Does every kind of visibility that was planned happen?"), quadrants, {
        "peso.paid": Say(_("Paid visibility: nothing for %(days)s days"), HEARD, _("paid: nothing for %(days)s days")),
        "peso.earned": Say(_("Earned visibility: nothing for %(days)s days"), HEARD, _("earned: nothing for %(days)s days")),
        "peso.shared": Say(_("Shared visibility: nothing for %(days)s days"), HEARD, _("shared: nothing for %(days)s days")),
        "peso.owned": Say(_("Owned visibility: nothing for %(days)s days"), HEARD, _("owned: nothing for %(days)s days")),
    }),
)  # fmt: skip
