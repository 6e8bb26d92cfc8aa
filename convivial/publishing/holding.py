"""One switch: nothing goes out, in a workspace or in the whole house, until somebody lifts it.

Workers ask before every batch, and several times a second while anything waits its turn or is being uploaded: what
has not begun by then is given back unsent. So it holds within two seconds, and after a restart.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from convivial.journal.recording import at_the_end, record
from convivial.lib.now import now
from convivial.team.models import User, Workspace

from .finding.doubting import doubt_all, doubt_what_was_due
from .models import Hold


def hold_all(by: User, why: str = "", workspace: Workspace | None = None) -> Hold:
    """Puts everything on hold. Pressing twice gives back the hold that is already there."""
    with transaction.atomic():
        there = Hold.objects.in_force().filter(workspace=workspace, reason="").first()
        if there:
            return there
        made = Hold.objects.create(workspace=workspace, why=why[:300], by=by)
        record("house.hold", workspace=_id(workspace), by=by.pk, thing="workspace", code=_code(workspace))
    return made


def explain(by: User, why: str, workspace: Workspace) -> None:
    """Says afterwards why a workspace was put on hold; whoever pressed the switch had no time for that."""
    with transaction.atomic():
        changed = (
            Hold.objects.in_force().filter(workspace=workspace, reason="").exclude(why=why).update(why=why[:300])
        )
        if changed:
            record("house.explain", workspace=workspace.pk, by=by.pk, thing="workspace", code=workspace.code)


def hold_house(reason: str, doubtful_from: datetime | None = None) -> Hold:
    """The house puts itself on hold: ``reason`` is a key of ``states.HOUSE_REASONS``. Asks only once."""
    with transaction.atomic():
        there = Hold.objects.in_force().filter(workspace=None, reason=reason).first()
        if there:
            return there
        made = Hold.objects.create(reason=reason, doubtful_from=doubtful_from)
        record("house.stop", thing="house", reason=reason)
    return made


def hold_on_alarm(sender: object, reason: str, since: datetime, **kwargs: object) -> None:
    """Receives ``work.alarms.doubtful``."""
    hold_house(reason, since)


def held() -> frozenset[int | None]:
    """The workspaces that are on hold, by id; None stands for the whole house."""
    return frozenset(Hold.objects.in_force().values_list("workspace_id", flat=True))


def lift(by: User, workspace: Workspace) -> None:
    """Lets things go out again in a workspace: lifts what ``current`` shows. Of a hold of the whole house it lifts
    this workspace's share; every other workspace keeps one of its own, for its own people to lift. What may
    have gone out while the house remembers nothing is asked for at the networks first."""
    with transaction.atomic(), at_the_end():
        shown = current(workspace)
        holds = (
            list(Hold.objects.in_force().filter(workspace=shown.workspace_id).select_for_update(no_key=True))
            if shown
            else []
        )
        if not holds:
            return
        _leave_to_others([each for each in holds if each.workspace_id is None], workspace)
        _doubt(holds, workspace)
        Hold.objects.filter(pk__in=[each.pk for each in holds]).update(lifted_by=by, lifted_at=now())
        record("house.resume", workspace=workspace.pk, by=by.pk, thing="workspace", code=workspace.code)


def _doubt(holds: Sequence[Hold], workspace: Workspace) -> None:
    """A clock that jumped has forgotten nothing; a house that was moved or restored may not know what it did."""
    lost = [each.doubtful_from for each in holds if each.doubtful_from and each.reason != "clock"]
    if lost:
        doubt_all(workspace, min(lost), now())
    elif any(each.doubtful_from for each in holds):
        doubt_what_was_due(workspace, now())


def _leave_to_others(holds: Sequence[Hold], workspace: Workspace) -> None:
    others = Workspace.objects.exclude(pk=workspace.pk)
    Hold.objects.bulk_create(
        Hold(workspace=other, why=each.why, reason=each.reason, doubtful_from=each.doubtful_from, by=each.by)
        for each in holds
        for other in others
    )


def current(workspace: Workspace) -> Hold | None:
    """What stops this workspace now; a hold of the whole house goes first."""
    return Hold.objects.over(workspace).order_by(F("workspace").asc(nulls_first=True), "pk").first()


def _id(workspace: Workspace | None) -> int | None:
    return workspace.pk if workspace else None


def _code(workspace: Workspace | None) -> str:
    return workspace.code if workspace else ""
