"""Where each chapter stands, for the current version and the draft, in one question to the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

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
    return versions.select_related("workspace", *people).annotate(**_questions())


def standing(version: Any) -> Standing:
    there = frozenset(noun for noun in NOUNS if getattr(version, f"has_{noun}"))
    return Standing(version, {chapter.slug: _state(chapter, version) for chapter in CHAPTERS}, there)


def _questions() -> dict[str, Any]:
    parts = {noun: model.objects.filter(version=OuterRef("pk")) for noun, model in NOUNS.items()}
    own = {
        f"own_{chapter.key_noun}": Exists(parts[chapter.key_noun].filter(still_example=False)) for chapter in CHAPTERS
    }
    off = Exists(Funnel.objects.filter(version=OuterRef("pk"), is_on=False))
    return {f"has_{noun}": Exists(rows) for noun, rows in parts.items()} | own | {"funnel_off": off}


def _state(chapter: Chapter, version: Any) -> str:
    if chapter.slug == "funnel" and version.funnel_off:
        return WRITTEN
    if getattr(version, f"own_{chapter.key_noun}"):
        return WRITTEN
    return EXAMPLE if getattr(version, f"has_{chapter.key_noun}") else EMPTY
