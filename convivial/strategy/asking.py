"""The numbers of the funnel, asked of somebody who knows them: by a link with one field each, and no account.

asking = ask(workspace, by, name, stages, first, last)
word = QUESTION.sign({"asking": asking.code})      # the link's; opened(word) finds the asking again
reply(asking, {stage code: count or None})         # once; afterwards the link opens nothing more
settle(reply, by, is_taken, reason)                # a strategist: over into the strategy as a small change, or not

What is said lies beside the strategy, with who and when. It changes nothing of it by itself.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from convivial.journal.recording import record
from convivial.lib.now import now
from convivial.team import posting, signing
from convivial.team.models import User, Workspace

from . import changing
from .errors import NothingChanged, ShownOtherwise
from .models import Asking, Reply, Settling, Stage
from .told_numbers import gaps, shown

OPENS_FOR = timedelta(days=14)
AT_ONCE = timedelta(minutes=1)  # the same question again so soon is the same press
MOST_PEOPLE = 1_000_000_000
QUESTION = signing.kind("funnel_question", OPENS_FOR)


def ask(
    workspace: Workspace, by: User, name: str, stages: Sequence[Stage], first: date, last: date
) -> tuple[Asking, bool]:
    """The question, and whether it is a new one: pressed twice it is the one that was asked a moment ago."""
    called = [{"code": each.code, "name": each.name, "definition": each.definition} for each in stages]
    about = {"name": name, "stages": called, "first": first, "last": last, "asked_by": by}
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        found = workspace.askings.filter(**about, reply=None, asked_at__gt=now() - AT_ONCE).first()
        if found:
            return found, False
        made = Asking.objects.create(workspace=workspace, **about, expires_at=now() + OPENS_FOR)
        _tell("funnel.ask", made, by)
    return made, True


def opened(word: str) -> Asking | None:
    """None for a word that is wrong or too old, or whose question was withdrawn: these look alike."""
    try:
        code = QUESTION.read(word).get("asking", "")
    except signing.NotSigned:
        return None
    found = Asking.objects.filter(code=code).select_related("workspace", "asked_by", "reply").first()
    return None if found is None or found.is_over else found


def reply(asking: Asking, counts: Mapping[str, int | None]) -> bool:
    """Writes down what was said; whether it was: the first answer counts."""
    codes = [each["code"] for each in asking.stages]
    with transaction.atomic():
        locked = Asking.objects.select_for_update().filter(pk=asking.pk).first()
        if locked is None or Reply.objects.filter(asking=locked).exists():
            return False
        Reply.objects.create(asking=locked, counts={code: counts.get(code) for code in codes})
        _tell("funnel.reply", locked)
    return True


def withdraw(asking: Asking, by: User) -> None:
    """The link opens nothing any more. What was answered stays."""
    with transaction.atomic():
        locked = Asking.objects.select_for_update().filter(pk=asking.pk).first()
        posting.withdraw("asking", asking.code)
        if locked is not None and not Reply.objects.filter(asking=locked).exists():
            locked.delete()
            _tell("funnel.withdraw", asking, by)


def settle(reply: Reply, by: User, is_taken: bool, reason: str = "", seen: str | None = None) -> None:
    """Takes over into the version in force what it says differently, as small changes that can be taken back, or
    leaves the strategy as it is. Nothing that a later answer said and somebody took over is overwritten; ``seen`` is
    what the page showed (``told_numbers.shown``). Pressing twice does no harm. Raises ``NeedsReason``,
    ``NothingChanged`` and ``ShownOtherwise``."""
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=reply.asking.workspace_id)  # one answer after the other
        Reply.objects.select_for_update().get(pk=reply.pk)
        if Settling.objects.filter(reply=reply).exists():
            return
        differing = [gap for gap in gaps(reply) if gap.differs] if is_taken else []
        if is_taken and seen is not None and seen != shown(differing):
            raise ShownOtherwise
        if is_taken and not differing:
            raise NothingChanged
        for gap in differing:
            changing.change(gap.stage, by, {"conversion": gap.told}, reason)
        Settling.objects.create(reply=reply, by=by, is_taken=is_taken)
        _tell("funnel.settle", reply.asking, by, is_taken=is_taken)


def _tell(act: str, asking: Asking, by: User | None = None, **params: Any) -> None:
    record(
        act, workspace=asking.workspace_id, by=by.pk if by else None, thing="asking", code=asking.code, **params
    )  # fmt: skip
