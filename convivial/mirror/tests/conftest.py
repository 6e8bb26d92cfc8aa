"""Harbour Coffee with a Mastodon channel at a stand-in, where somebody else has posted before."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest

from convivial.lib.now import now
from convivial.mirror.models import PastPost
from convivial.networks.models import Channel
from convivial.team.models import Workspace

NUMBERS = count(1)
Posted = Callable[..., PastPost]


@pytest.fixture
def mastodon(harbour: Workspace) -> Channel:
    return Channel.objects.create(
        workspace=harbour, network="mastodon", remote_id="7", handle="@harbour@social.example", name="Harbour Coffee",
        server="https://social.example",
    )  # fmt: skip


@pytest.fixture
def posted(mastodon: Channel) -> Posted:
    """``posted("Rain menu", days=3, likes=4)``: read back from the channel, or imported with ``channel=None``."""

    def made(text: str, days: float = 1, at: datetime | None = None, **more: object) -> PastPost:
        channel = more.pop("channel", mastodon)
        about = {"kind": more.pop("kind", "post"), "shape": more.pop("shape", "words")}
        return PastPost.objects.create(
            workspace=mastodon.workspace, channel=channel, network=more.pop("network", "mastodon"),
            remote_id=str(next(NUMBERS)), at=at or now() - timedelta(days=days), text=text, figures=more, **about,
        )  # fmt: skip

    return made
