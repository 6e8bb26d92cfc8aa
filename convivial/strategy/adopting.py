"""How a draft comes into force: two pairs of eyes where there are two strategists, a note where there is one."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from convivial.journal.recording import record
from convivial.lib import now as clock
from convivial.team.models import User

from . import looked_over
from .errors import NeedsNote, NeedsWhy, NotProposed, ProposedOtherwise, SecondPair, Unchangeable
from .models import Adoption, Proposal, Version
from .standing import asked, standing
from .starting import HOLDS
from .strategists import is_alone


def propose(draft: Version, by: User, why: str, note: str = "") -> bool:
    """Says that the draft is ready. Whether it is in force already: it is when nobody else could look at it, and then
    ``note`` says what the one strategist went by. ``why`` says what changed and why, from the second version on."""
    why, note = " ".join(why.split()), " ".join(note.split())
    with transaction.atomic():
        _lock(draft)
        if draft.based_on_id and not why:
            raise NeedsWhy
        alone = is_alone(draft.workspace, by)
        if alone and not note:
            raise NeedsNote
        draft.why = why
        draft.save(update_fields=["why"])
        if alone:
            _enact(draft, Adoption(version=draft, by=by, note=note))
            _tell("strategy.adopt_alone", draft, by)
        else:
            Proposal.objects.update_or_create(version=draft, defaults={"by": by})
            _tell("strategy.propose", draft, by)
    return alone


def adopt(draft: Version, by: User, seen: str) -> None:
    """The second pair of eyes: makes current what another strategist proposed, as it stood on the page (``seen``, see
    ``looked_over``). Raises ``ProposedOtherwise`` when it is another by now."""
    with transaction.atomic():
        locked = _lock(draft)
        proposal = Proposal.objects.filter(version=draft).first()
        if proposal is None:
            raise NotProposed
        if proposal.by_id == by.pk:
            raise SecondPair
        news = looked_over.otherwise(locked, seen)
        if news is not None:
            raise ProposedOtherwise(news)
        _enact(draft, Adoption(version=draft, by=proposal.by, seconded_by=by, seconded_at=clock.now()))
        _tell("strategy.adopt", draft, by)


def withdraw(draft: Version, by: User) -> None:
    """Takes a proposal back; pressing twice does no harm."""
    with transaction.atomic():
        _lock(draft)
        if Proposal.objects.filter(version=draft).delete()[0]:
            _tell("strategy.withdraw", draft, by)


def second(version: Version, by: User) -> None:
    """Another strategist has looked at a version that came into force without a second pair of eyes."""
    with transaction.atomic():
        adoption = Adoption.objects.select_for_update(no_key=True).get(version=version)
        if adoption.by_id == by.pk:
            raise SecondPair
        if adoption.seconded_by_id is None:
            adoption.seconded_by, adoption.seconded_at = by, clock.now()
            adoption.save(update_fields=["seconded_by", "seconded_at"])
            _tell("strategy.second", version, by)


def _lock(draft: Version) -> Version:
    found = Version.objects.select_for_update(no_key=True).filter(pk=draft.pk).first()
    if found is None or not found.is_draft:
        raise Unchangeable
    return found


def go_on(current: Version, by: User) -> bool:
    """Lets a strategy whose time has run out hold for another while, from today. Whether it did: one that still
    holds, or was replaced, is left as it is, so pressing twice does no harm."""
    today = clock.day(clock.now(), current.workspace.zone)
    with transaction.atomic():
        over = Version.objects.filter(pk=current.pk, state=Version.State.CURRENT, valid_until__lt=today)
        if not over.update(valid_until=today + HOLDS):
            return False
        _tell("strategy.go_on", current, by)
    return True


def _enact(draft: Version, adoption: Adoption) -> None:
    versions = draft.workspace.strategy_versions
    versions.filter(state=Version.State.CURRENT).update(state=Version.State.PAST)
    draft.number = (versions.aggregate(last=Max("number"))["last"] or 0) + 1
    draft.state = Version.State.CURRENT
    draft.begins_on = clock.day(clock.now(), draft.workspace.zone)
    draft.valid_until = _until(draft, draft.begins_on)
    draft.save(update_fields=["number", "state", "begins_on", "valid_until"])
    Proposal.objects.filter(version=draft).delete()
    adoption.save()


def _until(draft: Version, begins_on: date) -> date | None:
    """A working strategy holds for a while; one whose chapters are all written holds until it is replaced."""
    is_complete = standing(asked(Version.objects.filter(pk=draft.pk)).get()).is_complete
    return None if is_complete else begins_on + timedelta(days=HOLDS.days)


def _tell(act: str, version: Version, by: User) -> None:
    record(act, workspace=version.workspace_id, by=by.pk, thing="strategy", code=version.code)
