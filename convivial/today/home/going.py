"""What goes out today, post by post, and who or what stands in its way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from convivial.lib import now as clock
from convivial.publishing import lateness, standing, states
from convivial.publishing.models import Publication

from .facts import Facts, Together

SHOWN = 40
# Nearer than this, the distance says more than the word "scheduled".
SOON = timedelta(hours=6)


@dataclass(frozen=True)
class Going:
    """A line of "Going out today". ``title`` and ``tone`` are its state's word, which says what stands in its way;
    ``at`` is set when nothing does and it goes out soon, ``down_at`` when it was taken down."""

    time: datetime
    words: str
    networks: list[str]
    address: str
    title: Any
    tone: str
    at: datetime | None = None
    down_at: datetime | None = None
    pillar: str = ""  # a class that brings its hue
    why: Any = ""  # it was later than planned, or is


def going_out(facts: Facts) -> list[Going]:
    return [_line(facts, each) for each in facts.today_out[:SHOWN]]


def _line(facts: Facts, each: Together) -> Going:
    look = states.look(each.word)
    is_soon = each.word == Publication.State.SCHEDULED and each.due_at - facts.now < SOON
    return Going(
        time=clock.wall(each.due_at, facts.workspace.zone),
        words=each.line or _("No words yet"),
        networks=each.networks,
        address=facts.address(each.first.post),
        title=look.title,
        tone=look.tone,
        at=each.due_at if is_soon else None,
        down_at=each.first.down_at if each.word == standing.TAKEN_DOWN else None,
        pillar=facts.stripe(each),
        why=_why(facts, each),
    )


def _why(facts: Facts, each: Together) -> Any:
    if each.state == Publication.State.SCHEDULED and each.due_at < facts.now:
        told = [states.reason_sentence(row) for row in each.rows]
    else:
        told = [lateness.sentence(row, row.stumble) for row in each.rows]
    return next((sentence for sentence in told if sentence), "")
