"""What objectives and figures tell, and how old they are (E4, E6)."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from convivial.strategy import figures
from convivial.strategy.catalogue import kpis
from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging import levels, upkeep
from convivial.strategy.judging.findings import Finding
from convivial.strategy.models import Kpi, Objective

from .objectives import chapter, type_it


def outcomes(asked: Question) -> Iterator[Finding]:
    """One objective or figure says what people did, or what it brought. Nothing while one does not say at all."""
    objectives = asked.parts(Objective)
    known = [level_of(each, each.kpi) for each in objectives] + [
        level_of(each, each.key) for each in asked.parts(Kpi)
    ]
    if objectives and all(known) and levels.tells_outcome(known) is False:
        yield Finding(
            check="E4.outcome_level", chapter="objectives", certainty="enough", weight="watch", message="outcome.none", next_step=chapter("objectives", "look_at_objectives"),
        )  # fmt: skip


def level_of(part: Any, key: str) -> str:
    """As it says itself, else by the dictionary; "" where nobody knows."""
    figure = kpis.BY_KEY.get(key)
    return str(part.level or (figure.level if figure else ""))


def old_figures(asked: Question) -> Iterator[Finding]:
    """Objectives under way whose last figure is old. Those that are counted like a KPI are left to the KPIs."""
    elsewhere = {each.key for each in asked.parts(Kpi) if not each.network} - {""}
    for objective in asked.parts(Objective):
        is_over = objective.due is not None and objective.due < asked.today
        series = [] if is_over or objective.kpi in elsewhere else figures.series(asked, objective)
        if not series:
            continue
        day, most = series[-1][0], upkeep.oldest(objective.start, objective.due)
        if (asked.today - day).days > most:
            yield Finding(
                check="E4.stale", chapter="objectives", certainty="enough", weight="watch", message="stale",
                params={"objective": objective.statement, "counted_on": day.isoformat(), "most": most},
                scope=objective.code, planned=most, actual=(asked.today - day).days, limit=3 * most,
                next_step=type_it(objective.code),
            )  # fmt: skip


def vain(asked: Question) -> Iterator[Finding]:
    found = levels.vanity(level_of(each, each.key) for each in asked.parts(Kpi))
    if found.is_too_much:
        yield Finding(
            check="E6.vanity_share", chapter="kpis", certainty="enough", weight="watch", message="vanity",
            params={"seen": found.count, "all": found.total}, planned=levels.MOST_OUTPUT, actual=found.share, limit=1,
            next_step=chapter("kpis", "look_at_figures"),
        )  # fmt: skip


CHECKS = (
    Check("E4.outcome_level", "objectives", _("Does something say what people did?"), outcomes, {
        "outcome.none": Say(_("No objective and no figure says what people did"), _("All of them count what we did, or what was seen or liked. One should count visits, orders, sign-ups: what somebody did."), _("none counts what people did")),
    }),
    Check("E4.stale", "objectives", _("Is every objective counted often enough?"), old_figures, {
        "stale": Say(_("Counted last on %(counted_on)s: %(objective)s"), _("A figure that is older than %(most)s days says little about where you are. Type how it is today."), _("counted last on %(counted_on)s")),
    }),
    Check("E6.vanity_share", "kpis", _("Do the figures tell more than who saw it?"), vain, {
        "vanity": Say(_("%(seen)s of %(all)s figures only tell who saw it"), _("Being seen is a means. Put one in its place that says what people made of it, or what they did."), _("%(seen)s of %(all)s only tell who saw it")),
    }),
)  # fmt: skip
