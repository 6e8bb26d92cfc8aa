"""The fictional world in bulk, for budgets and pictures: any number of posts, in rows made at once.

The rows are of the shape that the public acts leave; a test compares the two.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from convivial.content.models import Approval, Edition, Post, Variant
from convivial.lib import now as clock
from convivial.lib.codes import new_code
from convivial.lib.now import WALL
from convivial.networks.models import Channel
from convivial.publishing.models import Attempt, Publication
from convivial.team.models import User, Workspace

from .sayings import MORE, SAYINGS

STATES_BEHIND = ("published",) * 46 + ("failed", "unknown", "on_hold", "cancelled")
WALLS = ("07:45", "09:00", "12:00", "17:30", "18:00", "20:15")


@dataclass(frozen=True)
class Volume:
    """How much world: posts, and on how many days around today they lie; ``days_ahead`` below zero ends before today.
    ``has_trouble``: a few of the past ones failed, or wait for somebody; ``said``: the words, one after the other,
    else those of ``sayings``."""

    posts: int = 1000
    channels_a_post: int = 3
    days_behind: int = 15
    days_ahead: int = 14
    seed: int = 11
    has_trouble: bool = True
    said: Sequence[str] = ()


def fill(workspace: Workspace, author: User, channels: Sequence[Channel], volume: Volume) -> None:
    """Adds ``volume.posts`` posts with ``channels_a_post`` publications each, half behind and half ahead of now."""
    chance = random.Random(volume.seed)
    with transaction.atomic():
        posts = _posts(workspace, author, volume, chance)
        variants = _variants(posts, channels, volume, chance)
        editions = _editions(variants, posts)
        _publications(workspace, author, variants, editions, volume, chance)


def _posts(workspace: Workspace, author: User, volume: Volume, chance: random.Random) -> list[Post]:
    rows = [
        Post(workspace=workspace, author=author, text=text, language=workspace.language, revision=1)
        for text in (volume.said[: volume.posts] if volume.said else _texts(volume.posts, chance))
    ]
    return Post.objects.bulk_create(rows, batch_size=500)


def _texts(how_many: int, chance: random.Random) -> Iterator[str]:
    """Nothing twice, as long as there is something else to say."""
    said, more = set[str](), iter(MORE)
    for _ in range(how_many):
        text = chance.choice(SAYINGS)
        yield next(more, text) if text in said else text
        said.add(text)


def _variants(
    posts: Sequence[Post], channels: Sequence[Channel], volume: Volume, chance: random.Random
) -> list[Variant]:
    rows = [
        Variant(post=post, channel=channel, language=post.language)
        for post in posts
        for channel in chance.sample(list(channels), min(volume.channels_a_post, len(channels)))
    ]
    return Variant.objects.bulk_create(rows, batch_size=500)


def _editions(variants: Sequence[Variant], posts: Sequence[Post]) -> list[Edition]:
    text_of = {post.pk: post.text for post in posts}
    rows = [
        Edition(
            variant=variant,
            text=text_of[variant.post_id],
            language=variant.language,
            fingerprint=hashlib.sha256(f"{variant.pk}{text_of[variant.post_id]}".encode()).hexdigest(),
        )
        for variant in variants
    ]
    editions = Edition.objects.bulk_create(rows, batch_size=500)
    for variant, edition in zip(variants, editions, strict=True):
        variant.edition = edition
    Variant.objects.bulk_update(variants, ["edition"], batch_size=500)
    Approval.objects.bulk_create([Approval(edition=edition) for edition in editions], batch_size=500)
    return editions


def _publications(
    workspace: Workspace,
    author: User,
    variants: Sequence[Variant],
    editions: Sequence[Edition],
    volume: Volume,
    chance: random.Random,
) -> None:
    today = clock.day(clock.now(), workspace.zone)
    when: dict[int, datetime] = {}
    rows = []
    for variant, edition in zip(variants, editions, strict=True):
        meant = when.setdefault(variant.post_id, _wall(today, volume, chance))
        rows.append(_publication(workspace, author, variant, edition, meant, chance, volume.has_trouble))
    made = Publication.objects.bulk_create(rows, batch_size=500)
    gone = [row for row in made if row.state in ("published", "failed", "unknown")]
    Attempt.objects.bulk_create([_attempt(row) for row in gone], batch_size=500)


def _wall(today: object, volume: Volume, chance: random.Random) -> datetime:
    away = chance.randint(-volume.days_behind, volume.days_ahead)
    return datetime.fromisoformat(f"{today}T{chance.choice(WALLS)}") + timedelta(days=away)


def _publication(
    workspace: Workspace,
    author: User,
    variant: Variant,
    edition: Edition,
    meant: datetime,
    chance: random.Random,
    has_trouble: bool,
) -> Publication:
    due = clock.instant(meant, workspace.zone)
    state = _state(variant, due, chance) if has_trouble else "published"
    row = Publication(
        workspace=workspace, channel_id=variant.channel_id, variant=variant, edition=edition, state=state,
        due_at=due, try_at=due, wall_time=meant.strftime(WALL), zone=workspace.zone,
        scheduled_by=author, key=new_code(),
    )  # fmt: skip
    if state == "published":
        row.published_at, row.remote_id = due + timedelta(seconds=1), new_code()
        row.tries = row.token = 1
    elif state in ("failed", "unknown", "on_hold"):
        row.reason, row.tries, row.token = REASONS[state], 1, 1
    return row


def _state(variant: Variant, due: datetime, chance: random.Random) -> str:
    if due > clock.now():
        return "scheduled"
    return "published" if variant.channel.network == Channel.PRACTICE else chance.choice(STATES_BEHIND)


REASONS = {"failed": "refused", "unknown": "ask_person", "on_hold": "too_late"}


def _attempt(row: Publication) -> Attempt:
    outcome = {"published": "published", "failed": "refused", "unknown": "unknown"}[row.state]
    return Attempt(
        publication=row, token=1, worker="demo", began_at=row.due_at, ended_at=row.due_at + timedelta(seconds=1),
        outcome=outcome,
    )  # fmt: skip
