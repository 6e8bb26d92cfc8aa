from datetime import timedelta

import time_machine

from convivial.content import presence
from convivial.content.models import Post, Presence
from convivial.demo.cast import Cast
from convivial.lib.now import now


def test_two_people_in_one_post_see_each_other(cast: Cast, post: Post) -> None:
    presence.here(post, cast.ben)
    presence.here(post, cast.mina)
    presence.here(post, cast.mina)
    assert presence.others(post, cast.ben) == [cast.mina]
    assert presence.others(post, cast.mina) == [cast.ben]


def test_who_has_gone_is_not_seen_any_more(cast: Cast, post: Post) -> None:
    presence.here(post, cast.mina)
    presence.gone(post, cast.mina)
    assert presence.others(post, cast.ben) == []


def test_who_fell_silent_is_forgotten(cast: Cast, post: Post) -> None:
    presence.here(post, cast.mina)
    with time_machine.travel(now() + timedelta(seconds=40), tick=False):
        assert presence.others(post, cast.ben) == []
        presence.here(post, cast.ben)
    assert Presence.objects.get().user == cast.ben
