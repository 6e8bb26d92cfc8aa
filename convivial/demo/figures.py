"""What people did with the fictional posts: figures at every age that has come, and followers day by day.

Nobody is asked for them: the networks of this world do not exist, so that the rows are due never again.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from convivial.lib.now import now
from convivial.networks.models import Channel
from convivial.publishing.models import Publication
from convivial.results.ages import AGES
from convivial.results.models import Figure, FigureDue, Observation
from convivial.team.models import Workspace

DAYS = 100
FOLLOWERS = {"mastodon": (1440, 2.2), "bluesky": (640, 5.1)}  # at first, and new ones a day
GROWN = {AGES[0]: 0.2, AGES[1]: 0.7, AGES[2]: 0.85, AGES[3]: 0.96, AGES[4]: 1.0}


def count_all(workspace: Workspace, seed: int = 11) -> None:
    """Counts everything that was published on real networks, and every such channel."""
    chance, looks = random.Random(seed), list[tuple[Observation, dict[str, int]]]()
    for channel in workspace.channels.real():
        looks += _followers(channel, chance)
    posts = workspace.publications.filter(state=Publication.State.PUBLISHED, channel__in=workspace.channels.real())
    for publication in posts.select_related("channel"):
        looks += _reactions(publication, chance)
    _keep(looks)


def _followers(channel: Channel, chance: random.Random) -> Iterator[tuple[Observation, dict[str, int]]]:
    followers, gain = FOLLOWERS.get(channel.network, (300, 1.0))
    for day in range(DAYS, -1, -1):
        followers += max(-3, round(chance.gauss(gain, gain)))
        yield _look(channel, None, now() - timedelta(days=day)), {"followers": followers, "following": 214}


def _reactions(publication: Publication, chance: random.Random) -> Iterator[tuple[Observation, dict[str, int]]]:
    ends = {
        "likes": round(chance.lognormvariate(2.2, 0.8)),
        "shares": round(chance.lognormvariate(0.9, 0.8)),
        "replies": round(chance.lognormvariate(0.6, 0.7)),
    }
    if publication.channel.network == "bluesky":  # not every Mastodon server tells quotes
        ends["quotes"] = chance.choice((0, 0, 0, 1, 2))
    for age in AGES:
        at = (publication.published_at or publication.due_at) + age
        if at < now():
            yield _look(publication.channel, publication, at), {n: round(v * GROWN[age]) for n, v in ends.items()}


def _look(channel: Channel, publication: Publication | None, at: datetime) -> Observation:
    return Observation(
        workspace_id=channel.workspace_id, channel=channel, publication=publication, observed_at=at
    )  # fmt: skip


def _keep(looks: Sequence[tuple[Observation, dict[str, int]]]) -> None:
    Observation.objects.bulk_create([look for look, _ in looks], batch_size=500)
    Figure.objects.bulk_create(
        [
            Figure(
                observation=look, workspace_id=look.workspace_id, channel_id=look.channel_id,
                publication_id=look.publication_id, name=name, value=value, observed_at=look.observed_at,
            )
            for look, figures in looks
            for name, value in figures.items()
        ],
        batch_size=500,
    )  # fmt: skip
    newest = {(look.channel_id, look.publication_id): look for look, _ in looks}  # the last look of each comes last
    FigureDue.objects.bulk_create(
        [
            FigureDue(workspace_id=look.workspace_id, channel_id=channel, publication_id=publication, latest=look)
            for (channel, publication), look in newest.items()
        ],
        batch_size=500,
    )
