"""A Monday as a page reads it: this week's, made from facts, or an earlier one as it stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from convivial.meeting.models import Closing, Meeting
from convivial.team.models import Cover

from . import lines
from .facts import Facts
from .saying import sentences
from .telling import tell


@dataclass(frozen=True)
class Page:
    """``closing`` is None as long as the meeting is open."""

    monday: date
    has_plan: bool
    story: Sequence[str]
    gaps: Sequence[lines.Line]
    waiting: Sequence[lines.Line]
    away: Sequence[lines.Line]
    decided: Sequence[tuple[str, str]]
    closing: Closing | None = None
    present: Sequence[str] = ()
    absent_count: int = 0

    @property
    def last(self) -> tuple[date, date]:
        """The week looked back at."""
        return self.monday - timedelta(days=7), self.monday - timedelta(days=1)

    @property
    def until(self) -> date:
        """The last day of the two weeks ahead."""
        return self.monday + timedelta(days=13)


def live(facts: Facts) -> Page:
    decided = [(note.text, note.more) for note in facts.note("decided")]
    names = {note.code: (note.text, note.more) for note in facts.note("away")}
    return Page(decided=decided, **_read(tell(facts), names, facts.workspace.slug))


def as_it_stood(meeting: Meeting) -> Page:
    told = meeting.closing.told
    people = [presence.person for presence in meeting.presences.select_related("person")]
    decided = meeting.decided.values_list("decision__question", "decision__choice")
    return Page(
        decided=list(decided),
        closing=meeting.closing,
        present=sorted(person.name for person in people if person),
        absent_count=sum(person is None for person in people),
        **_read(told, _names(told), meeting.workspace.slug),
    )


def _names(told: Mapping[str, Any]) -> lines.Names:
    """Who was away and who covered, as far as they are still here."""
    codes = [each["code"] for each in told["away"]]
    found = Cover.objects.filter(code__in=codes).values_list("code", "away__user__name", "colleague__user__name")
    return {code: (who, colleague or "") for code, who, colleague in found} if codes else {}


def _read(told: Mapping[str, Any], names: lines.Names, slug: str) -> dict[str, Any]:
    return {
        "monday": date.fromisoformat(told["monday"]),
        "has_plan": told["has_plan"],
        "story": sentences(told, slug),
        "gaps": lines.gaps(told["gaps"], slug),
        "waiting": lines.waiting(told["wait"], slug),
        "away": lines.absences(told["away"], names, slug),
    }
