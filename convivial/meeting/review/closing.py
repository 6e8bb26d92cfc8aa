"""A review ends with what its parts say, from a last look at what was found."""

from collections.abc import Iterable

from convivial.meeting import closing, looking
from convivial.meeting.models import Meeting
from convivial.team.models import User

from .telling import tell


def close_review(meeting: Meeting, by: User, present: Iterable[User]) -> None:
    looking.look(meeting)
    closing.close(meeting, by, present, lambda: tell(meeting))
