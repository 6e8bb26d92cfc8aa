"""A whole post on hold, and resumed, on all its channels in one act."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.networks import granting
from convivial.publishing.models import Publication
from convivial.team.models import User

from .conftest import Press

As = Callable[[User], Client]
Acts = Callable[[], list[str]]
State = Publication.State
HOLD, RESUME = "Put this post on hold", "Resume on all channels"


@pytest.fixture
def sent(cast: Cast, press: Press, post: Post) -> Post:
    """On two channels, tomorrow at nine."""
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "schedule")
    return post


def states(post: Post) -> list[str]:
    return list(Publication.objects.filter(variant__post=post).order_by("pk").values_list("state", flat=True))


def page(browser: Client, post: Post) -> str:
    return browser.get(f"/w/harbour/posts/{post.code}/").content.decode()


def test_all_channels_are_put_on_hold_and_resumed_with_one_press_and_one_line_each(
    cast: Cast, press: Press, as_: As, sent: Post, acts: Acts
) -> None:
    moments = set(Publication.objects.values_list("due_at", flat=True))
    assert HOLD in page(as_(cast.ben), sent)
    assert press(cast.ben, sent, "hold", {"why": "The bells moved"}).status_code == 200
    assert states(sent) == [State.ON_HOLD] * 2
    shown = page(as_(cast.ben), sent)
    assert shown.count("Put on hold: The bells moved") == 2
    assert RESUME in shown
    assert press(cast.ben, sent, "resume").status_code == 200
    assert states(sent) == [State.SCHEDULED] * 2
    assert set(Publication.objects.values_list("due_at", flat=True)) == moments
    assert acts()[-2:] == ["post.hold", "post.resume"]


def test_pressing_twice_does_no_harm(cast: Cast, press: Press, sent: Post, acts: Acts) -> None:
    for verb in ("hold", "resume"):
        assert [press(cast.ben, sent, verb).status_code for _ in range(2)] == [200, 200]
    assert acts()[-2:] == ["post.hold", "post.resume"]


@pytest.mark.parametrize("verb", ["hold", "resume"])
def test_act_is_out_of_reach_for_others(cast: Cast, press: Press, as_: As, sent: Post, verb: str) -> None:
    assert as_(cast.ben).get(f"/w/harbour/posts/{sent.code}/{verb}/").status_code == 405
    assert press(cast.omar, sent, verb).status_code == 404
    assert press(cast.greta, sent, verb).status_code == 403
    assert states(sent) == [State.SCHEDULED] * 2


def test_an_approver_may_hold_and_not_resume(cast: Cast, press: Press, as_: As, sent: Post) -> None:
    assert press(cast.cleo, sent, "hold").status_code == 200
    assert RESUME not in page(as_(cast.cleo), sent)
    assert press(cast.cleo, sent, "resume").status_code == 403


def test_a_new_time_is_asked_for_only_where_the_old_one_has_passed(
    cast: Cast, press: Press, as_: As, sent: Post
) -> None:
    press(cast.ben, sent, "hold")
    late, ahead = Publication.objects.order_by("pk")
    Publication.objects.filter(pk=ahead.pk).update(due_at=ahead.due_at + timedelta(days=3))
    ahead.refresh_from_db()
    with time_machine.travel(late.due_at + timedelta(hours=1), tick=False):
        assert "Its moment has passed. When does it go out?" in page(as_(cast.ben), sent)
        assert press(cast.ben, sent, "resume").status_code == 422
        assert press(cast.ben, sent, "resume", {"when": "yesterday 9"}).status_code == 422
        assert states(sent) == [State.ON_HOLD] * 2
        assert press(cast.ben, sent, "resume", {"when": "in 2 hours"}).status_code == 200
        was = ahead.due_at
        late.refresh_from_db()
        ahead.refresh_from_db()
        assert states(sent) == [State.SCHEDULED] * 2
        assert (ahead.due_at, now() < late.due_at <= now() + timedelta(hours=2)) == (was, True)


def test_what_waits_for_another_reason_is_not_resumed_along_with_the_others(
    cast: Cast, press: Press, sent: Post
) -> None:
    first = Publication.objects.order_by("pk")[0]
    Publication.objects.filter(pk=first.pk).update(state=State.ON_HOLD, reason="not_theirs")
    press(cast.ben, sent, "hold")
    press(cast.ben, sent, "resume")
    assert states(sent) == [State.ON_HOLD, State.SCHEDULED]


def test_what_is_going_out_is_left_alone_and_nothing_left_is_said(cast: Cast, press: Press, sent: Post) -> None:
    Publication.objects.update(state=State.SENDING)
    answer = press(cast.ben, sent, "hold")
    assert answer.status_code == 422
    assert "there is nothing to put on hold" in answer.content.decode()
    assert states(sent) == [State.SENDING] * 2


def test_who_is_not_on_the_list_of_a_channel_resumes_nothing(cast: Cast, press: Press, as_: As, sent: Post) -> None:
    press(cast.ben, sent, "hold")
    granting.grant(Publication.objects.order_by("pk")[0].channel, cast.ana, [cast.mina])
    assert RESUME not in page(as_(cast.ben), sent)
    assert press(cast.ben, sent, "resume").status_code == 422
    assert states(sent) == [State.ON_HOLD] * 2
    assert press(cast.mina, sent, "resume").status_code == 200
