"""A small world around the ledger: channels on a rehearsal network, posts on them, and a worker that takes turns."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
import time_machine

from convivial.content import writing
from convivial.content.finding import addresses_in
from convivial.content.models import Edition, LinkLook, Post, Variant
from convivial.demo.cast import Cast
from convivial.demo.strategies import plan as plan_strategies
from convivial.lib.now import day, now, wall
from convivial.networks import registry
from convivial.networks.models import Channel, Secret
from convivial.publishing import scheduling
from convivial.publishing.finding.reconciling import Reconciler
from convivial.publishing.models import Publication
from convivial.publishing.sending.sender import Sender
from convivial.strategy import checks
from convivial.strategy.models import Version
from convivial.work import kinds, threads

from .december import SUNDAY, channel
from .rehearsing import Beside, Rehearsal

MONDAY = datetime.fromisoformat("2026-11-23T08:00:00+00:00")  # 09:00 in Berlin


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Rehearsal:
    there = Rehearsal()
    known = registry.all_networks()
    monkeypatch.setattr(registry, "all_networks", lambda: (*known, there))
    return there


@pytest.fixture
def beside() -> Iterator[Beside]:
    executor = Beside()
    threads._pools[os.getpid()] = executor  # type: ignore[assignment]
    yield executor
    threads._pools.pop(os.getpid(), None)


@dataclass
class Stage:
    """What the tests of the ledger play on."""

    cast: Cast
    network: Rehearsal
    clock: time_machine.Traveller
    beside: Beside
    worker: str = "worker-1"

    def channel(self, number: int = 1, workspace: object = None) -> Channel:
        channel = Channel.objects.create(
            workspace=workspace or self.cast.harbour, network="rehearsal", remote_id=str(number),
            handle=f"harbour{number}", name=f"Harbour {number}",
        )  # fmt: skip
        secret = Secret(channel=channel)
        secret.keep({"access_token": f"token {number}"})
        secret.save()
        return channel

    def post(self, *channels: Channel, text: str = "The ferry leaves at six.") -> Post:
        post = writing.start(self.cast.harbour, self.cast.ben, text)
        for each in channels:
            writing.add_channel(post, self.cast.ben, each)
        return post

    def due(self, text: str = "The ferry leaves at six.", channel: Channel | None = None) -> Publication:
        """Scheduled for this very moment."""
        post = self.post(channel or self.channel(), text=text)
        return scheduling.schedule(post, self.cast.ben, wall(now(), "Europe/Berlin"), "Europe/Berlin")[0]

    def round(self, worker: str | None = None) -> None:
        """One worker takes turns until nothing is due any more."""
        sender = Sender()
        sender.ledger = self.beside  # type: ignore[assignment]
        self.beside.run(self._turns(sender, worker or self.worker))

    def look(self) -> None:
        """Asks the network for what is unknown and due to be asked for."""
        self.beside.run(Reconciler().turn(self.worker))

    def do(self, kind: str) -> None:
        self.beside.run(kinds.kind(kind).turn(self.worker))

    def wait(self, span: timedelta) -> None:
        self.clock.shift(span)

    def wait_for_step(self, publication: Publication) -> None:
        publication.refresh_from_db()
        assert publication.try_at is not None
        self.clock.move_to(publication.try_at + timedelta(milliseconds=1))

    def seen(self, address: str, verdict: str) -> None:
        import hashlib

        LinkLook.objects.update_or_create(
            workspace=self.cast.harbour, address_hash=hashlib.sha256(address.encode()).hexdigest(),
            defaults={"address": address, "verdict": verdict, "looked_at": now()},
        )  # fmt: skip

    async def _turns(self, sender: Sender, worker: str) -> None:
        for _ in range(200):
            if not await sender.turn(worker):
                return


@pytest.fixture
def stage(cast: Cast, network: Rehearsal, clock: time_machine.Traveller, beside: Beside) -> Stage:
    return Stage(cast, network, clock, beside)


def journalled(publication: Publication) -> list[str]:
    from convivial.journal.models import Line

    lines = Line.objects.filter(thing="publication", thing_code=publication.code).order_by("seq")
    return list(lines.values_list("act", flat=True))


@pytest.fixture
def planned(cast: Cast) -> Iterator[Cast]:
    """Harbour Coffee with its strategy, one channel on Mastodon and one on Bluesky, on a Sunday in November."""
    with time_machine.travel(SUNDAY, tick=False):
        plan_strategies(cast)
        for network in ("mastodon", "bluesky"):
            channel(cast.harbour, network)
        yield cast


Out = Callable[..., Post]


@pytest.fixture
def out(planned: Cast) -> Out:
    """``out("Rain menu", days=3)``: a post that went out some days ago, on Mastodon unless said otherwise."""
    Version.objects.filter(workspace=planned.harbour).update(begins_on=(now() - timedelta(days=60)).date())

    def made(text: str, days: float = 1, network: str = "mastodon", post: Post | None = None) -> Post:
        channel = Channel.objects.get(workspace=planned.harbour, network=network)
        post = post or Post.objects.create(workspace=planned.harbour, text=text)
        variant, _is_new = Variant.objects.get_or_create(post=post, channel=channel, language="en")
        edition = Edition.objects.get_or_create(
            variant=variant,
            fingerprint=sha256(text.encode()).hexdigest(),
            text=text,
            language="en",
            links=addresses_in(text),
        )[0]
        at = now() - timedelta(days=days)
        Publication.objects.create(
            workspace=planned.harbour, channel=channel, variant=variant, edition=edition, state="published",
            due_at=at, published_at=at, wall_time="2026-11-26T09:00", zone="Europe/Berlin", key=f"{post.pk} {days}",
        )  # fmt: skip
        return post

    return made


def asked(planned: Cast) -> checks.Question:
    question = checks.question(planned.harbour, day(now(), planned.harbour.zone))
    assert question is not None
    return question
