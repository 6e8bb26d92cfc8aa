"""What the strategy says to whoever writes: its pillars, and for whom, what for and where on the way each one is.

guide = guiding.guide(workspace)      # one or two queries; empty while there is no strategy
posts.annotate(in_force=guiding.in_force("workspace"))    # or along with something else,
guide = guiding.of_version(post.in_force)                 # and mostly none
guide.follows(pillar)                 # what comes with a pillar by itself
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import CharField, F, FloatField, IntegerField, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast

from convivial.team.models import Workspace

from .models import Objective, Persona, Pillar, Stage, Version

Follows = Mapping[str, str]  # noun to code
# What objectives are about, stage by stage from hearing of us to recommending us.
KINDS = (
    ("awareness", "reputation", "insight"),
    ("engagement", "community", "traffic"),
    ("leads", "sales", "recruiting"),
    ("loyalty", "service", "crisis_readiness"),
    ("advocacy",),
)


@dataclass(frozen=True)
class Aim:
    """A part that a post can be tied to. ``says`` and ``more``: what the strategy says about it, in its own words;
    ``share``: per cent of the posts, planned; ``leads``: noun to the codes that usually come with it."""

    noun: str
    position: int
    code: str
    name: str
    says: str
    more: str
    hue: int
    share: float
    leads: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Guide:
    aims: Sequence[Aim]

    @cached_property
    def by_code(self) -> Mapping[str, Aim]:
        return {aim.code: aim for aim in self.aims}

    @property
    def pillars(self) -> Sequence[Aim]:
        return self.of("pillar")

    def of(self, noun: str) -> Sequence[Aim]:
        return [aim for aim in self.aims if aim.noun == noun]

    def has(self, noun: str, code: str) -> bool:
        return code in self.by_code and self.by_code[code].noun == noun

    def follows(self, pillar: str) -> Follows:
        """Persona, objective and stage of a pillar, as far as the strategy says so. A strategy with one persona alone
        writes for that one."""
        if not self.has("pillar", pillar):
            return {}
        leads = self.by_code[pillar].leads
        persona = self._first("persona", leads["persona"]) or self._only("persona")
        objective = self._first("objective", leads["objective"])
        return {"persona": persona, "objective": objective, "stage": self._stage(objective)}

    def _stage(self, objective: str) -> str:
        """Where an objective says so, else the place on the way that its kind usually has (D.1 of the reference)."""
        if not objective:
            return ""
        leads, stages = self.by_code[objective].leads, self.of("stage")
        place = next((n for n, kinds in enumerate(KINDS) if leads["kind"][0] in kinds), None)
        usual = stages[min(place, len(stages) - 1)].code if stages and place is not None else ""
        return self._first("stage", leads["stage"]) or usual

    def _first(self, noun: str, codes: Sequence[str]) -> str:
        return next((code for code in codes if self.has(noun, code)), "")

    def _only(self, noun: str) -> str:
        all_of_them = self.of(noun)
        return all_of_them[0].code if len(all_of_them) == 1 else ""


def guide(workspace: Workspace) -> Guide:
    current = workspace.strategy_versions.filter(state=Version.State.CURRENT)
    return of_version(current.values_list("code", flat=True).first())


def in_force(workspace: str) -> Subquery:
    """The code of the version in force as part of another question; ``workspace`` is the field that points at it."""
    current = Version.objects.filter(workspace=OuterRef(workspace), state=Version.State.CURRENT)
    return Subquery(current.values("code")[:1])


def of_version(code: str | None) -> Guide:
    """Of a version that is or was in force; "" is none."""
    return _read(code) if code else Guide(())


@lru_cache(maxsize=200)
def _read(code: str) -> Guide:
    """Kept, for none of this can change any more once a version is in force (``Part.small``)."""
    first, *others = (_told(*question).filter(version__code=code) for question in QUESTIONS)
    found = [_aim(*row) for row in first.union(*others, all=True)]
    nouns = [noun for _, noun, _ in QUESTIONS]
    return Guide(sorted(found, key=lambda aim: (nouns.index(aim.noun), aim.position)))


def _none() -> Any:
    return Value("", output_field=TextField())


def _list(name: str) -> Any:
    return Cast(name, TextField())


NOTHING = {"colour": Value(0), "part": Value(0), "says": _none(), "more": _none(), "one": _none(), "other": _none()}
QUESTIONS: tuple[tuple[Any, str, dict[str, Any]], ...] = (
    (Pillar, "pillar", {
        "title": F("name"), "says": F("purpose"), "more": F("tone"), "colour": F("hue"), "part": F("share"),
        "one": _list("personas"), "other": _list("objectives"),
    }),
    (Persona, "persona", {**NOTHING, "title": F("name"), "says": F("who"), "more": F("beliefs_wanted")}),
    (Objective, "objective", {**NOTHING, "title": F("statement"), "one": F("stage"), "other": F("kind")}),
    (Stage, "stage", {**NOTHING, "title": F("name"), "says": F("our_job")}),
)  # fmt: skip
COLUMNS = ("title", "says", "more", "colour", "part", "one", "other")


def _told(model: Any, noun: str, columns: dict[str, Any]) -> QuerySet[Any]:
    kinds = {"colour": IntegerField(), "part": FloatField()}
    asked = {f"t_{name}": Cast(columns[name], kinds.get(name, TextField())) for name in COLUMNS}
    rows = model.objects.order_by().annotate(t_noun=Value(noun, output_field=CharField()), **asked)
    told: QuerySet[Any] = rows.values_list("t_noun", "position", "code", *(f"t_{name}" for name in COLUMNS))
    return told


def _aim(
    noun: str, position: int, code: str, name: str, says: str, more: str, hue: int, share: float | None, one: str,
    other: str,
) -> Aim:  # fmt: skip
    if noun == "pillar":
        leads = {"persona": json.loads(one or "[]"), "objective": json.loads(other or "[]")}
    else:
        leads = {"stage": [one], "kind": [other]} if noun == "objective" else {}
    return Aim(noun, position, code, name, says, more, hue, share or 0.0, leads)
