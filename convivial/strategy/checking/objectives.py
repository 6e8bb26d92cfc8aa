"""Objectives: can they be measured, are there too many, and how far are they (E4 of the reference)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from convivial.strategy import figures, outlook
from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging import smart
from convivial.strategy.judging.certainty import Certainty, Weight, weight_of, worst
from convivial.strategy.judging.findings import Finding, NextStep
from convivial.strategy.models import NetworkChoice, Objective, Purpose


def chapter(slug: str, label: str, code: str = "") -> NextStep:
    """A button that leads into a chapter, to one of its parts."""
    return NextStep("strategy:chapter", label, {"chapter": slug, "end": f"#{code}" if code else ""})


def type_it(code: str = "") -> NextStep:
    """A button to where a figure is typed, with the part chosen already."""
    return NextStep("strategy:figures", "type_figure", {"end": f"?what={code}"} if code else {})


def smart_enough(asked: Question) -> Iterator[Finding]:
    for objective in asked.parts(Objective):
        lacks = smart.lacks(_plain(objective))
        if lacks:
            yield Finding(
                check="E4.smart", chapter="objectives", certainty="enough", weight="watch", message="smart.lacks",
                params={"objective": objective.statement, "lacks": list(lacks)}, scope=objective.code,
                planned=8, actual=8 - len(lacks), limit=4,
                next_step=chapter("objectives", "fill_in", objective.code),
            )  # fmt: skip


def balanced(asked: Question) -> Iterator[Finding]:
    objectives = asked.parts(Objective)
    found = smart.balance(_plain(each) for each in objectives)
    missing = [
        message
        for message, is_there in (("balance.no_short", found.has_short), ("balance.no_long", found.has_long))
        if objectives and not is_there
    ]  # fmt: skip
    for message in missing:
        yield Finding(
            check="E4.balance", chapter="objectives", certainty="enough", weight="watch", message=message,
            scope=message.partition(".")[2], next_step=chapter("objectives", "look_at_objectives"),
        )  # fmt: skip
    for objective in objectives if found.has_short else ():
        if objective.code in found.unsupported:
            yield Finding(
                check="E4.balance", chapter="objectives", certainty="enough", weight="watch",
                message="balance.unsupported", params={"objective": objective.statement}, scope=objective.code,
                next_step=chapter("objectives", "look_at_objectives", objective.code),
            )  # fmt: skip


def overloaded(asked: Question) -> Iterator[Finding]:
    found = smart.balance(_plain(each) for each in asked.parts(Objective))
    if found.is_overloaded:
        yield Finding(
            check="E4.overload", chapter="objectives", certainty="enough", weight="watch", message="overload",
            params={"primary": found.primary_count, "most": smart.MOST_PRIMARY}, planned=smart.MOST_PRIMARY,
            actual=found.primary_count, limit=2 * smart.MOST_PRIMARY,
            next_step=chapter("objectives", "look_at_objectives"),
        )  # fmt: skip


def at_odds(asked: Question) -> Iterator[Finding]:
    """Objectives that pull one figure both ways; and, next to the version before, more posts with fewer hours."""
    objectives = {each.code: each for each in asked.parts(Objective)}
    before = asked.version.based_on
    hours = posts = None
    if before is not None and before.number:
        hours = _pair(_hours(Purpose.objects.filter(version=before)), _hours(asked.parts(Purpose)))
        posts = _pair(_rhythm(NetworkChoice.objects.filter(version=before)), _rhythm(asked.parts(NetworkChoice)))
    for found in smart.conflicts((_plain(each) for each in objectives.values()), hours, posts):
        names = [objectives[code].statement for code in found.codes]
        params: dict[str, Any] = {"one": names[0], "other": names[1]} if names else {}
        if found.kind == "hours" and hours and posts:
            params = {"hours": hours[1], "hours_before": hours[0], "posts": posts[1], "posts_before": posts[0]}
        yield Finding(
            check="E4.conflict", chapter="objectives", certainty="enough", weight="watch",
            message=f"conflict.{found.kind}", params=params, scope="-".join(found.codes)[:60] or "hours",
            next_step=chapter("objectives", "look_at_objectives"),
        )  # fmt: skip


def _pair(before: float | None, after: float | None) -> tuple[float, float] | None:
    return None if before is None or after is None else (before, after)


def _hours(purposes: Iterable[Any]) -> float | None:
    return next((float(each.hours_per_week) for each in purposes if each.hours_per_week is not None), None)


def _rhythm(choices: Iterable[Any]) -> float | None:
    known = [float(each.rhythm_target) for each in choices if each.rhythm_target is not None]
    return sum(known) if known else None


def paces(asked: Question) -> Iterator[Finding]:
    primary = [each.code for each in asked.parts(Objective) if each.is_primary]
    for objective in asked.parts(Objective):
        rank = primary.index(objective.code) if objective.code in primary else None
        seen = outlook.of(asked, objective)
        if objective.verb == "keep_between":
            series = figures.series(asked, objective)
            if series:
                yield _kept(objective, series, seen, rank)
        elif seen is not None:
            yield pace("E4.pace", "objectives", seen, {"name": objective.statement, "rank": rank})


def pace(check: str, in_chapter: Any, seen: outlook.Outlook, about: Mapping[str, Any]) -> Finding:
    """Planned by now, actual, and how likely the target is by the due day (I.4)."""
    params = {"target": seen.target, "unit": seen.unit, "due_on": seen.due.isoformat(), **about}
    if seen.last is None:
        return Finding(
            check=check, chapter=in_chapter, certainty="not_enough", weight="info", message="pace.none",
            params=params, scope=seen.part, next_step=type_it(seen.part),
        )  # fmt: skip
    (day, actual), baseline = seen.last, seen.baseline or 0.0
    expected = _said(seen, seen.expected or 0.0)
    chance = {} if seen.chance is None else {"chance": round(100 * seen.chance)}
    is_late = (seen.on - day).days > 14 and not seen.is_over
    return Finding(
        check=check, chapter=in_chapter, certainty=seen.certainty, weight=WEIGHTS[seen.word](seen.certainty),
        message=f"pace.{seen.word}",
        params=params | chance | {
            "actual": actual, "expected": expected, "as_of_on": day.isoformat(),
            "gained": _said(seen, actual - baseline), "planned_gain": _said(seen, expected - baseline),
            "falls": seen.target < baseline, "is_whole": seen.is_whole,
            "is_ahead": (actual - expected) * (seen.target - baseline) > 0,
        },
        scope=seen.part, first=seen.start, last=min(seen.on, seen.due), planned=seen.expected or 0.0, actual=actual,
        limit=baseline if seen.expected != baseline else None,
        next_step=type_it(seen.part) if is_late else chapter(in_chapter, "look_at_plan", seen.part),
    )  # fmt: skip


def _said(seen: outlook.Outlook, value: float) -> float:
    """People are counted whole."""
    return round(value) if seen.is_whole else round(value, 1)


def _weighed(verdict: Any) -> Callable[[Certainty], Weight]:
    return lambda certainty: weight_of(verdict, certainty)


WEIGHTS: Mapping[str, Callable[[Certainty], Weight]] = {
    "likely": _weighed("likely"), "open": _weighed("open"), "unlikely": _weighed("unlikely"),
    "so_far_good": _weighed("fine"), "so_far_slow": _weighed("watch"), "so_far_behind": _weighed("watch"),
    "so_far_away": _weighed("watch"), "beyond": lambda _certainty: "info",
    "reached": _weighed("fine"), "missed": _weighed("act"),
}  # fmt: skip


def _kept(
    objective: Any, series: Sequence[tuple[date, float]], seen: outlook.Outlook | None, rank: int | None
) -> Finding:
    """``seen``: None while it has no day until when."""
    day, value = series[-1]
    is_inside = outlook.is_inside(objective, value)
    chance = {} if seen is None or seen.chance is None else {"chance": round(100 * seen.chance)}
    return Finding(
        check="E4.pace", chapter="objectives", certainty=worst(["early"]), weight="good" if is_inside else "watch",
        message="kept.inside" if is_inside else "kept.outside",
        params=chance | {
            "name": objective.statement, "actual": value, "low": float(objective.target or 0),
            "high": float(objective.target_top or 0), "unit": objective.unit, "as_of_on": day.isoformat(),
            "rank": rank,
        },
        scope=objective.code, next_step=type_it(objective.code),
    )  # fmt: skip


def _plain(objective: Any) -> smart.Objective:
    return smart.Objective(
        code=objective.code, verb=objective.verb, kpi=objective.kpi, baseline=_float(objective.baseline),
        target=_float(objective.target), target_high=_float(objective.target_top), unit=objective.unit,
        start=objective.start, due=objective.due, owner=str(objective.owner_id or ""), goal=objective.goal,
        is_primary=objective.is_primary,
    )  # fmt: skip


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


PACE_BAR, AHEAD = _("%(actual)s of %(expected)s by now"), _("%(actual)s, ahead of plan: %(expected)s by now")
UNTIL = _(
    "%(actual)s %(unit)s on %(as_of_on)s; by now it should be %(expected)s. The target is %(target)s until %(due_on)s."
)
CHANCE = _(
    "%(actual)s %(unit)s on %(as_of_on)s; by now it should be %(expected)s. As it goes, %(target)s until %(due_on)s comes true in %(chance)s of 100 ways."
)
OVER = _("%(actual)s %(unit)s on %(as_of_on)s. The target was %(target)s until %(due_on)s.")
PACE_OVER = _("%(actual)s of %(target)s")
BEYOND = _(
    "%(actual)s %(unit)s on %(as_of_on)s; the target until %(due_on)s is %(target)s. See whether the figure is right; if it is, aim higher."
)
PACES = {
    "pace.none": Say(_("No figure yet: %(name)s"), _("Type how it is today; then this says whether %(target)s %(unit)s until %(due_on)s is within reach."), _("no figure yet")),
    "pace.likely": Say(_("%(name)s: likely"), CHANCE, PACE_BAR, AHEAD),
    "pace.open": Say(_("%(name)s: open"), CHANCE, PACE_BAR, AHEAD),
    "pace.unlikely": Say(_("%(name)s: unlikely at this pace"), CHANCE, PACE_BAR, AHEAD),
    "pace.so_far_good": Say(_("%(name)s: on its way"), UNTIL, PACE_BAR, AHEAD),
    "pace.so_far_slow": Say(_("%(name)s: slower than planned"), UNTIL, PACE_BAR, AHEAD),
    "pace.so_far_behind": Say(_("%(name)s: far behind the plan"), UNTIL, PACE_BAR, AHEAD),
    "pace.so_far_away": Say(_("%(name)s: further away than at the start"), UNTIL, PACE_BAR, AHEAD),
    "pace.beyond": Say(_("%(name)s: more than was aimed for"), BEYOND, PACE_OVER),
    "pace.reached": Say(_("%(name)s: reached"), OVER, PACE_OVER),
    "pace.missed": Say(_("%(name)s: not reached"), OVER, PACE_OVER),
    "kept.inside": Say(_("%(name)s: within the bounds"), _("%(actual)s %(unit)s, between %(low)s and %(high)s."), _("%(actual)s, within the bounds")),
    "kept.outside": Say(_("%(name)s: outside of the bounds"), _("%(actual)s %(unit)s, planned between %(low)s and %(high)s."), _("%(actual)s, planned %(low)s to %(high)s")),
}  # fmt: skip

CHECKS = (
    Check("E4.smart", "objectives", _("Can every objective be measured?"), smart_enough, {
        "smart.lacks": Say(_("Not complete yet: %(objective)s"), _("It still needs %(lacks)s."), _("needs %(lacks)s")),
    }),
    Check("E4.balance", "objectives", _("Are there near and far objectives?"), balanced, {
        "balance.no_short": Say(_("Nothing to reach within three months"), _("A near objective shows early whether the far ones are within reach."), _("no near objective")),
        "balance.no_long": Say(_("Nothing to reach within a year or more"), _("Only a far objective says what the near ones are for."), _("no far objective")),
        "balance.unsupported": Say(_("Nothing near leads to: %(objective)s"), _("No near objective serves the same goal or is counted by the same figure. One that does shows early whether this one is within reach."), _("nothing near leads to a far one")),
    }),
    Check("E4.overload", "objectives", _("Are the most important objectives few enough?"), overloaded, {
        "overload": Say(_("%(primary)s objectives are all most important"), _("Up to %(most)s can be. Decide which ones give way."), _("%(primary)s most important ones")),
    }),
    Check("E4.conflict", "objectives", _("Do the objectives pull the same way?"), at_odds, {
        "conflict.opposite": Say(_("Two objectives pull in opposite directions"), _("“%(one)s” and “%(other)s” want the same figure both higher and lower at the same time. Decide which one goes first."), _("two pull apart")),
        "conflict.hours": Say(_("More posts with fewer hours"), _("The version before had %(hours_before)s hours for %(posts_before)s posts a week, this one has %(hours)s for %(posts)s. Something has to give way."), _("more posts, fewer hours")),
    }),
    Check("E4.pace", "objectives", _("Is every objective on its way?"), paces, PACES),
)  # fmt: skip
