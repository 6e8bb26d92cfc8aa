"""Where people get lost on the way, by what others counted for us (E7)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging import leaking
from convivial.strategy.judging.certainty import weight_of
from convivial.strategy.judging.findings import Finding
from convivial.strategy.models import Funnel, Reply, Stage

from .objectives import chapter

BACK = timedelta(days=183)  # older counts tell of another time
Counts = Mapping[str, int | None]


def leaks(asked: Question) -> Iterator[Finding]:
    if any(not funnel.is_on for funnel in asked.parts(Funnel)):
        return
    planned = [(here, there) for here, there in pairwise(asked.parts(Stage)) if here.conversion]
    told = _told(asked) if planned else []
    steps = {here.code: step for here, there in planned if (step := _step(here, there, told)) is not None}
    if not steps:
        return
    found = leaking.largest(step for step, _days in steps.values())
    if found.step is None:
        step, (first, last) = next(iter(steps.values()))
    else:
        step, (first, last) = found.step, steps[found.step.stage][1]
    here, there = next(pair for pair in planned if pair[0].code == step.stage)
    message = "few" if found.step is None else "fine" if found.verdict == "fine" else "here"
    yield Finding(
        check="E7.leak", chapter="funnel", certainty=found.certainty,
        weight="info" if found.step is None else weight_of(found.verdict, found.certainty), message=f"leak.{message}",
        params={
            "stage": here.name, "next": there.name, "came": step.count, "of": step.of,
            "share": round(100 * (step.told or 0), 1), "plan": round(100 * step.planned, 1),
            "first_on": first.isoformat(), "last_on": last.isoformat(),
        },
        first=first, last=last, planned=step.planned if found.step else None, actual=step.told,
        limit=step.planned * (1 - leaking.HALF) if found.step else None,
        next_step=chapter("funnel", "look_at_counts"),
    )  # fmt: skip


def _step(here: Any, there: Any, told: list[tuple[Counts, date, date]]) -> Any:
    """By the newest answer that knows both stages; with the days that it tells of."""
    for counts, first, last in told:
        of, count = counts.get(here.code), counts.get(there.code)
        if of is not None and count is not None:
            return leaking.Step(here.code, count, of, float(here.conversion) / 100), (first, last)
    return None


def _told(asked: Question) -> list[tuple[Counts, date, date]]:
    replies = Reply.objects.filter(
        asking__workspace=asked.workspace, asking__last__gte=asked.today - BACK, asking__last__lte=asked.today
    )
    return list(replies.order_by("-at", "-id").values_list("counts", "asking__first", "asking__last"))


CHECKS = (
    Check("E7.leak", "funnel", _("Where do most people get lost on the way?"), leaks, {
        "leak.here": Say(_("Most people get lost after “%(stage)s”"), _("%(came)s of %(of)s went on to “%(next)s” from %(first_on)s to %(last_on)s: %(share)s %%, planned %(plan)s %%. Ask there what keeps them."), _("after “%(stage)s” %(share)s %%, planned %(plan)s %%")),
        "leak.fine": Say(_("On the way as many go on as planned"), _("Furthest from the plan is “%(stage)s”: %(came)s of %(of)s went on to “%(next)s” from %(first_on)s to %(last_on)s, %(share)s %%, planned %(plan)s %%."), _("as many go on as planned")),
        "leak.few": Say(_("Too few people to say where they get lost"), _("%(of)s were counted at “%(stage)s” from %(first_on)s to %(last_on)s; below a hundred a share says nothing."), _("too few people to say")),
    }),
)  # fmt: skip
