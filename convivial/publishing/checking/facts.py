"""What went out in a window of days, a row for each publication; the practice network counts nowhere."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Max
from django.db.models.functions import Coalesce

from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.publishing.models import Publication
from convivial.strategy.checks import Question


class Went(NamedTuple):
    """``kind``: a key of ``ContentType.Kind``, as far as it can be seen; codes are "" where nobody said."""

    post: str
    on: date
    network: str
    kind: str
    pillar: str
    persona: str
    stage: str
    objective: str


class Said(NamedTuple):
    """The words of a publication, and its links as they went out. ``stage``: "" where nobody said."""

    post: str
    on: date
    network: str
    channel: int
    text: str
    links: list[str]
    stage: str


LATELY = timedelta(days=29)  # with today, thirty days (B.3, E1.fatigue)
MOST = 2_000  # publications whose words are read, the newest
KINDS = ("single_image", "carousel", "link", "text")  # those that ``_kind`` can tell apart


def went_out(asked: Question) -> list[Went]:
    return asked.once("went out", lambda: _read(asked))


def posts(asked: Question) -> list[Went]:
    """A row for each post, however many channels it went to."""
    return list({row.post: row for row in went_out(asked)}.values())


def counted(rows: Iterable[Went], what: str) -> Mapping[str, int]:
    """How many posts by pillar, persona or stage; those that say none are left out."""
    return Counter(value for row in rows if (value := getattr(row, what)))


def said(asked: Question) -> list[Said]:
    """The words of the last thirty days, the oldest first, whatever the strategy was: readers do not know of it."""
    return asked.once("said", lambda: _words(asked))


def networks(asked: Question) -> Mapping[str, date]:
    """The networks on which the house has a channel, and since when."""
    return asked.once("networks", lambda: _channels(asked))


def last_posts(asked: Question) -> Mapping[str, date]:
    """The day of the last post on each network, however long ago."""
    rows = _published(asked).order_by().values("channel__network").annotate(at=Max("published_at"))
    found = rows.values_list("channel__network", "at")
    return {network: clock.day(at, asked.workspace.zone) for network, at in found if at}


def evidence(rows: Iterable[Any], at_most: int = 40) -> tuple[str, ...]:
    """The newest posts among them, by their names; of rows with ``post`` and ``on``."""
    newest = sorted(rows, key=lambda row: row.on, reverse=True)
    return tuple(f"post:{code}" for code in list(dict.fromkeys(row.post for row in newest))[:at_most])


def _published(asked: Question, first: date | None = None) -> Any:
    """``first``: only what went out from this day on, as ``out_at``."""
    rows = Publication.objects.filter(workspace=asked.workspace).out()
    rows = rows.exclude(channel__network=Channel.PRACTICE).filter(variant__post__deletion=None)
    if first is None:
        return rows
    zone = asked.workspace.zone
    begin, end = clock.day_bounds(first, zone)[0], clock.day_bounds(asked.today, zone)[1]
    rows = rows.annotate(out_at=Coalesce("published_at", "due_at"))
    return rows.filter(out_at__gte=begin, out_at__lt=end).order_by("out_at", "pk")


def _read(asked: Question) -> list[Went]:
    zone = asked.workspace.zone
    told = _published(asked, asked.first).values_list(
        "variant__post__code", "out_at", "channel__network", "edition__pictures", "edition__links",
        "variant__post__tie__pillar", "variant__post__tie__persona", "variant__post__tie__stage",
        "variant__post__tie__objective",
    )  # fmt: skip
    return [
        Went(post, clock.day(at, zone), network, _kind(pictures, links), *(code or "" for code in ends))
        for post, at, network, pictures, links, *ends in told
    ]


def _words(asked: Question) -> list[Said]:
    zone = asked.workspace.zone
    told = _published(asked, asked.today - LATELY).reverse().values_list(
        "variant__post__code", "out_at", "channel__network", "channel", "edition__text", "edition__links",
        "variant__post__tie__stage",
    )[:MOST]  # fmt: skip
    rows = [
        Said(post, clock.day(at, zone), network, channel, text, links, stage or "")
        for post, at, network, channel, text, links, stage in told
    ]
    return rows[::-1]


def _kind(pictures: list[Any], links: list[str]) -> str:
    if pictures:
        return "carousel" if len(pictures) > 1 else "single_image"
    return "link" if links else "text"


def _channels(asked: Question) -> Mapping[str, date]:
    since: dict[str, date] = {}
    rows = asked.workspace.channels.real().exclude(access=Channel.Access.REMOVED)
    for network, at in rows.values_list("network", "connected_at"):
        day = clock.day(at, asked.workspace.zone)
        since[network] = min(day, since.get(network, day))
    return since
