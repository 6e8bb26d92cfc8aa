from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from convivial.content import deleting, editions, writing
from convivial.content.errors import NotNow
from convivial.content.models import Edition, Post, Variant
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.networks.models import Channel
from convivial.publishing import scheduling

WALL = datetime(2030, 1, 7, 9)


@pytest.fixture
def scheduled(cast: Cast, post: Post) -> Post:
    scheduling.schedule(post, cast.ben, WALL, "Europe/Berlin")
    return post


def cancel(post: Post, cast: Cast) -> None:
    for variant in post.variants.all():
        for publication in variant.publications.all():
            scheduling.cancel(publication, cast.ben)


def test_what_is_scheduled_is_not_deleted(cast: Cast, scheduled: Post) -> None:
    with pytest.raises(NotNow, match="Cancel what is scheduled first"):
        writing.delete(scheduled, cast.ben)
    cancel(scheduled, cast)
    writing.delete(scheduled, cast.ben)
    assert list(deleting.deleted(cast.harbour)) == [scheduled]


def test_a_deleted_post_with_a_history_is_kept_for_it(cast: Cast, scheduled: Post) -> None:
    cancel(scheduled, cast)
    writing.delete(scheduled, cast.ben)
    assert deleting.forget(now() + timedelta(days=31)) == 0
    assert Post.everything.filter(pk=scheduled.pk).exists()


def test_a_channel_with_something_scheduled_stays(cast: Cast, scheduled: Post) -> None:
    with pytest.raises(NotNow):
        writing.drop_channel(scheduled.variants.all()[0], cast.ben)


def test_a_channel_with_a_history_can_go_and_come_back(cast: Cast, scheduled: Post, mastodon: Channel) -> None:
    cancel(scheduled, cast)
    variant = scheduled.variants.get(channel=mastodon)
    writing.drop_channel(variant, cast.ben)
    assert [left.channel.network for left in scheduled.variants.all()] == ["bluesky"]
    assert Variant.everything.get(pk=variant.pk).publications.count() == 1
    assert writing.add_channel(scheduled, cast.ben, mastodon) == variant
    assert scheduled.variants.count() == 2


def test_what_is_scheduled_keeps_its_edition(cast: Cast, scheduled: Post) -> None:
    used = set(scheduled.variants.values_list("edition", flat=True))
    assert editions.forget_passing(now() + timedelta(days=9)) == 0
    assert used == set(Edition.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("name", ["cleo", "ravi", "greta", "theo", "omar", "zoe", "ivo"])
def test_who_may_not_delete_is_refused(cast: Cast, post: Post, name: str) -> None:
    with pytest.raises(PermissionDenied):
        writing.delete(post, getattr(cast, name))
    with pytest.raises(PermissionDenied):
        deleting.bring_back(post, getattr(cast, name))
