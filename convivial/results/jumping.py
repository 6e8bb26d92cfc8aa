"""Figures that jump, with what happened on that day (E6.anomaly), and followers that nothing of ours explains
(E5.spike). A jump is told for two weeks; an answer to it holds for that day alone. Nobody is accused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from convivial.lib import now as clock
from convivial.lib.shortening import shortened
from convivial.publishing.checking import facts
from convivial.strategy import figures
from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging.certainty import LEAST
from convivial.strategy.judging.findings import Finding, NextStep
from convivial.strategy.judging.jumping import LEAST_WEEKS, Jump, gains, jumps
from convivial.strategy.models import FollowerTactic, Kpi, Tactic

from .happened import REACTIONS, went_out
from .models import Figure

LATELY = timedelta(days=13)  # with today, two weeks
MOST = 3  # findings at a time (I.3)
MONTH = timedelta(days=30)  # a tactic that does not say until when (``strategy.checking``)
FOLLOWING_ON = timedelta(days=2)  # so long after a post people come because of it (ours)
USUAL_OF = timedelta(days=56)
MUCH = 2.0  # times the usual: what a post did that explains a jump (ours)
SEE = NextStep("results:results", "see_results")


@dataclass(frozen=True)
class Leap:
    """A jump of the followers on a network, or of a KPI. ``why``: names of what there was then; ``rows``: posts."""

    of: str
    jump: Jump
    why: list[str]
    rows: list[facts.Said]
    kpi: Any = None


def leaps(asked: Question) -> list[Leap]:
    """Of each figure the farthest; the farthest first."""
    return asked.once("leaps", lambda: sorted(_leaps(asked), key=lambda leap: -leap.jump.far))


def _leaps(asked: Question) -> Iterator[Leap]:
    since = asked.today - LATELY
    for network in facts.networks(asked):
        for jump in jumps(gains(figures.sourced(asked, "followers", network)), since, asked.today)[:1]:
            rows = _posts(asked, jump.on, network)
            yield Leap(network, jump, [*_tactics(asked, jump.on, network), *_named(rows)], rows)
    for kpi in asked.parts(Kpi):
        if kpi.key == "followers":
            continue  # by network, above
        series = figures.series(asked, kpi)
        if len(series) >= 7 * LEAST_WEEKS:
            for jump in jumps(_of_days(kpi, series), since, asked.today, figures.is_count(kpi))[:1]:
                rows = _posts(asked, jump.on, kpi.network)
                yield Leap(kpi.label, jump, [*_tactics(asked, jump.on, kpi.network), *_named(rows)], rows, kpi)


def _of_days(kpi: Any, series: figures.Series) -> Mapping[date, float]:
    return gains(series) if kpi.aggregation == Kpi.Aggregation.LAST else dict(series)


def _posts(asked: Question, day: date, network: str) -> list[facts.Said]:
    rows = [row for row in facts.said(asked) if day - FOLLOWING_ON <= row.on <= day]
    return [row for row in rows if not network or row.network == network]


def _named(rows: list[facts.Said]) -> list[str]:
    return [f"“{shortened(row.text)}”" for row in {row.post: row for row in reversed(rows)}.values()]


def _tactics(asked: Question, day: date, network: str) -> list[str]:
    """Those under way on a day, on this network or without one."""
    chosen = [*asked.parts(FollowerTactic), *asked.parts(Tactic)]
    here = [each for each in chosen if not (each.network and network) or each.network == network]
    return [each.name for each in here if each.status in ("running", "done") and _is_on(each, day)]


def _is_on(tactic: Any, day: date) -> bool:
    begins = tactic.begins_on
    return begins is not None and begins <= day <= (tactic.ends_on or begins + MONTH)


def jumped(asked: Question) -> Iterator[Finding]:
    told = [leap for leap in leaps(asked) if not _is_spike(asked, leap)]
    yield from (_jumped(leap) for leap in told[:MOST])


def _jumped(leap: Leap) -> Finding:
    jump, what = leap.jump, "kpi" if leap.kpi else "followers"
    side = "up" if jump.is_up else "left" if jump.value < 0 and not leap.kpi else "down"
    return Finding(
        check="E6.anomaly", chapter="kpis", certainty=jump.certainty, weight="info" if jump.is_up else "watch",
        message=f"{what}.{side}{'' if leap.why else '_alone'}", scope=_scope(leap),
        params={
            ("name" if leap.kpi else "network"): leap.of, "jumped_on": jump.on.isoformat(), "usual": jump.usual,
            "value": abs(jump.value) if side == "left" else jump.value, "why": leap.why,
        },
        first=jump.on, last=jump.on, next_step=_step(leap), evidence=facts.evidence(leap.rows),
    )  # fmt: skip


def _step(leap: Leap) -> NextStep:
    if leap.kpi is None:
        return SEE
    return NextStep("strategy:figures", "type_figure", {"end": f"?what={leap.kpi.code}"})


def _scope(leap: Leap) -> str:
    about = leap.kpi.code if leap.kpi else f"network:{leap.of}"
    return f"{about}:{leap.jump.on.isoformat()}"


def unexplained(asked: Question) -> Iterator[Finding]:
    """A sudden gain, while no tactic was under way and no post did more than usual."""
    for leap in leaps(asked):
        if _is_spike(asked, leap):
            yield Finding(
                check="E5.spike", chapter="followers", certainty="early", weight="watch", message="spike",
                scope=_scope(leap), params={
                    "network": leap.of, "jumped_on": leap.jump.on.isoformat(), "value": leap.jump.value,
                    "usual": leap.jump.usual,
                },
                first=leap.jump.on, last=leap.jump.on, next_step=SEE, evidence=facts.evidence(leap.rows),
            )  # fmt: skip


def _is_spike(asked: Question, leap: Leap) -> bool:
    if leap.kpi or not leap.jump.is_up or _tactics(asked, leap.jump.on, leap.of):
        return False
    return not leap.rows or not _did_much(asked, leap)


def _did_much(asked: Question, leap: Leap) -> bool:
    """Whether one of its posts did twice as much as is usual there; where nobody knows what is usual, it may have."""
    did = asked.once(f"reactions {leap.of}", lambda: _reactions(asked, leap.of))
    if len(did) < LEAST["posts"]:
        return True
    posts, most = {row.post for row in leap.rows}, MUCH * max(median(did.values()), 1)
    return any(did.get(post, 0) >= most for post in posts)


def _reactions(asked: Question, network: str) -> Mapping[str, int]:
    """By post, of eight weeks: what people did with it on a network, as last counted."""
    zone = asked.workspace.zone
    begin = clock.day_bounds(asked.today - LATELY - USUAL_OF, zone)[0]
    out = went_out(asked.workspace, begin, clock.day_bounds(asked.today, zone)[1]).filter(channel__network=network)
    rows = Figure.objects.filter(
        publication__in=out, observation=F("publication__figures_due__latest"), name__in=REACTIONS
    )
    return dict(rows.order_by().values_list("publication__variant__post__code").annotate(n=Sum("value")))


WHY = _("On such a weekday it is usually about %(usual)s. What there was at the time: %(why)s.")
ALONE = _("On such a weekday it is usually about %(usual)s. Nothing of ours went out or was under way at the time.")
TITLES = {
    "followers.up": (
        _("%(network)s: %(value)s new followers on %(jumped_on)s, unusually many"),
        _("%(network)s: unusually many new followers"),
    ),
    "followers.down": (
        _("%(network)s: %(value)s new followers on %(jumped_on)s, unusually few"),
        _("%(network)s: unusually few new followers"),
    ),
    "followers.left": (
        _("%(network)s: %(value)s fewer followers on %(jumped_on)s"), _("%(network)s: many left on one day"),
    ),
    "kpi.up": (_("%(name)s: %(value)s on %(jumped_on)s, unusually much"), _("%(name)s: unusually much")),
    "kpi.down": (_("%(name)s: %(value)s on %(jumped_on)s, unusually little"), _("%(name)s: unusually little")),
}  # fmt: skip
CHECKS = (
    Check("E6.anomaly", "kpis", _("Did a figure jump?"), jumped, {
        f"{message}{alone}": Say(title, text, bar)
        for message, (title, bar) in TITLES.items()
        for alone, text in (("", WHY), ("_alone", ALONE))
    }),
    Check("E5.spike", "followers", _("Do we know where new followers come from?"), unexplained, {
        "spike": Say(
            _("%(network)s: %(value)s new followers on %(jumped_on)s, and we do not know why"),
            _(
                "On such a weekday it is usually about %(usual)s. No tactic was under way, and no post did much more "
                "than usual. Perhaps somebody spoke of us; perhaps these are accounts behind which nobody reads. "
                "Look at a few of them before you count on them."
            ),
            _("%(network)s: new followers, we do not know why"),
        ),
    }),
)  # fmt: skip
