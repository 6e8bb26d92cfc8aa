"""Whom and what the posts leave out: objectives that nothing serves, and people at stages for whom nothing went out
(E4 and E7)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging import covering
from convivial.strategy.judging.certainty import of_posts
from convivial.strategy.judging.findings import Finding
from convivial.strategy.models import Funnel, Objective, Persona, Stage

from . import facts
from .content import WRITE

LATELY = timedelta(days=14)  # B.3, E4.unserved


def served(asked: Question) -> Iterator[Finding]:
    """Objectives that run for two weeks without a post; said once posts are tied to objectives at all."""
    since = asked.today - LATELY
    running = [each for each in asked.parts(Objective) if _runs(each, asked)]
    rows = [row for row in facts.posts(asked) if row.objective]
    if not running or not rows or asked.first > since:
        return
    lately = {row.objective for row in rows if row.on > since}
    about: dict[str, Any] = {"check": "E4.unserved", "chapter": "objectives", "certainty": of_posts(len(rows))}
    about |= {"first": since, "last": asked.today, "next_step": WRITE}
    missed = [each for each in running if each.code not in lately]
    for objective in missed:
        yield Finding(
            **about, weight="watch", message="objective.unserved", params={"objective": objective.statement},
            scope=objective.code, planned=1, actual=0, limit=0,
            evidence=facts.evidence(row for row in rows if row.objective == objective.code),
        )  # fmt: skip
    if not missed:
        served_by = facts.evidence(row for row in rows if row.on > since)
        params = {"count": len(running)}
        yield Finding(**about, weight="good", message="objectives.served", params=params, evidence=served_by)


def _runs(objective: Any, asked: Question) -> bool:
    start = objective.start or asked.began
    return bool(start <= asked.today - LATELY and (objective.due is None or objective.due >= asked.today))


def met(asked: Question) -> Iterator[Finding]:
    """Every persona at every stage; what is empty is told, for nobody can fill all of it at once."""
    personas, stages = asked.parts(Persona), asked.parts(Stage)
    if not personas or not stages or any(not funnel.is_on for funnel in asked.parts(Funnel)):
        return
    rows = [row for row in facts.posts(asked) if row.persona and row.stage]
    names = {each.code: each.name for each in (*personas, *stages)}
    empty = covering.empty_cells(
        ((row.persona, row.stage) for row in rows), [each.code for each in personas], [each.code for each in stages]
    )
    certainty, whole = of_posts(len(rows)), len(personas) * len(stages)
    message = "pairs.too_early" if certainty == "not_enough" else "pairs.empty" if empty else "pairs.filled"
    yield Finding(
        check="E7.persona_x_stage", chapter="funnel", certainty=certainty,
        weight="too_early" if certainty == "not_enough" else "good" if not empty else "info", message=message,
        params={
            "pairs": [f"{names[persona]} – {names[stage]}" for persona, stage in empty], "count": len(empty),
            "whole": whole, "total": len(rows), "days": asked.days,
        },
        first=asked.first, last=asked.today, planned=whole, actual=whole - len(empty), limit=0, next_step=WRITE,
        evidence=facts.evidence(rows),
    )  # fmt: skip


CHECKS = (
    Check("E4.unserved", "objectives", _("Does every objective get posts?"), served, {
        "objective.unserved": Say(_("Nothing serves it: %(objective)s"), _("No post of the last two weeks is tied to it. Write one for it, or ask whether it still matters."), _("no posts for “%(objective)s”")),
        "objectives.served": Say(ngettext_lazy("The objective got posts", "All %(count)s objectives got posts", "count"), _("In the last two weeks, as far as they are tied."), _("every objective has posts")),
    }),
    Check("E7.persona_x_stage", "funnel", _("Does everybody find something at every stage?"), met, {
        "pairs.filled": Say(_("There is something for everybody at every stage"), _("Posts %(in_days)s that say for whom and where: %(total)s."), _("everybody finds something")),
        "pairs.empty": Say(
            ngettext_lazy("One pair of people and stage got nothing", "%(count)s pairs of people and stage got nothing", "count"),
            _("Without a post %(in_days)s: %(pairs)s. There are %(whole)s pairs in all. Not all of them have to be filled, but nobody should be forgotten by accident."),
            ngettext_lazy("one pair empty", "%(count)s pairs empty", "count"),
        ),
        "pairs.too_early": Say(_("Too early to say whether anybody is forgotten"), _("Posts %(in_days)s that say for whom and where: %(total)s. Five would be enough to tell.")),
    }),
)  # fmt: skip
