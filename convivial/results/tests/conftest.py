"""Harbour Coffee with a Bluesky and a Mastodon channel, a practice channel, and posts that went out."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest

from convivial.content.models import Edition, Post, Variant
from convivial.journal.recording import record
from convivial.lib.now import now
from convivial.networks.messages import Figure as Told
from convivial.networks.messages import Measured
from convivial.networks.models import Channel
from convivial.publishing.models import Publication, Removal
from convivial.results.measuring import keep
from convivial.results.models import FigureDue
from convivial.results.planning import planner
from convivial.team.models import Workspace

NUMBERS = count(1)
WentOut = Callable[..., Publication]


def channel_of(workspace: Workspace, network: str, name: str = "Harbour Coffee") -> Channel:
    number = next(NUMBERS)
    return Channel.objects.create(
        workspace=workspace, network=network, remote_id=f"{network}{number}", handle=f"@{network}", name=name,
        server="https://server.example",
    )  # fmt: skip


def publication_on(channel: Channel, text: str, ago: timedelta) -> Publication:
    """In the shape that the engine leaves, with its line in the journal."""
    number, at = next(NUMBERS), now() - ago
    post = Post.objects.create(workspace=channel.workspace, text=text)
    variant = Variant.objects.create(post=post, channel=channel, language="en")
    edition = Edition.objects.create(variant=variant, fingerprint=str(number), text=text, language="en")
    publication = Publication.objects.create(
        workspace=channel.workspace, channel=channel, variant=variant, edition=edition, state="published", due_at=at,
        wall_time="2026-11-26T09:00", zone=channel.workspace.zone, key=str(number), remote_id=f"remote{number}",
        address=f"https://server.example/{number}", published_at=at,
    )  # fmt: skip
    record("publication.publish", workspace=channel.workspace_id, thing="publication", code=publication.code)
    return publication


def counted(publication: Publication | None, channel: Channel, ago: timedelta, **figures: int) -> None:
    """A look of some time ago, kept as the worker keeps it."""
    import time_machine

    rows = FigureDue.objects.select_related("channel", "publication", "latest")
    row = rows.get(publication=publication, channel=channel)
    at = now() - ago
    with time_machine.travel(at, tick=False):
        keep(
            row,
            Measured(tuple(Told(name, value, at) for name, value in figures.items()), {"told": figures}),
            row.token,
        )


def taken_down(publication: Publication) -> None:
    """By a person, an hour ago."""
    at = now() - timedelta(hours=1)
    Removal.objects.create(publication=publication, asked_at=at, done_at=at)


@pytest.fixture
def bluesky(harbour: Workspace) -> Channel:
    channel = channel_of(harbour, "bluesky")
    record("channel.connect", workspace=harbour.pk, thing="channel", code=channel.code)
    return channel


@pytest.fixture
def practice(harbour: Workspace) -> Channel:
    return Channel.objects.filter(workspace=harbour, network="practice").first() or channel_of(harbour, "practice")


@pytest.fixture
def went_out(bluesky: Channel) -> WentOut:
    """``went_out("Rain menu", hours=30, likes=4)``: a post of some hours ago, counted now if figures are given."""

    def made(text: str, hours: float = 30, on: Channel = bluesky, **figures: int) -> Publication:
        publication = publication_on(on, text, timedelta(hours=hours))
        planner.read()
        if figures:
            counted(publication, on, timedelta(0), **figures)
        return publication

    return made
