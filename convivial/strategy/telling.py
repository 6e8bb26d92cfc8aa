"""Small changes as one reads them: which part, which field, from what to what, why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from convivial.team.models import User, Workspace

from .changing import kept, restored
from .comparing import FieldDifference
from .models import NOUNS, Change, Part, Version
from .nouns import NOUNS as CALLED
from .showing import Names, Row, spelled

SHOWN = 20


@dataclass(frozen=True)
class ToldChange:
    change: Change
    title: str
    fields: Sequence[FieldDifference]
    is_undone: bool
    can_undo: bool


def small_changes(workspace: Workspace, nouns: Sequence[str] = ()) -> list[ToldChange]:
    """The newest first; of some nouns only, or of all. A query a noun, and one for the people."""
    found = workspace.strategy_changes.select_related("by", "version", "undoing__by")
    changes = list((found.filter(noun__in=nouns) if nouns else found)[:SHOWN])
    parts, people = _parts(changes), _people(changes)
    return [
        _told(change, parts.get((change.noun, change.version_id, change.part_code)), people) for change in changes
    ]


def otherwise(draft: Version) -> list[ToldChange]:
    """What was changed in force since a draft was begun, and the draft says otherwise; a query a noun at most."""
    begun = Change.objects.filter(version=draft.based_on_id, at__gte=draft.made_at, undoing=None)
    changes = list(begun.select_related("by", "version__workspace"))
    parts, people, copies = _parts(changes), _people(changes), _copies(changes, draft)
    return [
        _told(change, part, people)
        for change in changes
        if (part := parts.get((change.noun, change.version_id, change.part_code)))
        and (copy := copies.get((change.noun, change.part_code)))
        and kept(copy, list(change.after)) != kept(part, list(change.after))
    ]


def _copies(changes: Sequence[Change], draft: Version) -> Mapping[tuple[str, str], Part]:
    nouns = {change.noun for change in changes}
    return {(noun, part.code): part for noun in nouns for part in NOUNS[noun].objects.filter(version=draft)}


def _parts(changes: Sequence[Change]) -> Mapping[tuple[str, int, str], Part]:
    found: dict[tuple[str, int, str], Part] = {}
    for noun in {change.noun for change in changes}:
        codes = [change.part_code for change in changes if change.noun == noun]
        for part in NOUNS[noun].objects.filter(code__in=codes):
            found[noun, part.version_id, part.code] = part
    return found


def _people(changes: Sequence[Change]) -> Mapping[int, str]:
    """What the owners before and after are called."""
    kept = [{**change.before, **change.after} for change in changes] + [change.before for change in changes]
    ids = {words[name] for words in kept for name in ("owner", "backup") if words.get(name)}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _told(change: Change, part: Part | None, people: Mapping[int, str]) -> ToldChange:
    names = Names(change.version)
    title = Row(part, names).title if part else str(CALLED[change.noun].one)
    is_undone = hasattr(change, "undoing")
    can_undo = not is_undone and change.version.state == Version.State.CURRENT
    return ToldChange(
        change, title, [_field(change, name, names, people) for name in change.before], is_undone, can_undo
    )


def _field(change: Change, name: str, names: Names, people: Mapping[int, str]) -> FieldDifference:
    field: Any = NOUNS[change.noun]._meta.get_field(name)
    before, after = (_spelled(field, kept[name], names, people) for kept in (change.before, change.after))
    return FieldDifference(field.verbose_name, before, after)


def _spelled(field: Any, kept: Any, names: Names, people: Mapping[int, str]) -> str:
    if kept is None or kept == "":
        return ""
    return people.get(kept, "–") if field.related_model is User else spelled(field, restored(field, kept), names)
