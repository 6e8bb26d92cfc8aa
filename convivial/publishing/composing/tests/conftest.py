"""Channels of the Harbour, a post on them, and a way to press what its page offers."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from convivial.content import approving, writing
from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.networks.models import Channel
from convivial.team.models import User, Workspace

Press = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def media_folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "media"


def new_channel(workspace: Workspace, network: str, **fields: Any) -> Channel:
    fields = {"remote_id": f"{network}-1", "handle": "@harbour", "name": "Harbour Coffee", **fields}
    return Channel.objects.create(workspace=workspace, network=network, **fields)


@pytest.fixture
def practice(harbour: Workspace) -> Channel:
    return new_channel(harbour, "practice", name="Practice", limits={})


@pytest.fixture
def mastodon(harbour: Workspace) -> Channel:
    return new_channel(harbour, "mastodon", server="https://coast.example")


@pytest.fixture
def post(cast: Cast, practice: Channel, mastodon: Channel) -> Post:
    """Ben's post on two channels."""
    post = writing.start(cast.harbour, cast.ben, "Nadia tastes forty cups before lunch.")
    writing.add_channel(post, cast.ben, practice)
    writing.add_channel(post, cast.ben, mastodon)
    return post


@pytest.fixture
def required(cast: Cast) -> None:
    approving.set_rule(cast.harbour, cast.ana, True)


@pytest.fixture
def press(as_: Callable[[User], Client]) -> Press:
    """Presses a button of a post as the page's script does: ``press(ben, post, "schedule")``."""

    def pressed(person: User, thing: Any, verb: str, data: dict[str, Any] | None = None) -> HttpResponse:
        things = {"Post": "posts", "PostPicture": "pictures", "Publication": "publications"}[type(thing).__name__]
        address = f"/w/harbour/{things}/{thing.code}/{verb}/"
        return as_(person).post(address, data or {}, headers={"HX-Request": "true"})

    return pressed


@pytest.fixture
def acts(db: None) -> Callable[[], list[str]]:
    """The journal's acts in order."""
    return lambda: list(Line.objects.order_by("seq").values_list("act", flat=True))


def a_picture(name: str = "cups.jpg", colour: str = "tan") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")
