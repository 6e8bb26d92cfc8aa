"""What the fictional Harbour Coffee had been doing before it had a strategy: ninety days on two channels, with a
silence in the middle, and the mirror that is drawn from them. Nobody and nothing here exists."""

import random
from collections import defaultdict
from datetime import date, datetime, time, timedelta

from convivial.lib import now as clock
from convivial.mirror.models import Drawn, PastPost, Reading
from convivial.mirror.showing import DAYS, shown
from convivial.networks.models import Channel
from convivial.publishing.models import Publication
from convivial.results.models import Figure
from convivial.team.models import Workspace

# Each theme: ways to begin, and ways to go on.
THEMES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("Roasting day here.", "The roaster is hot since five.", "A new roast today.", "We roast lighter now."),
        ("Cherries and cocoa in the nose.", "The first beans of the harvest.", "Come and smell the beans cooling."),
    ),
    (
        ("Tasting on Thursday at four.", "Forty cups before lunch.", "Twelve seats at the tasting table."),
        ("Taste beside Nadia.", "Three farms, one table, many cups.", "Seats are free, cups are warm."),
    ),
    (
        ("The co-op wrote from the hill.", "Eleven families, one hill.", "News from the farm."),
        ("The drying beds are full.", "The harvest is late and good.", "What the families get stands on each bag."),
    ),
    (
        ("The ferry is late again.", "Six o'clock, the ferry comes in.", "Storm warning, no ferry today."),
        ("The first guests say nothing until the second cup.", "Blankets are on the chairs outside, guests too."),
    ),
    (
        ("Closed on Monday.", "New opening hours.", "A red umbrella was left here."),
        ("See you soon.", "Ask at the counter."),
    ),
)  # fmt: skip
SHAPES = ("picture", "picture", "picture", "words", "link", "pictures")
HOURS = (7, 9, 9, 9, 12, 18)
A_WEEK = {"mastodon": 2.6, "bluesky": 3.8}
SILENT = range(38, 50)  # days back


def look_back(workspace: Workspace, seed: int = 7) -> None:
    """As the worker leaves it: past posts, a finished reading for each channel, the mirror."""
    chance, today = random.Random(seed), clock.day(clock.now(), workspace.zone)
    for channel in workspace.channels.real():
        rows = [
            row for back in range(1, DAYS) for row in _of_day(channel, today - timedelta(days=back), back, chance)
        ]
        PastPost.objects.bulk_create(rows)
        at = clock.now()
        Reading.objects.create(workspace=workspace, channel=channel, asked_at=at, done_at=at, count=len(rows))
    Drawn.objects.create(workspace=workspace, drawn_at=clock.now(), shown=shown(workspace))


def _published(channel: Channel) -> list[PastPost]:
    """What went out from here is listed there too."""
    figures: dict[int, dict[str, int]] = defaultdict(dict)
    for publication, name, value in (
        Figure.objects.filter(channel=channel).exclude(publication=None).order_by("observed_at")
        .values_list("publication", "name", "value")
    ):  # fmt: skip
        figures[publication][name] = value
    there = channel.publications.filter(state=Publication.State.PUBLISHED).select_related("edition")
    return [
        PastPost(
            workspace=channel.workspace, channel=channel, network=channel.network, remote_id=each.remote_id,
            at=each.published_at or each.due_at, text=each.edition.text, language="en", kind="post", shape="words",
            figures=figures[each.pk],
        )
        for each in there
    ]  # fmt: skip


def _of_day(channel: Channel, day: date, back: int, chance: random.Random) -> list[PastPost]:
    if back in SILENT and channel.network == "mastodon":
        return []
    found = []
    if chance.random() < A_WEEK.get(channel.network, 2.0) / 7:
        found.append(_post(channel, day, chance))
    if chance.random() < 0.2:
        found.append(_post(channel, day, chance, kind="reply"))
    return found


def _post(channel: Channel, day: date, chance: random.Random, kind: str = "post") -> PastPost:
    begin, go_on = chance.choice(THEMES)
    wall = datetime.combine(day, time(chance.choice(HOURS), chance.randrange(60)))
    return PastPost(
        workspace=channel.workspace, channel=channel, network=channel.network,
        remote_id=f"{chance.getrandbits(60):x}",
        at=clock.instant(wall, channel.workspace.zone), text=f"{chance.choice(begin)} {chance.choice(go_on)}",
        language="en", kind=kind, shape=chance.choice(SHAPES), figures={
            "likes": round(chance.lognormvariate(2.0, 0.7)), "shares": round(chance.lognormvariate(0.6, 0.8)),
            "replies": chance.choice((0, 0, 0, 1, 1, 2)),
        },
    )  # fmt: skip
