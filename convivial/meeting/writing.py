"""What the group says, saved as it is typed."""

from convivial.journal.recording import record
from convivial.lib.refusing import Overtaken
from convivial.team.models import User

from .closing import still_open
from .models import Meeting, Words

LONGEST = 8000


def write(meeting: Meeting, by: User, part: str, text: str, revision: int) -> int:
    """Answers the new revision. The same words again are no change. Raises ``Over`` and ``Overtaken``."""
    text = text[:LONGEST]
    with still_open(meeting):
        words, is_new = Words.objects.get_or_create(meeting=meeting, part=part, defaults={"by": by})
        if words.text == text:
            return words.revision
        if words.revision != revision:
            raise Overtaken(words.text, words.revision, words.by)
        words.text, words.by, words.revision = text, by, revision + 1
        words.save()
        if is_new:
            record("review.write", workspace=meeting.workspace_id, by=by.pk, thing="review", code=meeting.code)
    return words.revision
