"""Was everybody told who should be, and is what is counted made use of (E6)? What meetings, decisions and reading links
tell."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Min, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from convivial.lib import now as clock
from convivial.strategy import checks
from convivial.strategy.catalogue import kpis
from convivial.strategy.checking.objectives import chapter
from convivial.strategy.checking.others import known_since
from convivial.strategy.checks import Check, Question, Say, Step
from convivial.strategy.judging import upkeep
from convivial.strategy.judging.findings import Finding, NextStep
from convivial.strategy.models import Decision, Hypothesis, Kpi, Objective, ReadingLink, ReportPlan

from .models import Closing, Judgement, Meeting, Words

Audience = ReportPlan.Audience


def reported(asked: Question) -> Iterator[Finding]:
    """The team is told by Monday pages and reviews that were closed; others by reviews, and by links with which the
    strategy is read. Nobody knows who was told what aloud: whoever was can answer the finding."""
    plans = asked.parts(ReportPlan)
    known, last = (_known_since(asked), _last_told(asked)) if plans else ({}, {})
    for plan in plans:
        since, day = known.get(plan.code, asked.began), last.get(plan.audience)
        late = upkeep.days_missed(day, since, plan.every, asked.today)
        if late:
            yield Finding(
                check="E6.report_missed", chapter="kpis", certainty="enough", weight="watch",
                message=f"report.{plan.audience}.{'late' if day else 'never'}", scope=plan.code,
                params={"every": plan.every, "told_on": day.isoformat() if day else ""},
                first=max(day or since, since), last=asked.today, planned=upkeep.TERMS[plan.every][0],
                actual=upkeep.TERMS[plan.every][0] + late, next_step=_to(plan),
            )  # fmt: skip


def _to(plan: Any) -> NextStep:
    return (
        NextStep("meeting:monday", "open_monday")
        if plan.audience == Audience.TEAM
        else NextStep("strategy:links", "hand_out")
    )


def _known_since(asked: Question) -> Mapping[str, date]:
    """Since when each plan to report is in force, in whichever version."""
    plans = ReportPlan.objects.filter(version__workspace=asked.workspace, version__begins_on__isnull=False)
    return dict(plans.order_by().values_list("code").annotate(first=Min("version__begins_on")))


def _last_told(asked: Question) -> Mapping[str, date]:
    """By audience, the last day on which they were told."""
    until = clock.day_bounds(asked.today, asked.workspace.zone)[1]
    closed = Closing.objects.filter(meeting__workspace=asked.workspace, at__lt=until)
    kinds = dict(closed.order_by().values_list("meeting__kind").annotate(last=Max("at")))
    links = ReadingLink.objects.filter(workspace=asked.workspace).values_list("made_at", "opened_at")
    read = [at for pair in links for at in pair if at and at < until]
    review = [kinds[Meeting.Kind.REVIEW]] if Meeting.Kind.REVIEW in kinds else []
    team, others = [*kinds.values()], [*review, *read]
    found: dict[str, list[datetime]] = {Audience.TEAM: team, Audience.MANAGEMENT: others, Audience.BOARD: others}
    return {audience: clock.day(max(days), asked.workspace.zone) for audience, days in found.items() if days}


def used(asked: Question) -> Iterator[Finding]:
    """Figures that nothing named for two quarters. Words are searched for names, so it is an early sign at best."""
    chosen = asked.parts(Kpi)
    since = known_since(asked) if chosen else {}
    old = [kpi for kpi in chosen if upkeep.is_unused(since.get(kpi.code, asked.began), asked.today, is_cited=False)]
    named = _named(asked) if old else None
    unused = [kpi for kpi in old if named and not named(kpi)]
    if unused:
        yield Finding(
            check="E6.metric_to_decision", chapter="kpis", certainty="early", weight="watch", message="unused",
            params={"count": len(unused), "kpis": [kpi.label for kpi in unused]}, planned=len(chosen),
            actual=len(chosen) - len(unused), limit=0, next_step=chapter("kpis", "look_at_figures", unused[0].code),
        )  # fmt: skip


def _named(asked: Question) -> Any:
    """Answers whether a KPI is named in a decision, a belief, or a meeting of the last two quarters."""
    first = asked.today - timedelta(days=upkeep.TWO_QUARTERS)
    begin = clock.day_bounds(first, asked.workspace.zone)[0]
    decisions = Decision.objects.filter(Q(on__gte=first) | Q(outcome__on__gte=first), workspace=asked.workspace)
    rows = [*decisions.values_list("question", "options", "choice", "reason", "evidence", "outcome__note")]
    new = Q(at__gte=begin) | Q(verdict__on__gte=first) | Q(verdict=None, by_date__gte=first)
    beliefs = list(
        Hypothesis.objects.filter(new, workspace=asked.workspace).values_list("kpi", "believe", "threshold")
    )
    said = Words.objects.filter(meeting__workspace=asked.workspace, at__gte=begin).values_list("text")
    words = "\n".join(str(text) for row in [*rows, *(row[1:] for row in beliefs), *said] for text in row if text)
    judged = Judgement.objects.filter(meeting__workspace=asked.workspace, at__gte=begin)
    codes = set(judged.values_list("objective", flat=True))
    keys = {row[0] for row in beliefs} | {each.kpi for each in asked.parts(Objective) if each.code in codes}
    return lambda kpi: bool(kpi.key and kpi.key in keys) or _is_in(words.casefold(), kpi)


def _is_in(words: str, kpi: Any) -> bool:
    names = [kpi.label, str(kpis.BY_KEY[kpi.key].title) if kpi.key in kpis.BY_KEY else ""]
    return any(name.casefold() in words for name in names if name)


STEPS = {
    "open_monday": Step(_("Open the Monday page"), "monday.see"),
    "hand_out": Step(_("Make a link to read"), "strategy.hand_out"),
}
TEAM_LATE = _(
    "Agreed was %(every)s; the last time that we know of was %(told_on)s. Counted are Monday pages and reviews that were closed."
)
TEAM_NEVER = _("Agreed was %(every)s; we know of no time yet. Counted are Monday pages and reviews that were closed.")
OTHERS_LATE = _(
    "Agreed was %(every)s; the last time that we know of was %(told_on)s. Counted are reviews that were closed, and links by which the strategy is read."
)
OTHERS_NEVER = _(
    "Agreed was %(every)s; we know of no time yet. Counted are reviews that were closed, and links by which the strategy is read."
)
TEAM, MANAGEMENT, BOARD = (
    _("The team was not told as agreed"), _("The management was not told as agreed"),
    _("The board was not told as agreed"),
)  # fmt: skip

CHECKS = (
    Check("E6.report_missed", "kpis", _("Was everybody told who should be?"), reported, {
        "report.team.late": Say(TEAM, TEAM_LATE, _("the team was not told")),
        "report.team.never": Say(TEAM, TEAM_NEVER, _("the team was not told")),
        "report.management.late": Say(MANAGEMENT, OTHERS_LATE, _("the management was not told")),
        "report.management.never": Say(MANAGEMENT, OTHERS_NEVER, _("the management was not told")),
        "report.board.late": Say(BOARD, OTHERS_LATE, _("the board was not told")),
        "report.board.never": Say(BOARD, OTHERS_NEVER, _("the board was not told")),
    }),
    Check("E6.metric_to_decision", "kpis", _("Does every figure lead to decisions?"), used, {
        "unused": Say(
            ngettext_lazy("One figure was named in no decision for half a year", "%(count)s figures were named in no decision for half a year", "count"),
            _("No decision, no belief and no meeting names: %(kpis)s. A figure by which nobody decides can be left out."),
            ngettext_lazy("one figure led to nothing", "%(count)s figures led to nothing", "count"),
        ),
    }),
)  # fmt: skip


def register() -> None:
    checks.register(*CHECKS)
    checks.steps(STEPS)
