"""The numbers of the funnel, asked of somebody who knows them: by a link with one field each, and no account.

asking = ask(workspace, by, name, stages, first, last)
word = QUESTION.sign({"asking": asking.code})      # the link's; opened(word) finds the asking again
reply(asking, {stage code: count or None})         # once; afterwards the link opens nothing more
settle(reply, by, is_taken, reason, seen)          # a strategist: over into the strategy as a small change, or not
unsettle(reply, by)                                # and back again

What is said lies beside the strategy, with who and when. It changes nothing of it by itself.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast

from django.core.cache import cache
from django.db import transaction

from convivial.journal.models import Line
from convivial.journal.recording import at_the_end, record
from convivial.lib.now import now
from convivial.team import posting, signing
from convivial.team.models import User, Workspace
from convivial.team.models.user import about_address

from . import changing
from .errors import MailedAlready, NothingChanged, ShownOtherwise
from .models import Asking, Reply, Settling, Stage
from .told_numbers import gaps, is_undone, made_by, shown

OPENS_FOR = timedelta(days=14)
AT_ONCE = timedelta(minutes=1)  # the same question again so soon is the same press
MAILED = timedelta(minutes=10)  # to the same address it is not mailed again so soon
MOST_PEOPLE = 1_000_000_000
QUESTION = signing.kind("funnel_question", OPENS_FOR)


def ask(
    workspace: Workspace, by: User, name: str, stages: Sequence[Stage], first: date, last: date, email: str = ""
) -> tuple[Asking, bool]:
    """The question, and whether it is a new one: pressed twice it is the one that was asked a moment ago. Raises
    ``MailedAlready`` when it went to the same address some minutes ago and is still open."""
    called = [{"code": each.code, "name": each.name, "definition": each.definition} for each in stages]
    about = {"name": name, "stages": called, "first": first, "last": last, "asked_by": by}
    with transaction.atomic():
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
        found = workspace.askings.filter(**about, reply=None, asked_at__gt=now() - AT_ONCE).first()
        sent = workspace.askings.filter(**about, reply=None, code=_mailed(workspace, email)).first()
        if sent and not posting.is_waiting("asking", sent.code, email):
            raise MailedAlready
        if sent or found:
            return cast(Asking, sent or found), False
        made = Asking.objects.create(workspace=workspace, **about, expires_at=now() + OPENS_FOR)
        _tell("funnel.ask", made, by)
    return made, True


def remember(asking: Asking, email: str) -> None:
    """That it was mailed, for some minutes; of the address only a keyed digest, as mails in the post have it."""
    cache.set(_about_mail(asking.workspace, email), asking.code, MAILED.total_seconds())


def _mailed(workspace: Workspace, email: str) -> str:
    """The code of the question that went there last; empty after some minutes."""
    return (cache.get(_about_mail(workspace, email)) or "") if email else ""


def _about_mail(workspace: Workspace, email: str) -> str:
    return f"funnel_asked:{workspace.pk}:{about_address(email)}"


def opened(word: str) -> Asking | None:
    """None for a word that is wrong or too old, or whose question was withdrawn: these look alike."""
    try:
        code = QUESTION.read(word).get("asking", "")
    except signing.NotSigned:
        return None
    found = Asking.objects.filter(code=code).select_related("workspace", "asked_by", "reply").first()
    return None if found is None or found.has_lapsed else found


def reply(asking: Asking, counts: Mapping[str, int | None]) -> bool:
    """Writes down what was said; whether it was: the first answer counts."""
    codes = [each["code"] for each in asking.stages]
    with transaction.atomic():
        locked = Asking.objects.select_for_update(no_key=True).filter(pk=asking.pk).first()
        if locked is None or Reply.objects.filter(asking=locked).exists():
            return False
        Reply.objects.create(asking=locked, counts={code: counts.get(code) for code in codes})
        _tell("funnel.reply", locked)
    return True


def withdraw(asking: Asking, by: User) -> None:
    """The link opens nothing any more. What was answered stays."""
    with transaction.atomic():
        locked = Asking.objects.select_for_update(no_key=True).filter(pk=asking.pk).first()
        posting.withdraw("asking", asking.code)
        if locked is not None and not Reply.objects.filter(asking=locked).exists():
            locked.delete()
            _tell("funnel.withdraw", asking, by)


def was_withdrawn(workspace: Workspace, code: str) -> bool:
    """The row is gone; the journal remembers."""
    told = Line.objects.filter(workspace_id=workspace.pk, thing="asking", thing_code=code)
    return told.filter(act="funnel.withdraw").exists()


def settle(reply: Reply, by: User, is_taken: bool, reason: str, seen: str) -> None:
    """Takes over into the version in force what it says differently, as small changes that can be taken back, or
    leaves the strategy as it is. Nothing that a later answer said and somebody took over is overwritten; ``seen`` is
    what the page showed (``told_numbers.shown``). Pressing twice does no harm; once all that was taken over was taken
    back, it can be settled anew. Raises ``NeedsReason``, ``NothingChanged`` and ``ShownOtherwise``."""
    with transaction.atomic(), at_the_end():
        Workspace.objects.select_for_update(no_key=True).get(
            pk=reply.asking.workspace_id
        )  # one answer after the other
        Reply.objects.select_for_update(no_key=True).get(pk=reply.pk)
        before = Settling.objects.filter(reply=reply).first()
        if before is not None and not is_undone(before):
            return
        differing = [gap for gap in gaps(reply) if gap.differs] if is_taken else []
        if is_taken and not differing:
            raise NothingChanged
        if is_taken and seen != shown(differing):
            raise ShownOtherwise
        made = [changing.change(gap.stage, by, {"conversion": gap.told}, reason).code for gap in differing]
        Settling.objects.update_or_create(
            reply=reply, defaults={"by": by, "is_taken": is_taken, "changes": made, "at": now()}
        )
        _tell("funnel.settle", reply.asking, by, is_taken=is_taken)


def unsettle(reply: Reply, by: User) -> None:
    """The way back: what was taken over goes back to what it was, and the answer waits again. Pressing twice does no
    harm. Raises ``ChangedSince`` and ``Unchangeable``, as taking back a small change does."""
    with transaction.atomic(), at_the_end():
        Workspace.objects.select_for_update(no_key=True).get(pk=reply.asking.workspace_id)
        settling = Settling.objects.select_for_update(no_key=True).filter(reply=reply).first()
        if settling is None:
            return
        for change in made_by(settling):
            changing.undo(change, by)
        settling.delete()
        _tell("funnel.unsettle", reply.asking, by)


def _tell(act: str, asking: Asking, by: User | None = None, **params: Any) -> None:
    record(
        act, workspace=asking.workspace_id, by=by.pk if by else None, thing="asking", code=asking.code, **params
    )  # fmt: skip
