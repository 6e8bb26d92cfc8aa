"""The fictional world, built through the acts that people themselves use; only the past comes in bulk."""

import random
from datetime import datetime, time, timedelta
from typing import Any

from convivial.content import approving, media, offering, writing
from convivial.content.models import Post
from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.networks.practising import open_practice
from convivial.publishing import scheduling
from convivial.team.models import User, Workspace

from .cast import Cast, invite_the_cast
from .figures import count_all
from .held_against import hold_against
from .looked_back import THEMES, look_back
from .meetings import meet
from .pictures import landscape
from .sayings import PICTURES, SAYINGS
from .strategies import plan
from .volume import Volume, fill
from .who_does_what import say_who_does_what

BACK = 90  # days that the past reaches
MOST_BEFORE = 60  # posts


class TakenAlready(Exception):
    """This installation belongs to somebody; the message says so."""


def build(posts: int = 60) -> Cast:
    """Harbour Coffee at work and the Lighthouse Museum on its first day. ``posts`` is how much past and future."""
    if User.objects.exists() or Workspace.objects.exists():
        raise TakenAlready("Somebody lives here already. The fictional world only moves into an empty house.")
    cast = invite_the_cast()
    open_practice(cast.museum, cast.omar)
    plan(cast)
    channels = _channels(cast)
    fill(cast.harbour, cast.ben, channels, Volume(posts=posts))
    for volume in _before(posts):
        fill(cast.harbour, cast.ben, channels[1:], volume)
    count_all(cast.harbour)
    approving.set_rule(cast.harbour, cast.ana, is_required=True)
    _what_waits(cast, channels)
    hold_against(cast)
    look_back(cast.harbour)
    say_who_does_what(cast, channels)
    meet(cast)
    return cast


def _before(posts: int) -> list[Volume]:
    """A post a day back to ninety days ago, and two in the quieter weeks before now, so that a review and the mirror
    show a house at work; whatever went wrong then is mended. No more than a look around needs, however much world is
    asked for."""
    said = [f"{begin} {go_on}" for begins, ends in THEMES for begin in begins for go_on in ends]
    random.Random(12).shuffle(said)
    usual: dict[str, Any] = {"channels_a_post": 2, "has_trouble": False}
    count = min(posts, MOST_BEFORE)
    return [
        Volume(posts=count, days_behind=BACK, days_ahead=-29, seed=12, said=(*said[2:], *SAYINGS), **usual),
        *(Volume(posts=1, days_behind=day, days_ahead=-day, said=[said[day % 2]], **usual) for day in (25, 20)),
    ]


def _channels(cast: Cast) -> list[Channel]:
    practice = open_practice(cast.harbour, cast.ana)
    made = [
        Channel.objects.create(
            workspace=cast.harbour, network=network, server=server, remote_id=handle, handle=handle,
            name="Harbour Coffee", connected_by=cast.ana,
        )
        for network, server, handle in (
            ("mastodon", "https://social.harbour.example", "harbour@social.harbour.example"),
            ("bluesky", "https://pds.harbour.example", "coffee.harbour.example"),
        )
    ]  # fmt: skip
    return [practice, *made]


def _what_waits(cast: Cast, channels: list[Channel]) -> None:
    practice = channels[:1]
    asked = _post(cast, cast.ben, SAYINGS[1], channels, pictures=(1,))
    approving.ask(asked, cast.ben, note="For Thursday, before the tasting.")
    changed = _post(cast, cast.ben, SAYINGS[4], channels)
    approving.ask(changed, cast.ben)
    approving.approve(changed, cast.cleo)
    writing.write(changed, cast.ben, SAYINGS[4].replace("the whole quay", "half the town"), changed.revision)
    offered = _post(cast, cast.theo, SAYINGS[13], practice)
    offering.offer(offered, cast.theo)
    _post(cast, cast.mina, SAYINGS[11], practice, pictures=(0,))
    zone = cast.harbour.zone
    hours = _approved(cast, SAYINGS[7], channels[1:])
    for publication in scheduling.schedule(hours, cast.ben, _tomorrow(cast.harbour), zone):
        scheduling.hold(publication, cast.mina, "The church bells moved; Nadia asks for the new times.")
    ready = _approved(cast, SAYINGS[10], practice, pictures=(0, 2))
    scheduling.schedule(ready, cast.ben, _tomorrow(cast.harbour), zone)


def _approved(cast: Cast, text: str, channels: list[Channel], pictures: tuple[int, ...] = ()) -> Post:
    post = _post(cast, cast.ben, text, channels, pictures)
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    return post


def _post(cast: Cast, by: User, text: str, channels: list[Channel], pictures: tuple[int, ...] = ()) -> Post:
    post = writing.start(cast.harbour, by, text)
    for channel in channels:
        writing.add_channel(post, by, channel)
    for number in pictures:
        name, alt = PICTURES[number]
        picture = writing.add_picture(post, by, media.add(cast.harbour, by, name, landscape(number)))
        writing.describe(picture, by, alt)
    return post


def _tomorrow(workspace: Workspace) -> datetime:
    return datetime.combine(clock.day(clock.now(), workspace.zone) + timedelta(days=1), time(9))
