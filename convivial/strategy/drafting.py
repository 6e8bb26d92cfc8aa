"""The next version while it is made: a copy of what is in force, in which everything can be changed.

Whoever changes something takes a proposal back: the second pair of eyes looks at exactly what becomes current.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import translation

from convivial.journal.recording import record
from convivial.team.models import User, Workspace

from . import reading
from .catalogue import tactics
from .errors import AlreadyThere, Unchangeable
from .laying_out import about_figure
from .models import NOUNS, Part, Proposal, Version


def prepare(workspace: Workspace, by: User) -> Version:
    """Begins a draft as a copy of the current version. Raises ``AlreadyThere`` when somebody has begun one."""
    with transaction.atomic():
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
        if reading.draft(workspace):
            raise AlreadyThere
        current = reading.current(workspace)
        draft = Version.objects.create(
            workspace=workspace, made_by=by, based_on=current, starting_set=current.starting_set if current else "",
            begun=current.begun if current else {}, language=current.language if current else "",
        )  # fmt: skip
        if current:
            _copy(current, draft)
        record("strategy.prepare", workspace=workspace.pk, by=by.pk, thing="strategy", code=draft.code)
    return draft


def discard(draft: Version, by: User) -> None:
    with _writing(draft, by, "strategy.discard"):
        draft.delete()


def add(draft: Version, by: User, noun: str, words: Mapping[str, Any]) -> Part:
    """Puts a new part at the end of its noun; of a noun that stands alone there is one at most."""
    model = NOUNS[noun]
    with _writing(draft, by, "strategy.add", noun):
        there = model.objects.filter(version=draft)
        if model.is_single and there.exists():
            raise AlreadyThere
        last = there.order_by("-position").values_list("position", flat=True).first()
        part: Part = model.objects.create(version=draft, position=0 if last is None else last + 1, **words)
    return part


def change(part: Part, by: User, words: Mapping[str, Any]) -> None:
    """Whoever changes an example makes it their own: what is asked for at once, and what they wrote. What stood
    behind "More" and was left as it was stays the example until somebody says yes to it."""
    changed = [name for name, value in words.items() if getattr(part, name) != value]
    with _writing(part.version, by, "strategy.change", part.noun()):
        for name, value in words.items():
            setattr(part, name, value)
        _keep_begun(part, changed)
        part.still_example = False
        part.save()


def order(part: Part, by: User, step: int) -> None:
    """Moves a part ``step`` places later, or earlier when it is negative."""
    with _writing(part.version, by, "strategy.order", part.noun()):
        parts = list(type(part).objects.filter(version=part.version))
        here = next(place for place, each in enumerate(parts) if each.pk == part.pk)
        parts.insert(max(here + step, 0), parts.pop(here))
        for place, each in enumerate(parts):
            each.position = place
        type(part).objects.bulk_update(parts, ["position"])


def leave_out(part: Part, by: User) -> None:
    with _writing(part.version, by, "strategy.leave_out", part.noun()):
        part.delete()


def put_back(draft: Version, by: User, noun: str, code: str) -> Part:
    """Takes a part that was left out from the version that the draft began with. Raises ``AlreadyThere``."""
    model = NOUNS[noun]
    with _writing(draft, by, "strategy.put_back", noun):
        if model.objects.filter(version=draft, code=code).exists():
            raise AlreadyThere
        part: Part = model.objects.get(version=draft.based_on, code=code)
        part.pk, part.version = None, draft
        part._state.adding = True
        part.save()
    return part


def confirm(parts: Iterable[Part], by: User) -> None:
    """Yes, this is ours: parts of one noun are no example any more."""
    parts = list(parts)
    if not parts:
        return
    with _writing(parts[0].version, by, "strategy.confirm", parts[0].noun()):
        type(parts[0]).objects.filter(pk__in=[part.pk for part in parts]).update(still_example=False)
        _put_begun(parts[0].version, {part.code: [] for part in parts})


def _keep_begun(part: Part, changed: Sequence[str]) -> None:
    """After a change: what of an example nobody has said yet."""
    of_the_set = part.says() if part.still_example else part.begun
    left = [name for name in of_the_set if name not in changed and name not in part.asked]
    if part.has_example:
        _put_begun(part.version, {part.code: left})


def _put_begun(version: Version, told: Mapping[str, list[str]]) -> None:
    both = {**Version.objects.values_list("begun", flat=True).get(pk=version.pk), **told}
    version.begun = {code: names for code, names in both.items() if names}
    version.save(update_fields=["begun"])


def choose(draft: Version, by: User, noun: str, keys: Iterable[str], words: Mapping[str, Any]) -> int:
    """Adds what was ticked in a catalogue and is not there yet; says how many. ``words`` go to each of them."""
    there = chosen(draft, noun)
    wanted = [key for key in keys if key not in there]
    with translation.override(draft.workspace.language):
        proposed = [_chosen(noun, key) for key in wanted]
    for each in proposed:
        add(draft, by, noun, {**each, **words})
    return len(proposed)


def chosen(draft: Version, noun: str) -> set[str]:
    """The keys of a catalogue that the draft has already."""
    return {getattr(part, "key", "") for part in NOUNS[noun].objects.filter(version=draft)}


def _chosen(noun: str, key: str) -> dict[str, Any]:
    if noun == "kpi":
        return about_figure(key)
    way = tactics.BY_KEY[key]
    about = {"key": key, "name": str(way.name)}
    return about | {"peso": way.group} if noun == "tactic" else about


def _copy(source: Version, draft: Version) -> None:
    for model in NOUNS.values():
        parts = list(model.objects.filter(version=source))
        for part in parts:
            part.pk, part.version = None, draft
        model.objects.bulk_create(parts)


@contextmanager
def _writing(draft: Version, by: User, act: str, noun: str = "") -> Iterator[None]:
    """One act on a draft that still is one: a proposal is taken back, the journal is told."""
    with transaction.atomic():
        found = Version.objects.select_for_update(no_key=True).filter(pk=draft.pk).first()
        if found is None or not found.is_draft:
            raise Unchangeable
        Proposal.objects.filter(version=draft).delete()
        yield
        record(act, workspace=draft.workspace_id, by=by.pk, thing="strategy", code=draft.code, noun=noun)
