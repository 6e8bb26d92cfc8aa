"""Asks networks what they count, and keeps their answers.

    at = await measure(row)   # when it is due again, or None

An answer in vain is tried again with longer and longer rests; what a network will not tell is left out. Nothing here
can touch a publication.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from convivial.lib.now import now
from convivial.networks import opening
from convivial.networks.errors import Disconnected, NetworkError, TryLater
from convivial.networks.messages import Figure as Told
from convivial.networks.messages import Measured
from convivial.networks.models import Channel
from convivial.networks.network import Access
from convivial.networks.registry import network
from convivial.work.threads import in_thread

from .ages import EVERY_DAY, GIVES_UP, again, last_due, next_of_channel, next_of_post
from .models import Figure, FigureDue, Observation

MOST = 1 << 62


async def measure(row: FigureDue) -> datetime | None:
    subject = await in_thread(_subject, row.pk)
    if subject is None:
        return None
    try:
        access = await in_thread(opening.access, subject.channel)
        measured = await _asked(subject, access)
    except NetworkError as error:
        return await in_thread(after_trouble, subject, error)
    return await in_thread(keep, subject, measured, row.token)


def _subject(pk: int) -> FigureDue | None:
    """The row with all that asking needs; None when there is nothing to ask about any more."""
    rows = FigureDue.objects.select_related("channel", "publication__removal", "latest")
    row = rows.filter(pk=pk).exclude(channel__access=Channel.Access.REMOVED).first()
    return None if row is None or _is_taken_down(row) else row


def _is_taken_down(row: FigureDue) -> bool:
    removal = getattr(row.publication, "removal", None)
    return removal is not None and removal.done_at is not None


async def _asked(subject: FigureDue, access: Access) -> Measured:
    speaker = network(subject.channel.network)
    if subject.publication is None:
        return await speaker.measure_channel(access)
    return await speaker.measure_post(access, subject.publication.remote_id)


def keep(row: FigureDue, measured: Measured, token: int) -> datetime | None:
    """Keeps an answer under a claim that is still ours, and says when the next one is due."""
    at = now()
    with transaction.atomic():
        mine = FigureDue.objects.select_for_update(no_key=True).filter(pk=row.pk, token=token).first()
        if mine is not None:
            mine.latest = _observed(row, measured, at)
            mine.save(update_fields=["latest"])
    return _next(row, at)


def after_trouble(row: FigureDue, error: NetworkError) -> datetime | None:
    """When it is worth asking again. Lost access is told to the channel's owners, as when sending meets it."""
    at = now()
    if isinstance(error, Disconnected):
        opening.withdraw(row.channel, error.reason)
        return _again(row, at, error)
    return _again(row, at, error) if isinstance(error, TryLater) else _next(row, at)


def _again(row: FigureDue, at: datetime, error: NetworkError) -> datetime | None:
    if row.publication is None:
        due = row.latest.observed_at + EVERY_DAY if row.latest else row.channel.connected_at
        return again(due, at, getattr(error, "retry_after", None))
    published_at = row.publication.published_at or at
    if at - published_at > GIVES_UP:
        return None
    return again(last_due(published_at, at), at, getattr(error, "retry_after", None))


def _next(row: FigureDue, at: datetime) -> datetime | None:
    if row.publication is None:
        return next_of_channel(at)
    return next_of_post(row.publication.published_at or at, at, row.publication.pk)


def _observed(row: FigureDue, measured: Measured, at: datetime) -> Observation:
    about = {"workspace_id": row.workspace_id, "channel_id": row.channel_id, "publication_id": row.publication_id}
    observation = Observation.objects.create(**about, observed_at=at, raw=dict(measured.raw))
    Figure.objects.bulk_create(
        Figure(**about, observation=observation, name=told.name, value=told.value, observed_at=at)
        for told in _sane(measured.figures)
    )
    return observation


def _sane(figures: Iterable[Told]) -> list[Told]:
    """Each name once, and only what can be a count."""
    kept = {told.name: told for told in figures if 0 <= told.value < MOST and len(told.name) <= 24}
    return list(kept.values())
