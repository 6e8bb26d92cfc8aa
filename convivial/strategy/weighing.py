"""Which networks the answers would put first, and whether that order would hold (E.1 of the reference). A starting
point for a talk: the strategist decides, with a reason."""

from collections.abc import Iterable, Mapping
from typing import Any

from .judging import effort, scoring
from .judging.scoring import Candidate, Criterion, Evidence, Mark
from .models import NetworkChoice, Persona, PersonaNetwork

QUESTIONS = tuple(scoring.QUESTIONS)


def candidates(
    choices: Iterable[NetworkChoice], personas: Iterable[Persona], uses: Iterable[PersonaNetwork], hours: float
) -> list[Candidate]:
    """Networks of which at least one question was answered. ``hours``: a week, that there are for all of it."""
    focus = {each.code: float(each.share_of_focus) for each in personas if each.share_of_focus}
    found = list(uses)
    return [_candidate(each, focus, found, hours) for each in choices if _answers(each)]


def _candidate(choice: Any, focus: Mapping[str, float], uses: list[Any], hours: float) -> Candidate:
    needed = float(choice.rhythm_min or 0) * effort.UNKNOWN / 60
    marks: dict[Criterion, Mark] = dict(scoring.from_answers(_answers(choice)))
    mine = [each for each in uses if each.network == choice.network and each.share is not None]
    if any(each.persona in focus for each in mine):
        pairs = [(focus[each.persona], float(each.share) / 100) for each in mine if each.persona in focus]
        is_own = all(each.evidence in ("own", "survey") for each in mine)
        marks["audience"] = Mark(min(scoring.audience_fit(pairs), scoring.BEST), "own" if is_own else "third")
    if hours:
        marks["effort"] = Mark(scoring.effort_mark(needed, hours), "third")
    return Candidate(choice.network, marks, needed)


def _answers(choice: Any) -> dict[str, Mark]:
    told = {name: (getattr(choice, name), getattr(choice, f"{name}_known")) for name in QUESTIONS}
    return {name: Mark(float(value), _evidence(known)) for name, (value, known) in told.items() if value is not None}


def _evidence(known: str) -> Evidence:
    return "own" if known == "own" else "third" if known == "third" else "assumed"
