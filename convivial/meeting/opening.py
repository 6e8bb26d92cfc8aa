"""From a review to the next version: a draft that carries what was decided."""

from django.db import transaction

from convivial.journal.recording import at_the_end, record
from convivial.lib.now import now
from convivial.strategy import drafting, reading
from convivial.strategy.models import Version
from convivial.team.models import User

from .models import Decided, Meeting, Opening

LONGEST = 2000


def open_next(meeting: Meeting, by: User) -> Version:
    """The draft, begun as a copy of what is in force; one that is there already goes on. It can be opened after the
    review was closed, too."""
    with transaction.atomic(), at_the_end():
        Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        draft = reading.draft(meeting.workspace) or drafting.prepare(meeting.workspace, by)
        before = Opening.objects.filter(meeting=meeting).first()
        if before is not None and before.version_id == draft.pk:
            return draft
        if not draft.why:
            draft.why = _why(meeting)
            draft.save(update_fields=["why"])
        Opening.objects.update_or_create(meeting=meeting, defaults={"version": draft, "by": by, "at": now()})
        record("review.open_next", workspace=meeting.workspace_id, by=by.pk, thing="review", code=meeting.code)
    return draft


def carried(version: Version) -> list[Decided]:
    """What the reviews from which a draft was opened decided, with each decision."""
    of_this = Decided.objects.filter(meeting__opening__version=version)
    return list(of_this.select_related("decision", "meeting__workspace"))


def _why(meeting: Meeting) -> str:
    """What changed and why, to begin with: the decisions in the group's own words."""
    said = meeting.decided.values_list("decision__choice", "decision__reason")
    return "\n".join(f"{choice} {reason}" for choice, reason in said)[:LONGEST]
