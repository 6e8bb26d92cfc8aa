"""What each tactic for followers brought: more a day than without it, next to what it was meant to bring
(E5.tactic_lift, I.3)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from convivial.strategy import figures
from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging.certainty import tempered
from convivial.strategy.judging.findings import Finding, NextStep
from convivial.strategy.judging.jumping import gains
from convivial.strategy.judging.lifting import Lift, lift
from convivial.strategy.models import FollowerTactic

MONTH = timedelta(days=30)  # a tactic that does not say until when (``strategy.checking``)
OLD = timedelta(days=90)  # over for longer: history


def lifts(asked: Question) -> Iterator[Finding]:
    begun = [each for each in asked.parts(FollowerTactic) if _has_begun(each, asked.today)]
    for tactic in begun:
        last = min(_end(tactic), asked.today)
        found = lift(gains(figures.sourced(asked, "followers", tactic.network)), tactic.begins_on, last)
        if found is not None:
            others = [each.name for each in begun if each is not tactic and _overlap(tactic, each)]
            yield _told(tactic, found, last, others, asked.today)


def _has_begun(tactic: Any, today: date) -> bool:
    """Somebody says that it runs or is done."""
    is_done = tactic.status in ("running", "done")
    return is_done and tactic.begins_on is not None and tactic.begins_on <= today <= _end(tactic) + OLD


def _overlap(one: Any, other: Any) -> bool:
    is_there = not (one.network and other.network) or one.network == other.network
    return is_there and one.begins_on <= _end(other) and other.begins_on <= _end(one)


def _told(tactic: Any, found: Lift, last: date, others: list[str], today: date) -> Finding:
    planned = tactic.expected if _end(tactic) < today else None
    whole = max(round(found.whole), 0)
    is_short = bool(planned) and found.high * found.days < (planned or 0)
    return Finding(
        check="E5.tactic_lift", chapter="followers", certainty=found.certainty,
        weight=tempered("watch" if is_short else "info", found.certainty),
        message=f"lift.{'short' if is_short else found.side}{'_among' if others else ''}", scope=tactic.code,
        params={
            "tactic": tactic.name, "a_day": abs(found.a_day), "low": found.low, "high": found.high,
            "whole": whole, "days": found.days, "others": others, "planned": planned,
        },
        first=tactic.begins_on, last=last, planned=planned, actual=whole if planned else None,
        limit=0 if planned else None,
        next_step=NextStep("strategy:chapter", "look_at_tactic", {"chapter": "followers", "end": f"#{tactic.code}"}),
    )  # fmt: skip


def _end(tactic: Any) -> date:
    end: date = tactic.ends_on or tactic.begins_on + MONTH
    return end


METHOD = _(
    "Days of it counted: %(days)s, next to the trend of up to eight weeks before. It may be anything from %(low)s to "
    "%(high)s a day; what else began on the same day is in it, too."
)
AMONG = format_lazy("{} {}", METHOD, _("Under way at the same time: %(others)s."))
TITLES = {
    "more": (
        _("%(tactic)s: about %(a_day)s more new followers a day than without it"),
        _("%(tactic)s: about %(a_day)s more a day"),
    ),
    "fewer": (
        _("%(tactic)s: about %(a_day)s fewer new followers a day than before"), _("%(tactic)s: fewer than before"),
    ),
    "none": (
        _("%(tactic)s: no more new followers than chance brings"), _("%(tactic)s: no more than chance brings"),
    ),
    "short": (
        _("%(tactic)s: about %(whole)s followers more than without it, planned %(planned)s"),
        _("%(tactic)s: %(whole)s of %(planned)s new followers"),
    ),
}  # fmt: skip
CHECK = Check("E5.tactic_lift", "followers", _("What does each tactic for followers bring?"), lifts, {
    f"lift.{side}{among}": Say(title, text, bar)
    for side, (title, bar) in TITLES.items()
    for among, text in (("", METHOD), ("_among", AMONG))
})  # fmt: skip
