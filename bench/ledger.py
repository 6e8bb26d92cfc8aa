"""A ledger full of due publications, for benchmarks and storms; and the one checker, which reads only the network's
own log and compares it with what the ledger says."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from convivial.content.models import Edition, Post, Variant
from convivial.lib.codes import new_code
from convivial.networks.models import Channel, Secret
from convivial.publishing.models import Lane, Publication
from convivial.team.models import User, Workspace


@dataclass(frozen=True)
class Size:
    publications: int = 10_000
    channels: int = 500
    workspaces: int = 5
    greeting: str = "Morning"  # the first word of each text, which tells in a log what it was for


def fill(size: Size, port: int, due_at: datetime, spread: timedelta = timedelta(0)) -> None:
    """``size.publications`` text posts without links, due at ``due_at`` or evenly within ``spread`` after it."""
    by = User.objects.create_user(f"{new_code()}@harbour.example", name="Bench")
    homes = [
        Workspace.objects.create(slug=f"harbour-{new_code()}", name=f"Harbour {number}")
        for number in range(size.workspaces)
    ]
    channels = [_channel(homes[number % len(homes)], number, port) for number in range(size.channels)]
    Lane.objects.bulk_create([Lane(channel=each, workspace_id=each.workspace_id) for each in channels])
    _publications(channels, by, size, due_at, spread)


def _channel(workspace: Workspace, number: int, port: int) -> Channel:
    channel = Channel.objects.create(
        workspace=workspace, network="mastodon", server=f"http://127.0.0.1:{port}", remote_id=str(number),
        handle=f"harbour{number}@example", name=f"Harbour {number}", limits={"keeps_key": 0},
    )  # fmt: skip
    secret = Secret(channel=channel)
    secret.keep({"access_token": f"account{number}"})
    secret.save()
    return channel


def _publications(channels: Sequence[Channel], by: User, size: Size, due_at: datetime, spread: timedelta) -> None:
    many = size.publications
    chosen = [channels[number % len(channels)] for number in range(many)]
    texts = [f"{size.greeting} {number}: the ferry leaves at six." for number in range(many)]
    posts = Post.objects.bulk_create(
        [Post(workspace_id=c.workspace_id, author=by, text=t) for c, t in zip(chosen, texts, strict=True)], 1000
    )
    variants = Variant.objects.bulk_create(
        [Variant(post=p, channel=c, language="en") for p, c in zip(posts, chosen, strict=True)], 1000
    )
    editions = Edition.objects.bulk_create(
        [
            Edition(variant=v, fingerprint=hashlib.sha256(t.encode()).hexdigest(), text=t, language="en")
            for v, t in zip(variants, texts, strict=True)
        ],
        1000,
    )
    moments = [due_at + spread * number / many for number in range(many)]
    Publication.objects.bulk_create(
        [
            Publication(
                workspace_id=c.workspace_id, channel=c, variant=v, edition=e, due_at=at, try_at=at,
                wall_time=at.strftime("%Y-%m-%dT%H:%M"), zone="UTC", scheduled_by=by, key=new_code() + new_code(),
            )
            for c, v, e, at in zip(chosen, variants, editions, moments, strict=True)
        ],
        1000,
    )  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """``lost``: said to be published and not there, or there and not said so; ``doubled``: there more than once,
    or under a key that no publication has. Whose a post is says its key alone: two may have the same words, and one
    may be there twice in different ones."""

    sent: int
    lost: int
    doubled: int
    states: dict[str, int]
    lateness: list[float]  # seconds from due to arrival at the network, sorted


def judge(log: Path) -> Verdict:
    made = [json.loads(line) for line in log.read_text().splitlines()]
    there = Counter((each["account"], each["key"]) for each in made)
    arrived = {(each["account"], each["key"]): each["at"] for each in reversed(made)}
    rows = Publication.objects.values_list("channel__remote_id", "key", "state", "due_at")
    states: Counter[str] = Counter()
    lost, lateness, known = 0, [], 0
    for remote, key, state, due_at in rows.iterator(2000):
        place = (f"account{remote}", key)
        states[state] += 1
        lost += (state == "published") != (there[place] > 0)
        if place in arrived:
            known += 1
            lateness.append(arrived[place] - due_at.timestamp())
    return Verdict(len(made), lost, len(made) - known, dict(states), sorted(lateness))
