from collections.abc import Callable
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync, sync_to_async

from convivial.content import approving, editions, media, presence, tidying, writing
from convivial.content.models import Edition, Media, Post, Presence, Tidying
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.work.kinds import kind

from . import makers

LATER = timedelta(days=31)


def test_what_nobody_needs_goes_within_the_hour(cast: Cast, post: Post) -> None:
    media.add(cast.harbour, cast.ben, "x.png", makers.png())
    presence.here(post, cast.ben)
    gone = writing.start(cast.harbour, cast.ben, "Gone.")
    writing.delete(gone, cast.ben)
    tidying.throw_away(now() + timedelta(hours=1))
    assert Media.objects.exists()
    assert Post.everything.filter(pk=gone.pk).exists()
    tidying.throw_away(now() + LATER)
    assert not Media.objects.exists()
    assert not Post.everything.filter(pk=gone.pk).exists()
    assert not Presence.objects.exists()
    assert Post.objects.filter(pk=post.pk).exists()


def test_only_passing_editions_go(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    for revision, text in enumerate(["Nad", "Nadia tas", "Nadia tastes."]):
        writing.write(post, cast.ben, text, revision)
    assert Edition.objects.count() == 8
    assert editions.forget_passing(now() + timedelta(hours=23)) == 0
    assert editions.forget_passing(now() + timedelta(hours=25)) == 4
    assert {edition.text for edition in Edition.objects.all()} == {
        "Nadia tastes forty cups before lunch.",
        "Nadia tastes.",
    }


def test_the_row_of_the_work_is_there_and_comes_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    async def here(work: Callable[..., object], *args: object) -> object:
        return await sync_to_async(work)(*args)

    monkeypatch.setattr(tidying, "in_thread", here)
    kind("tidying").heal()
    kind("tidying").heal()
    row = Tidying.objects.get()
    again = async_to_sync(tidying.tidy)(row)
    assert timedelta(minutes=59) < again - now() < timedelta(minutes=61)
