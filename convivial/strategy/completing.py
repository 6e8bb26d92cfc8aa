"""What a strategy still needs to be complete, each in a sentence that leads to where it is mended.

The gate follows the reference's part B.5: a persona that is more than assumed or a day to ask; a short and a long
objective that one can check; a reason for each network; pillars that make a hundred; a tactic for being seen and one
for followers, each with an owner; at most twelve figures, each with its "out of what", today's value and an owner;
stages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .chapters import OF_NOUN, Chapter
from .models import (
    FollowerTactic,
    Funnel,
    Kpi,
    NetworkChoice,
    Objective,
    Persona,
    Pillar,
    Stage,
    Tactic,
    Version,
)  # fmt: skip
from .showing import Names, Row, number

MOST_KPIS = 12
WHOLE, ROUNDING = Decimal(100), Decimal("0.5")


@dataclass(frozen=True)
class Missing:
    sentence: str
    noun: str

    @property
    def chapter(self) -> Chapter:
        return OF_NOUN[self.noun]


def missing(version: Version) -> list[Missing]:
    """Nothing: the strategy is complete. One query a noun."""
    return [
        *_personas(version), *_objectives(version), *_pillars(version), *_networks(version), *_tactics(version),
        *_kpis(version), *_funnel(version), *_examples(version),
    ]  # fmt: skip


def _personas(version: Version) -> Iterator[Missing]:
    first = Persona.objects.filter(version=version, priority=Persona.Priority.PRIMARY)
    if not first:
        yield Missing(_("Say which persona comes first."), "persona")
    elif not any(persona.known != Persona.Known.ASSUMED or persona.plan_to_check_on for persona in first):
        yield Missing(
            _("What you know about your first persona is assumed. Set a day by which you will ask one."), "persona"
        )


def _objectives(version: Version) -> Iterator[Missing]:
    objectives = list(Objective.objects.filter(version=version))
    horizons = {objective.horizon for objective in objectives}
    if "short" not in horizons:
        yield Missing(_("There is no objective for the next three months."), "objective")
    if "long" not in horizons:
        yield Missing(_("There is no objective for the long run, a year or more."), "objective")
    for objective in objectives:
        lacking = _lacking(objective)
        if lacking:
            words = {"objective": objective.statement, "what": ", ".join(lacking)}
            yield Missing(_("“%(objective)s” cannot be checked yet. It lacks: %(what)s.") % words, "objective")


def _lacking(objective: Objective) -> list[str]:
    asked = (
        (objective.baseline, _("the number of today")), (objective.target, _("the number you want")),
        (objective.unit, _("a unit")), (objective.due, _("a day")), (objective.owner_id, _("an owner")),
        (objective.goal, _("the goal it serves")),
    )  # fmt: skip
    return [words for value, words in asked if value in (None, "")]


def _pillars(version: Version) -> Iterator[Missing]:
    pillars = list(Pillar.objects.filter(version=version))
    whole = sum((pillar.share or Decimal(0) for pillar in pillars), Decimal(0))
    if not pillars:
        yield Missing(_("There are no pillars yet."), "pillar")
    elif abs(whole - WHOLE) > ROUNDING:
        yield Missing(_("The shares of the pillars make %(n)s, not 100.") % {"n": number(whole)}, "pillar")


def _networks(version: Version) -> Iterator[Missing]:
    networks = list(NetworkChoice.objects.filter(version=version))
    if not networks:
        yield Missing(_("No network is chosen yet."), "networkchoice")
    names = Names(version)
    for network in networks:
        if not network.reason.strip():
            said = {"network": Row(network, names).title}
            yield Missing(_("Say in a sentence why %(network)s stands where it stands.") % said, "networkchoice")


def _tactics(version: Version) -> Iterator[Missing]:
    if not Tactic.objects.filter(version=version, owner__isnull=False).exists():
        yield Missing(_("No tactic for being seen has an owner."), "tactic")
    if not FollowerTactic.objects.filter(version=version, owner__isnull=False).exists():
        yield Missing(_("No way of winning followers has an owner."), "followertactic")


def _kpis(version: Version) -> Iterator[Missing]:
    kpis = list(Kpi.objects.filter(version=version))
    if not kpis:
        yield Missing(_("There is no figure to watch yet."), "kpi")
    if len(kpis) > MOST_KPIS:
        yield Missing(
            _("%(n)s figures are more than anybody watches. Keep twelve at most.") % {"n": len(kpis)}, "kpi"
        )
    asked: tuple[tuple[str, Any], ...] = (
        ("denominator", _("out of what they are counted")), ("baseline", _("the number of today")),
        ("owner_id", _("an owner")),
    )  # fmt: skip
    for name, words in asked:
        lacking = [kpi.label for kpi in kpis if getattr(kpi, name) in (None, "")]
        if lacking:
            said = {"figures": ", ".join(lacking), "what": words}
            sentence = ngettext("%(figures)s lacks %(what)s.", "%(figures)s lack %(what)s.", len(lacking))
            yield Missing(sentence % said, "kpi")


def _funnel(version: Version) -> Iterator[Missing]:
    if Funnel.objects.filter(version=version, is_on=False).exists():
        return
    stages = list(Stage.objects.filter(version=version))
    if not stages:
        yield Missing(_("The funnel has no stages. Name them, or switch it off."), "stage")
    for stage in stages:
        if not stage.definition.strip():
            yield Missing(_("Say when somebody is at “%(stage)s”.") % {"stage": stage.name}, "stage")


def _examples(version: Version) -> Iterator[Missing]:
    for model in (Pillar, Objective, NetworkChoice, Tactic, FollowerTactic, Kpi, Stage):
        count = model.objects.filter(version=version, still_example=True).count()
        if count:
            said = ngettext("%(n)s part is still the example.", "%(n)s parts are still the example.", count)
            yield Missing(said % {"n": count}, model.noun())
