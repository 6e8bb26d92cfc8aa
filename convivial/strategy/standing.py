"""Where each chapter stands, for the current version and the draft, in one question to the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import TextField
from django.db.models.expressions import RawSQL

from convivial.team import explaining
from convivial.team.models import Workspace

from .chapters import CHAPTERS, COUNTED, Chapter
from .models import NOUNS, Funnel, Version

EMPTY, EXAMPLE, WRITTEN = "empty", "example", "written"


@dataclass(frozen=True)
class Standing:
    """A version and how far its chapters are. ``there``: the nouns of which it has at least one part."""

    version: Version
    states: Mapping[str, str]
    there: frozenset[str]

    @property
    def written(self) -> int:
        """How many of the seven are written by the organisation itself."""
        return sum(self.states[chapter.slug] == WRITTEN for chapter in COUNTED)

    @property
    def is_complete(self) -> bool:
        return self.written == len(COUNTED)

    @property
    def has_examples(self) -> bool:
        return EXAMPLE in self.states.values()

    @property
    def count(self) -> int:
        return len(COUNTED)


def standings(workspace: Workspace) -> dict[str, Standing]:
    """By state: "current" and "draft", each only if there is one."""
    found = workspace.strategy_versions.exclude(state=Version.State.PAST)
    return {version.state: standing(version) for version in asked(found)}


def standing_of(workspace: Workspace, number: int) -> Standing | None:
    found = asked(workspace.strategy_versions.filter(number=number)).first()
    return standing(found) if found else None


def asked(versions: Any) -> Any:
    """With everything that ``standing`` reads."""
    people = ("adoption__by", "adoption__seconded_by", "proposal__by", "made_by", "based_on")
    told = RawSQL(_told(), (), output_field=TextField())  # noqa: S611
    return versions.select_related("workspace", *people).annotate(
        told=told, who_and_why=explaining.first("workspace", rather="made_by")
    )


def standing(version: Any) -> Standing:
    told = frozenset(version.told.split())
    return Standing(version, {chapter.slug: _state(chapter, told) for chapter in CHAPTERS}, told & NOUNS.keys())


@cache
def _told() -> str:
    """The nouns that there are, ``own_…`` those of which one is confirmed, in a line. It is put together from names
    of our own alone, and by hand: Django takes longer to write some forty such questions than all else of a page."""
    asked_for = {noun: (model, "TRUE") for noun, model in NOUNS.items()}
    asked_for |= {f"own_{chapter.key_noun}": (NOUNS[chapter.key_noun], "NOT still_example") for chapter in CHAPTERS}
    asked_for["funnel_off"] = (Funnel, "NOT is_on")
    return " || ".join(
        f"CASE WHEN EXISTS (SELECT 1 FROM {model._meta.db_table} WHERE version_id = strategy_version.id AND {which})"  # noqa: S608
        f" THEN '{name} ' ELSE '' END"
        for name, (model, which) in asked_for.items()
    )


def _state(chapter: Chapter, told: Collection[str]) -> str:
    if chapter.slug == "funnel" and "funnel_off" in told:
        return WRITTEN
    if f"own_{chapter.key_noun}" in told:
        return WRITTEN
    return EXAMPLE if chapter.key_noun in told else EMPTY
