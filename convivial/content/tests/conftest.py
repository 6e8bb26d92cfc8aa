"""Channels of the Harbour, and posts on them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from convivial.content import approving, writing
from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.networks.models import Channel
from convivial.team.models import Workspace


def new_channel(workspace: Workspace, network: str, **fields: Any) -> Channel:
    fields = {"remote_id": f"{network}-1", "handle": "@harbour", "name": "Harbour Coffee", **fields}
    return Channel.objects.create(workspace=workspace, network=network, **fields)


@pytest.fixture(autouse=True)
def media_folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "media"


@pytest.fixture
def mastodon(harbour: Workspace) -> Channel:
    return new_channel(harbour, "mastodon", server="https://coast.example")


@pytest.fixture
def bluesky(harbour: Workspace) -> Channel:
    return new_channel(harbour, "bluesky")


@pytest.fixture
def post(cast: Cast, mastodon: Channel, bluesky: Channel) -> Post:
    """Ben's post on two channels, not asked about yet."""
    post = writing.start(cast.harbour, cast.ben, "Nadia tastes forty cups before lunch.")
    writing.add_channel(post, cast.ben, mastodon)
    writing.add_channel(post, cast.ben, bluesky)
    return post


@pytest.fixture
def required(cast: Cast) -> None:
    approving.set_rule(cast.harbour, cast.ana, True)


@pytest.fixture
def acts(db: None) -> Callable[[Post], list[str]]:
    """The journal of a post, in order."""
    from convivial.journal.models import Line

    return lambda post: list(
        Line.objects.filter(thing="post", thing_code=post.code).order_by("seq").values_list("act", flat=True)
    )
