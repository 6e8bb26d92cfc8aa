"""Answers to what was found: "we know, because …". It rests then, until it says something else, or for four weeks."""

from datetime import timedelta

from django.db import transaction

from convivial.journal.recording import record
from convivial.lib.now import now
from convivial.team.models import User

from .errors import NeedsReason
from .models import Answer, Finding

RESTS = timedelta(days=28)


def answer(finding: Finding, by: User, reason: str) -> Answer:
    """Raises ``NeedsReason`` when nothing is said. The same answer twice is one."""
    reason = " ".join(reason.split())[:280]
    if not reason:
        raise NeedsReason
    with transaction.atomic():
        Finding.objects.select_for_update(no_key=True).get(pk=finding.pk)
        about = _about(finding)
        last = Answer.objects.filter(**about, said=finding.said, rests_until__gt=now()).first()
        if last and last.reason == reason:
            return last
        made = Answer.objects.create(**about, said=finding.said, reason=reason, by=by, rests_until=now() + RESTS)
        record("finding.answer", workspace=finding.workspace_id, by=by.pk, thing="finding", code=finding.code)
    return made


def take_back(finding: Finding, by: User) -> None:
    """It speaks again at once."""
    with transaction.atomic():
        resting = Answer.objects.filter(**_about(finding), said=finding.said, rests_until__gt=now())
        if resting.update(rests_until=now()):
            record("finding.take_back", workspace=finding.workspace_id, by=by.pk, thing="finding", code=finding.code)


def answer_to(finding: Finding) -> Answer | None:
    """The one by which it rests."""
    found = Answer.objects.filter(**_about(finding), said=finding.said, rests_until__gt=now())
    return found.select_related("by").first()


def _about(finding: Finding) -> dict[str, object]:
    return {"workspace_id": finding.workspace_id, "check_key": finding.check_key, "scope": finding.scope}
