"""A small change: figures, owners and days of what is in force, with one sentence of reason; and taking it back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from convivial.journal.recording import record
from convivial.team.models import User

from . import checks
from .errors import ChangedSince, NeedsReason, NothingChanged, Unchangeable
from .models import NOUNS, Change, Part, Undoing, Version
from .renewing import renew_after

FEEDS = {
    "objective": "E4.", "networkchoice": "E2.", "tactic": "E3.", "followerplan": "E5.", "followertactic": "E5.",
    "kpi": "E6.", "stage": "E7.",
}  # fmt: skip


def change(part: Part, by: User, words: Mapping[str, Any], reason: str) -> Change:
    """Changes what differs of the fields in ``part.small``. Raises ``NeedsReason`` and ``NothingChanged``."""
    reason = " ".join(reason.split())[:280]
    if not reason:
        raise NeedsReason
    with transaction.atomic():
        part = _locked(part)
        fields = [name for name in part.small if name in words and getattr(part, name) != words[name]]
        if not fields:
            raise NothingChanged
        before = kept(part, fields)
        for name in fields:
            setattr(part, name, words[name])
        part.adjust(fields)
        _carry(part, fields, before)
        _own(part, fields)
        made = Change.objects.create(
            workspace=part.workspace, version=part.version, noun=part.noun(), part_code=part.code,
            before=before, after=kept(part, fields), reason=reason, by=by,
        )  # fmt: skip
        _tell("strategy.adjust", made, by)
    return made


def undo(change: Change, by: User) -> None:
    """Puts back what was before; pressing twice does no harm. Raises ``ChangedSince`` when it was changed again,
    and ``Unchangeable`` when another version is in force."""
    with transaction.atomic():
        Change.objects.select_for_update(no_key=True).get(pk=change.pk)
        if Undoing.objects.filter(change=change).exists():
            return
        found = NOUNS[change.noun].objects.filter(version=change.version, code=change.part_code).first()
        if found is None:
            raise Unchangeable
        part, fields = _locked(found), list(change.before)
        if kept(part, fields) != change.after:
            raise ChangedSince
        for name in fields:
            setattr(part, _field(part, name).attname, restored(_field(part, name), change.before[name]))
        part.adjust(fields)
        _carry(part, fields, change.after)
        Undoing.objects.create(change=change, by=by)
        _tell("strategy.undo", change, by)


def _carry(part: Part, fields: list[str], before: Mapping[str, Any]) -> None:
    """Into the draft that somebody has begun meanwhile, so that it does not take the change back unseen; a field that
    the draft says otherwise stays as it says, see ``telling.otherwise``."""
    drafts = type(part).objects.filter(
        version__workspace=part.version.workspace_id, version__state=Version.State.DRAFT
    )
    copy = drafts.filter(code=part.code).select_related("version").first()
    untouched = [name for name in fields if copy and kept(copy, [name])[name] == before[name]]
    if copy and untouched:
        for name in untouched:
            setattr(copy, name, getattr(part, name))
        copy.save(update_fields=untouched)


def _own(part: Part, fields: list[str]) -> None:
    """What somebody gives a reason for is no example any more, here and in the draft that took it over."""
    of_workspace = Version.objects.filter(workspace=part.version.workspace_id)
    for version in of_workspace.filter(state__in=(Version.State.CURRENT, Version.State.DRAFT)):
        left = [name for name in version.begun.get(part.code, ()) if name not in fields]
        if len(left) != len(version.begun.get(part.code, ())):
            version.begun = {code: names for code, names in {**version.begun, part.code: left}.items() if names}
            version.save(update_fields=["begun"])


def _locked(part: Part) -> Part:
    """Its version, and a draft before it: as ``adopting`` does, so that neither waits for the other."""
    drafts = Version.objects.filter(workspace=part.version.workspace_id, state=Version.State.DRAFT)
    drafts.select_for_update(no_key=True).first()
    version = Version.objects.select_for_update(no_key=True).select_related("workspace").get(pk=part.version_id)
    if version.state != Version.State.CURRENT:
        raise Unchangeable
    found: Part = type(part).objects.get(pk=part.pk)
    found.version = version
    return found


def kept(part: Part, fields: list[str]) -> dict[str, Any]:
    """As it is written down: numbers and days as text, people by their number."""
    return {name: _plain(getattr(part, _field(part, name).attname)) for name in fields}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if hasattr(value, "isoformat") else value


def restored(field: models.Field, kept: Any) -> Any:
    if isinstance(field, models.ForeignKey) or kept is None:
        return kept if kept is None or User.objects.filter(pk=kept).exists() else None
    return field.to_python(kept)


def _field(part: Part, name: str) -> Any:
    return part._meta.get_field(name)


def _tell(act: str, change: Change, by: User) -> None:
    record(
        act, workspace=change.workspace_id, by=by.pk, thing="strategy", code=change.version.code, noun=change.noun
    )  # fmt: skip
    fed = [check.key for check in checks.every() if check.key.startswith(FEEDS[change.noun])]
    transaction.on_commit(lambda: renew_after(change.workspace, fed))
