"""From four answers to a working strategy: for whom, one objective, three pillars, networks in order.

It is current at once and holds for 90 days. What the starting set adds beyond the answers stays marked as an example
until a strategist confirms it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import translation

from convivial.journal.recording import record
from convivial.lib import now as clock
from convivial.team.models import User, Workspace

from .catalogue import kpis
from .catalogue.profiles import profile
from .errors import AlreadyThere
from .laying_out import lay_out
from .models import Adoption, Kpi, NetworkChoice, Objective, Persona, Pillar, PillarExample, Purpose, Version
from .starting_sets import starting_set

HOLDS = timedelta(days=90)
TWO_PRIMARIES = 10  # hours a week that carry a second primary network
SECONDARIES = 2


@dataclass(frozen=True)
class Answers:
    """``persona`` is a name, ``for_whom`` a sentence; ``pillars`` and ``networks`` stand in their order."""

    for_whom: str
    persona: str
    statement: str
    pillars: Sequence[str]
    networks: Sequence[str]
    baseline: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    due: date | None = None
    hours_per_week: Decimal | None = None
    starting_set: str = ""
    language: str = ""  # of the set's words; the workspace's own where nothing is said


def start(workspace: Workspace, by: User, answers: Answers) -> Version:
    """Raises ``AlreadyThere`` when there is a strategy."""
    today, language = clock.day(clock.now(), workspace.zone), answers.language or workspace.language
    with transaction.atomic():
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
        if workspace.strategy_versions.exists():
            raise AlreadyThere
        version = Version.objects.create(
            workspace=workspace, made_by=by, begins_on=today, valid_until=today + HOLDS,
            starting_set=answers.starting_set,
            language=language if answers.starting_set else translation.get_language() or language,
        )  # fmt: skip
        if answers.starting_set:
            found = starting_set(answers.starting_set, language)
            lay_out(version, found.content, today, language)
        _answer(version, by, answers, today)
        version.state, version.number = Version.State.CURRENT, 1
        version.save(update_fields=["state", "number", "begun"])
        Adoption.objects.create(version=version, by=by)
        record("strategy.start", workspace=workspace.pk, by=by.pk, thing="strategy", code=version.code)
    return version


def _answer(version: Version, by: User, answers: Answers, today: date) -> None:
    purpose = Purpose.objects.filter(version=version).first() or Purpose(version=version)
    hours = {"hours_per_week": answers.hours_per_week} if answers.hours_per_week else {}
    _confirm(version, purpose, for_whom=answers.for_whom, **hours)
    persona = Persona.objects.filter(version=version).first() or Persona(version=version)
    who = {}
    if persona.name != answers.persona:
        persona, who = _fresh(persona), {"who": answers.for_whom}
    _confirm(version, persona, name=answers.persona, **who)
    _objective(version, by, answers, today)
    _pillars(version, answers.pillars)
    _networks(version, by, answers.networks, answers.hours_per_week)


def _objective(version: Version, by: User, answers: Answers, today: date) -> None:
    objective = Objective.objects.filter(version=version).first() or Objective(version=version)
    if objective.statement != answers.statement:
        objective = _fresh(objective)
    _confirm(
        version, objective,
        statement=answers.statement, baseline=answers.baseline, target=answers.target, unit=answers.unit,
        start=today, due=answers.due, owner=by,
    )  # fmt: skip

    _kpi(version, by, objective, answers.language or version.workspace.language)


def _kpi(version: Version, by: User, objective: Objective, language: str) -> None:
    """The figure by which the objective is counted is one to watch."""
    kpi = Kpi.objects.filter(version=version, key=objective.kpi).first() if objective.kpi else None
    own: dict[str, Any] = {}
    if kpi is None:
        Kpi.objects.filter(version=version).update(position=F("position") + 1)
        kpi = Kpi(version=version)
        own = {
            "label": objective.statement[:80], "unit": objective.unit, "denominator": _plain_count(language),
            "source": Kpi.Source.HAND, "level": Objective.Level.OUTCOME,
        }  # fmt: skip
    _confirm(version, kpi, baseline=objective.baseline, target=objective.target, owner=by, **own)


def _plain_count(language: str) -> str:
    with translation.override(language):
        return str(kpis.COUNT)


def _pillars(version: Version, names: Sequence[str]) -> None:
    """Those of the set that were kept keep their words; the shares of the set hold when all of it was kept."""
    known = {pillar.name.casefold(): pillar for pillar in Pillar.objects.filter(version=version)}
    kept = [known.pop(name.casefold(), None) for name in names]
    is_whole = not known and all(kept)
    gone = [pillar.code for pillar in known.values()]
    PillarExample.objects.filter(version=version, pillar__in=gone).delete()
    Pillar.objects.filter(version=version, code__in=gone).delete()
    for place, (name, pillar) in enumerate(zip(names, kept, strict=True)):
        share = pillar.share if is_whole and pillar else even_share(place, len(names))
        _confirm(
            version, pillar or Pillar(version=version), name=name, position=place, hue=place % 8 + 1, share=share
        )


def even_share(place: int, count: int) -> int:
    """The same for all in whole per cent; the first get what is left over."""
    share, left = divmod(100, count)
    return share + (1 if place < left else 0)


def _networks(version: Version, by: User, names: Sequence[str], hours: Decimal | None) -> None:
    known = {choice.network: choice for choice in NetworkChoice.objects.filter(version=version)}
    NetworkChoice.objects.filter(version=version).exclude(network__in=names).delete()
    for place, name in enumerate(names):
        choice = known.get(name) or _proposed(version, name)
        tier = tier_at(place, hours)
        if choice.tier != tier and not choice._state.adding and tier == NetworkChoice.Tier.PRIMARY:
            choice.rhythm_min, choice.rhythm_target, choice.rhythm_max = map(_number, profile(name).rhythm)
        _confirm(version, choice, tier=tier, position=place, owner=by)


def tier_at(place: int, hours: Decimal | None) -> str:
    """One network is primary, a second one where the hours carry it; two are secondary; the others are kept alive."""
    primaries = 2 if (hours or 0) >= TWO_PRIMARIES else 1
    if place < primaries:
        return NetworkChoice.Tier.PRIMARY
    return NetworkChoice.Tier.SECONDARY if place < primaries + SECONDARIES else NetworkChoice.Tier.PRESENCE


def _proposed(version: Version, network: str) -> NetworkChoice:
    about = profile(network)
    low, planned, high = map(_number, about.rhythm)
    return NetworkChoice(
        version=version, network=network, role=about.role, reason=str(about.sentence),
        rhythm_min=low, rhythm_target=planned, rhythm_max=high,
    )  # fmt: skip


def _number(value: float) -> Decimal:
    return Decimal(str(value))


def _fresh(part: Any, **words: Any) -> Any:
    """Somebody else than the example: the same place and code, none of its words."""
    return type(part)(pk=part.pk, version=part.version, code=part.code, position=part.position, **words)


def _confirm(version: Version, part: Any, **words: Any) -> None:
    """What was answered is ours; what the example says beside it stays the example."""
    for name, value in words.items():
        setattr(part, name, value)
    part.still_example = False
    part.save()
    if begun := part.says(besides=words):
        version.begun[part.code] = begun
