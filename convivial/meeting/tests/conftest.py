"""Harbour Coffee on a Monday morning: a strategy, a Mastodon and a Bluesky channel, and the week behind it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from convivial.content.models import Edition, Post, Tie, Variant
from convivial.demo.cast import Cast
from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.publishing.models import Publication, Removal
from convivial.results.models import Figure, FigureDue, Observation
from convivial.strategy.models import NetworkChoice, Version
from convivial.strategy.tests.conftest import started

MONDAY = datetime.fromisoformat("2026-11-23T08:00:00+00:00")  # 09:00 in Berlin
WEDNESDAY = datetime.fromisoformat("2026-11-18T11:00:00+00:00")  # of last week

Begins = Callable[..., Version]


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as coordinates:
        yield coordinates


@dataclass
class World:
    """Rows in the shape that publishing and counting leave."""

    cast: Cast

    def channel(self, network: str = "mastodon") -> Channel:
        return Channel.objects.create(
            workspace=self.cast.harbour, network=network, remote_id=network, handle=f"@{network}", name="Harbour",
            server="https://server.example",
        )  # fmt: skip

    def strategy(self, since: timedelta = timedelta(days=60), **rhythms: tuple[int, int, int]) -> Version:
        """In force since then, with these rhythms and no others."""
        version = started(self.cast.harbour, self.cast.ana)
        Version.objects.filter(pk=version.pk).update(begins_on=(clock.now() - since).date())
        rows: Any = NetworkChoice._base_manager.filter(version=version)
        rows.exclude(network__in=rhythms).delete()
        for network, (least, aim, most) in rhythms.items():
            words = {"rhythm_min": least, "rhythm_target": Decimal(aim), "rhythm_max": most, "tier": "primary"}
            if not rows.filter(network=network).update(**words):
                NetworkChoice._base_manager.bulk_create([NetworkChoice(version=version, network=network, **words)])
        version.refresh_from_db()
        return version

    def out(
        self, channel: Channel, at: datetime = WEDNESDAY, text: str = "The ferry leaves at six.",
        state: str = "published", pillar: str = "", persona: str = "", **figures: int,
    ) -> Publication:  # fmt: skip
        post = Post.objects.create(workspace=channel.workspace, text=text)
        if pillar or persona:
            Tie.objects.create(post=post, pillar=pillar, persona=persona, by=self.cast.ben)
        variant = Variant.objects.create(post=post, channel=channel, language="en")
        edition = Edition.objects.create(variant=variant, fingerprint=str(post.pk), text=text, language="en")
        made = Publication.objects.create(
            workspace=channel.workspace, channel=channel, variant=variant, edition=edition, state=state, due_at=at,
            wall_time="2026-11-18T12:00", zone="Europe/Berlin", key=str(post.pk),
            published_at=at if state == "published" else None,
        )  # fmt: skip
        if figures:
            self.look(channel, made, at + timedelta(hours=2), **figures)
        return made

    def down(self, publication: Publication) -> None:
        """Taken down again a day later."""
        at = (publication.published_at or publication.due_at) + timedelta(days=1)
        Removal.objects.create(publication=publication, asked_by=self.cast.ben, asked_at=at, done_at=at)

    def followers(self, channel: Channel, before: int, after: int) -> None:
        """As last week began, and as it ended."""
        for at, count in ((MONDAY - timedelta(days=7, hours=12), before), (MONDAY - timedelta(hours=12), after)):
            self.look(channel, None, at, followers=count)

    def look(self, channel: Channel, publication: Publication | None, at: datetime, **figures: int) -> None:
        about: dict[str, Any] = {"workspace": channel.workspace, "channel": channel, "publication": publication}
        seen = Observation.objects.create(**about, observed_at=at)
        FigureDue.objects.update_or_create(**about, defaults={"latest": seen})
        for name, value in figures.items():
            Figure.objects.create(**about, observation=seen, name=name, value=value, observed_at=at)


@pytest.fixture
def world(cast: Cast, monday: time_machine.Traveller) -> World:
    return World(cast)
