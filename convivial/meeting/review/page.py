"""A part of a review, or all of it, as a page reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from convivial.meeting.models import Judgement, Meeting, Opening, Words
from convivial.strategy.models import Version

from .parts import PARTS, Part, after, before
from .reading import read
from .telling import tell_part


def with_words(meetings: QuerySet[Meeting], part: str) -> QuerySet[Meeting]:
    """With what the group says to a part, in the same question."""
    words = Words.objects.filter(meeting=OuterRef("pk"), part=part)
    return meetings.annotate(text=Subquery(words.values("text")[:1]), revision=Subquery(words.values("revision")[:1]))


class Sheet:
    """One part. ``is_open``: the meeting goes on, and ``may_lead``: this person may write into it."""

    def __init__(self, meeting: Meeting, part: Part, may_lead: bool = False) -> None:
        self.meeting, self.part = meeting, part
        self.is_open = not meeting.is_closed
        self.may_lead = may_lead and self.is_open

    @cached_property
    def told(self) -> dict[str, Any]:
        told = tell_part(self.meeting, self.part.slug) if self.is_open else self.meeting.closing.told[self.part.slug]
        return read(told, self.meeting.workspace.slug)

    @cached_property
    def words(self) -> Words:
        """The group's, as far as they were read along with the meeting (``with_words``)."""
        text, revision = getattr(self.meeting, "text", None), getattr(self.meeting, "revision", None)
        return Words(meeting=self.meeting, part=self.part.slug, text=text or "", revision=revision or 0)

    @cached_property
    def judgements(self) -> dict[str, Judgement]:
        return {each.objective: each for each in self.meeting.judgements.all()}

    @cached_property
    def decided(self) -> Sequence[tuple[str, str, str]]:
        return list(self.meeting.decided.values_list("decision__question", "decision__choice", "decision__reason"))

    @cached_property
    def opening(self) -> Opening | None:
        return Opening.objects.filter(meeting=self.meeting).select_related("version").first()

    @property
    def is_in_draft(self) -> bool:
        """Whether the draft that was opened from here is still one."""
        version = self.opening.version if self.opening else None
        return version is not None and version.state == Version.State.DRAFT

    @property
    def before(self) -> Part | None:
        return before(self.part)

    @property
    def after(self) -> Part | None:
        return after(self.part)

    @property
    def parts(self) -> Sequence[Part]:
        return PARTS

    @property
    def template(self) -> str:
        return f"meeting/parts/{self.part.slug}.html"


@dataclass(frozen=True)
class Protocol:
    """A review that is over, all of it on one page."""

    meeting: Meeting
    sheets: Sequence[Sheet]
    present: Sequence[str]
    absent_count: int

    @property
    def opening(self) -> Opening | None:
        return self.sheets[-1].opening


def protocol(meeting: Meeting) -> Protocol:
    people = [presence.person for presence in meeting.presences.select_related("person")]
    words = {each.part: each for each in meeting.words.all()}
    sheets = [Sheet(meeting, part) for part in PARTS]
    for sheet in sheets:
        sheet.words = words.get(sheet.part.slug) or Words(meeting=meeting, part=sheet.part.slug)
    return Protocol(
        meeting, sheets, sorted(person.name for person in people if person), sum(person is None for person in people)
    )
