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
    Part,
    Persona,
    Pillar,
    Stage,
    Tactic,
    Version,
)  # fmt: skip
from .showing import Row, number
from .whole import Whole, read

MOST_KPIS = 12
ASKED_ABOUT: tuple[type[Part], ...] = (Pillar, Objective, NetworkChoice, Tactic, FollowerTactic, Kpi, Stage)
NEEDED = (*(model.noun() for model in ASKED_ABOUT), "persona", "funnel")
WHOLE, ROUNDING = Decimal(100), Decimal("0.5")


@dataclass(frozen=True)
class Missing:
    sentence: str
    noun: str

    @property
    def chapter(self) -> Chapter:
        return OF_NOUN[self.noun]


def missing(version: Version, found: Whole | None = None, with_examples: bool = True) -> list[Missing]:
    """Nothing: the strategy is complete. ``found``: the version, where it has been read already; ``with_examples``:
    says what each part lacks that is still the example, too."""
    found = found or read(version, NEEDED, with_people=False)
    return [
        *_personas(found), *_objectives(found, with_examples), *_pillars(found), *_networks(found), *_tactics(found),
        *_kpis(found, with_examples),
        *_funnel(found), *_examples(found),
    ]  # fmt: skip


def _personas(found: Whole) -> Iterator[Missing]:
    first = [persona for persona in found.of(Persona) if persona.priority == Persona.Priority.PRIMARY]
    if not first:
        yield Missing(_("Say which persona comes first."), "persona")
    elif not any(persona.known != Persona.Known.ASSUMED or persona.plan_to_check_on for persona in first):
        yield Missing(
            _("What you know about your first persona is assumed. Set a day by which you will ask one."), "persona"
        )


def _objectives(found: Whole, with_examples: bool) -> Iterator[Missing]:
    objectives = found.of(Objective)
    horizons = {objective.horizon for objective in objectives}
    if "short" not in horizons:
        yield Missing(_("There is no objective for the next three months."), "objective")
    if "long" not in horizons:
        yield Missing(_("There is no objective for the long run, a year or more."), "objective")
    for objective in objectives:
        lacking = _lacking(objective)
        if lacking and (with_examples or not objective.still_example):
            words = {"objective": objective.statement, "what": ", ".join(lacking)}
            yield Missing(_("“%(objective)s” cannot be checked yet. It lacks: %(what)s.") % words, "objective")


def _lacking(objective: Objective) -> list[str]:
    asked = (
        (objective.baseline, _("the number of today")), (objective.target, _("the number you want")),
        (objective.unit, _("a unit")), (objective.due, _("a day")), (objective.owner_id, _("an owner")),
        (objective.goal, _("the goal it serves")),
    )  # fmt: skip
    return [words for value, words in asked if value in (None, "")]


def _pillars(found: Whole) -> Iterator[Missing]:
    pillars = found.of(Pillar)
    whole = sum((pillar.share or Decimal(0) for pillar in pillars), Decimal(0))
    if not pillars:
        yield Missing(_("There are no pillars yet."), "pillar")
    elif abs(whole - WHOLE) > ROUNDING:
        yield Missing(_("The shares of the pillars make %(n)s, not 100.") % {"n": number(whole)}, "pillar")


def _networks(found: Whole) -> Iterator[Missing]:
    networks = found.of(NetworkChoice)
    if not networks:
        yield Missing(_("No network is chosen yet."), "networkchoice")
    for network in networks:
        if not network.reason.strip():
            said = {"network": Row(network, found.names).title}
            yield Missing(_("Say in a sentence why %(network)s stands where it stands.") % said, "networkchoice")


def _tactics(found: Whole) -> Iterator[Missing]:
    if not any(tactic.owner_id for tactic in found.of(Tactic)):
        yield Missing(_("No tactic for being seen has an owner."), "tactic")
    if not any(tactic.owner_id for tactic in found.of(FollowerTactic)):
        yield Missing(_("No way of winning followers has an owner."), "followertactic")


def _kpis(found: Whole, with_examples: bool) -> Iterator[Missing]:
    kpis = found.of(Kpi)
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
        asked_of = [kpi for kpi in kpis if with_examples or not kpi.still_example]
        lacking = [kpi.label for kpi in asked_of if getattr(kpi, name) in (None, "")]
        if lacking:
            said = {"figures": ", ".join(lacking), "what": words}
            sentence = ngettext("%(figures)s lacks %(what)s.", "%(figures)s lack %(what)s.", len(lacking))
            yield Missing(sentence % said, "kpi")


def _funnel(found: Whole) -> Iterator[Missing]:
    if any(not funnel.is_on for funnel in found.of(Funnel)):
        return
    stages = found.of(Stage)
    if not stages:
        yield Missing(_("The funnel has no stages. Name them, or switch it off."), "stage")
    for stage in stages:
        if not stage.definition.strip():
            yield Missing(_("Say when somebody is at “%(stage)s”.") % {"stage": stage.name}, "stage")


def _examples(found: Whole) -> Iterator[Missing]:
    for model in ASKED_ABOUT:
        count = sum(part.has_example for part in found.of(model))
        if count:
            said = ngettext("%(n)s part is still the example.", "%(n)s parts are still the example.", count)
            yield Missing(said % {"n": count}, model.noun())
