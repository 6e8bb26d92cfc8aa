"""Asking networks what they count, with networks that are well, busy, gone, or silent."""

import asyncio
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from convivial.lib.now import now
from convivial.networks.errors import Disconnected, NetworkError, NotAllowed, TryLater
from convivial.networks.messages import Figure as Told
from convivial.networks.messages import Measured
from convivial.networks.models import Channel
from convivial.publishing.models import Publication, Removal
from convivial.results import measuring
from convivial.results.measuring import after_trouble, keep, measure
from convivial.results.models import Figure, FigureDue, Observation
from convivial.work.threads import close_threads

from .conftest import WentOut

HOUR = timedelta(hours=1)


def told(**figures: int) -> Measured:
    return Measured(tuple(Told(name, value, now()) for name, value in figures.items()), {"likeCount": 3})


def due_of(publication: Publication) -> FigureDue:
    return FigureDue.objects.select_related("channel", "publication", "latest").get(publication=publication)


def test_an_answer_is_kept_with_its_raw_form(went_out: WentOut) -> None:
    row = due_of(went_out("Rain menu", hours=1.5))
    due = keep(row, told(likes=3, shares=1), row.token)
    observation = Observation.objects.get()
    assert observation.raw == {"likeCount": 3}
    assert dict(observation.figures.values_list("name", "value")) == {"likes": 3, "shares": 1}
    assert due_of(row.publication).latest == observation
    assert due is not None
    assert due - row.publication.published_at >= timedelta(hours=24)


def test_what_was_not_told_has_no_row(went_out: WentOut) -> None:
    row = due_of(went_out("Rain menu"))
    keep(row, told(likes=0), row.token)
    assert list(Figure.objects.values_list("name", "value")) == [("likes", 0)]


def test_who_lost_the_claim_keeps_nothing(went_out: WentOut) -> None:
    row = due_of(went_out("Rain menu"))
    keep(row, told(likes=3), row.token + 1)
    assert not Observation.objects.exists()


def test_nonsense_is_left_out(went_out: WentOut) -> None:
    row = due_of(went_out("Rain menu"))
    keep(row, told(likes=-1, shares=1 << 63, replies=2), row.token)
    assert list(Figure.objects.values_list("name", "value")) == [("replies", 2)]


def test_a_busy_network_is_asked_again_when_it_said(went_out: WentOut) -> None:
    row = due_of(went_out("Rain menu"))
    again = after_trouble(row, TryLater("busy", retry_after=timedelta(hours=3)))
    assert again is not None
    assert again - now() > timedelta(hours=2, minutes=59)


def test_a_network_that_forbids_it_is_asked_at_the_next_age(went_out: WentOut) -> None:
    publication = went_out("Rain menu", hours=30)
    again = after_trouble(due_of(publication), NotAllowed("scope_missing"))
    assert again is not None
    assert again - publication.published_at >= timedelta(hours=48)


def test_after_thirty_days_nobody_asks_any_more(went_out: WentOut) -> None:
    assert after_trouble(due_of(went_out("Old", hours=31 * 24)), TryLater("unwell")) is None


def test_lost_access_is_told_once_and_nothing_is_lost(went_out: WentOut, bluesky: Channel) -> None:
    row = due_of(went_out("Rain menu"))
    for _ in range(2):
        assert after_trouble(row, Disconnected("token_refused")) is not None
    bluesky.refresh_from_db()
    assert bluesky.access == Channel.Access.WITHDRAWN


class Speaker:
    """A network as the worker meets it."""

    def __init__(self, answer: Measured | NetworkError) -> None:
        self.answer, self.asked = answer, list[str]()

    async def measure_post(self, access: Any, remote_id: str) -> Measured:
        return self._answered(remote_id)

    async def measure_channel(self, access: Any) -> Measured:
        return self._answered("channel")

    def _answered(self, what: str) -> Measured:
        self.asked.append(what)
        if isinstance(self.answer, NetworkError):
            raise self.answer
        return self.answer


def speaks(monkeypatch: pytest.MonkeyPatch, answer: Measured | NetworkError) -> Speaker:
    speaker = Speaker(answer)
    monkeypatch.setattr(measuring, "network", lambda name: speaker)
    monkeypatch.setattr(measuring.opening, "access", lambda channel: SimpleNamespace(channel=channel))
    return speaker


def worked(row: FigureDue) -> datetime | None:
    """As a worker does it, in threads with connections of their own."""

    async def once() -> datetime | None:
        return await measure(row)

    try:
        return asyncio.run(once())
    finally:
        close_threads()


@pytest.mark.django_db(transaction=True)
def test_the_worker_asks_for_the_post_and_keeps_the_answer(
    went_out: WentOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication, speaker = went_out("Rain menu"), speaks(monkeypatch, told(likes=7))
    assert worked(due_of(publication)) is not None
    assert speaker.asked == [publication.remote_id]
    assert Figure.objects.get().value == 7


@pytest.mark.django_db(transaction=True)
def test_the_worker_asks_for_the_channel_every_day(
    went_out: WentOut, bluesky: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    went_out("Rain menu")
    speaker = speaks(monkeypatch, told(followers=120))
    due = worked(FigureDue.objects.get(channel=bluesky, publication=None))
    assert speaker.asked == ["channel"]
    assert timedelta(hours=23) < due - now() <= timedelta(hours=24)


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_down_or_removed_is_not_asked_for(
    went_out: WentOut, bluesky: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication, speaker = went_out("Rain menu"), speaks(monkeypatch, told(likes=7))
    Removal.objects.create(publication=publication, asked_at=now(), done_at=now())
    assert worked(due_of(publication)) is None
    Channel.objects.filter(pk=bluesky.pk).update(access=Channel.Access.REMOVED)
    assert worked(FigureDue.objects.get(channel=bluesky, publication=None)) is None
    assert speaker.asked == []


@pytest.mark.django_db(transaction=True)
def test_trouble_never_touches_the_publication(went_out: WentOut, monkeypatch: pytest.MonkeyPatch) -> None:
    publication = went_out("Rain menu")
    speaks(monkeypatch, TryLater("unwell"))
    before = Publication.objects.filter(pk=publication.pk).values().get()
    worked(due_of(publication))
    assert Publication.objects.filter(pk=publication.pk).values().get() == before
