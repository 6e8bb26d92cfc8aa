"""What goes out today, post by post, and who or what stands in its way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from convivial.lib import now as clock
from convivial.publishing import lateness, states
from convivial.publishing.models import Publication

from .facts import Facts, Together

SHOWN = 40
# Nearer than this, the distance says more than the word "scheduled".
SOON = timedelta(hours=6)


@dataclass(frozen=True)
class Going:
    """A line of "Going out today". ``at`` is set when it goes out soon, ``blocked`` says what stands in its way,
    ``why`` what made it late."""

    time: datetime
    words: str
    networks: list[str]
    address: str
    title: Any
    tone: str
    at: datetime | None = None
    blocked: str = ""
    pillar: str = ""  # a class that brings its hue
    why: Any = ""  # it was later than planned, or is


def going_out(facts: Facts) -> list[Going]:
    return [_line(facts, each) for each in facts.today_out[:SHOWN]]


def _line(facts: Facts, each: Together) -> Going:
    look = states.look(each.state)
    is_coming = each.state == Publication.State.SCHEDULED
    return Going(
        time=clock.wall(each.due_at, facts.workspace.zone),
        words=each.first.variant.post.first_words or _("No words yet"),
        networks=each.networks,
        address=reverse("publishing:post", args=[facts.workspace.slug, each.first.variant.post.code]),
        title=look.title,
        tone=look.tone,
        at=each.due_at if is_coming and each.due_at - facts.now < SOON else None,
        blocked=_blocked(facts, each) if is_coming else "",
        pillar=facts.stripe(each),
        why=_why(facts, each),
    )


def _why(facts: Facts, each: Together) -> Any:
    if each.state == Publication.State.SCHEDULED and each.due_at < facts.now:
        told = [states.reason_sentence(row) for row in each.rows]
    else:
        told = [lateness.sentence(row, row.stumble) for row in each.rows]  # type: ignore[attr-defined]
    return next((sentence for sentence in told if sentence), "")


def _blocked(facts: Facts, each: Together) -> str:
    if facts.hold:
        return _("on hold with everything")
    if any(row.pk in facts.blocked for row in each.rows):
        return _("waits for a yes")
    if any(row.channel in facts.disconnected for row in each.rows):
        return _("channel disconnected")
    return ""
