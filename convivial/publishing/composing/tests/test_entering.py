"""A time that was chosen while a post waits for its yes stands: with the yes the post goes out at it by itself."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from convivial.content import approving, writing
from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.networks import granting
from convivial.networks.models import Channel
from convivial.publishing import scheduling
from convivial.publishing.composing import planning
from convivial.publishing.models import Publication
from convivial.team.belonging import remove
from convivial.team.models import MemberRole, User

from .conftest import Press, new_channel

As = Callable[[User], Client]
MONDAY = datetime.fromisoformat("2026-11-23T08:00:00+00:00")  # 09:00 in Berlin
TUESDAY = datetime(2026, 11, 24, 9, 0)
BERLIN = "Europe/Berlin"
State = Publication.State

pytestmark = pytest.mark.usefixtures("required")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as coordinates:
        yield coordinates


def waiting() -> set[tuple[str, str]]:
    return set(Publication.objects.exclude(state=State.CANCELLED).values_list("state", "wall_time"))


def shown_of(post: Post) -> list[str]:
    """What the page sends along: the fingerprints of what stands on it."""
    return [each.edition.fingerprint for each in post.variants.select_related("edition") if each.edition]


def is_cleared(post: Post) -> bool:
    editions = set(Publication.objects.filter(variant__post=post).values_list("edition", flat=True))
    return approving.cleared(editions) == editions


TUESDAY_AT_NINE = {("scheduled", "2026-11-24T09:00")}


def test_time_chosen_after_asking_is_scheduled_and_the_yes_lets_it_out(
    cast: Cast, press: Press, post: Post, acts: Callable[[], list[str]]
) -> None:
    press(cast.ben, post, "submit")
    assert not Publication.objects.exists()
    shown = press(cast.ben, post, "plan", {"when": "tomorrow 9"}).content.decode()
    assert "Waits for a yes. With a yes it goes out Tue 24 Nov 09:00 Berlin time." in shown
    assert waiting() == TUESDAY_AT_NINE
    assert not is_cleared(post)
    approving.approve(post, cast.cleo)
    assert waiting() == TUESDAY_AT_NINE
    assert is_cleared(post)
    assert acts().count("post.schedule") == 1


def test_time_chosen_after_a_not_yet_stands_at_the_second_asking(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    approving.not_yet(post, cast.cleo, "Which day?")
    planning.plan(post, cast.ben, TUESDAY, BERLIN)
    assert not Publication.objects.exists()
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    assert waiting() == TUESDAY_AT_NINE


def test_approvers_own_words_let_it_out_at_the_chosen_time(cast: Cast, press: Press, post: Post) -> None:
    planning.plan(post, cast.ben, TUESDAY, BERLIN)
    approving.ask(post, cast.ben)
    press(cast.cleo, post, "write", {"text": "Forty-one cups.", "revision": post.revision, "stood": shown_of(post)})
    assert approving.open_question(post) is None
    assert waiting() == TUESDAY_AT_NINE
    assert set(Publication.objects.values_list("edition__text", flat=True)) == {"Forty-one cups."}
    assert is_cleared(post)


def test_channel_added_while_it_waits_goes_out_at_the_same_time(cast: Cast, press: Press, post: Post) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "submit")
    assert Publication.objects.count() == 2
    writing.add_channel(post, cast.ben, new_channel(cast.harbour, "bluesky"))
    approving.approve(post, cast.cleo)
    assert Publication.objects.count() == 3
    assert waiting() == TUESDAY_AT_NINE


def test_yes_to_some_channels_waits_for_the_others(cast: Cast, press: Press, post: Post) -> None:
    press(cast.ben, post, "submit")
    approving.approve(post, cast.cleo, list(post.variants.all()[:1]))
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    assert waiting() == TUESDAY_AT_NINE
    assert not is_cleared(post)
    approving.approve(post, cast.cleo)
    assert Publication.objects.count() == 2
    assert is_cleared(post)


def test_time_chosen_after_the_yes_is_a_wish_until_somebody_schedules(cast: Cast, press: Press, post: Post) -> None:
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    shown = press(cast.ben, post, "plan", {"when": "tomorrow 9"}).content.decode()
    assert not Publication.objects.exists()
    assert "Schedule for 2 channels, Tue 24 Nov 09:00 Berlin time" in shown


def test_yes_after_the_moment_of_a_wish_asks_for_another_time(
    cast: Cast, press: Press, as_: As, post: Post, clock: time_machine.Traveller
) -> None:
    planning.plan(post, cast.ben, TUESDAY, BERLIN)
    clock.shift(timedelta(days=2))
    press(cast.ben, post, "submit")
    assert "has passed: it needs a new time, too" in as_(cast.cleo).get(page(post)).content.decode()
    assert "needs a new one" in press(cast.cleo, post, "approve", {"seen": shown_of(post)}).content.decode()
    assert not Publication.objects.exists()
    assert "Choose a new time" in as_(cast.ben).get(page(post)).content.decode()


def test_yes_after_the_moment_says_so_and_another_time_schedules_it(
    cast: Cast, press: Press, as_: As, post: Post, clock: time_machine.Traveller
) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "submit")
    clock.shift(timedelta(days=2))
    Publication.objects.update(state=State.ON_HOLD, reason="not_approved", try_at=None)  # as its moment does
    assert "needs a new one" in press(cast.cleo, post, "approve", {"seen": shown_of(post)}).content.decode()
    shown = as_(cast.ben).get(page(post)).content.decode()
    assert "The yes came when its moment had passed." in shown
    assert "Choose a new time" in shown
    shown = press(cast.ben, post, "plan", {"when": "tomorrow 10"}).content.decode()
    assert waiting() == {("scheduled", "2026-11-26T10:00")}
    assert "Goes out Thu 26 Nov 10:00 Berlin time." in shown


def test_what_was_on_hold_for_a_yes_waits_for_its_moment_again(
    cast: Cast, press: Press, post: Post, clock: time_machine.Traveller
) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "submit")
    Publication.objects.update(state=State.ON_HOLD, reason="not_approved", try_at=None)
    approving.approve(post, cast.cleo)
    assert waiting() == TUESDAY_AT_NINE


def test_what_somebody_held_stays_held(cast: Cast, press: Press, post: Post) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "submit")
    for each in Publication.objects.with_story():
        scheduling.hold(each, cast.ben, "wait for the ferry")
    approving.approve(post, cast.cleo)
    press(cast.ben, post, "plan", {"when": "tomorrow 10"})
    assert waiting() == {("on_hold", "2026-11-24T10:00")}


def test_what_was_cancelled_since_stays_cancelled(
    cast: Cast, press: Press, post: Post, clock: time_machine.Traveller
) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "submit")
    clock.shift(60)
    for each in Publication.objects.with_story():
        scheduling.cancel(each, cast.ben)
    approving.approve(post, cast.cleo)
    assert waiting() == set()


def test_cancelled_channel_stays_cancelled_when_another_is_brought_back_and_has_its_yes(
    cast: Cast, press: Press, post: Post
) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "submit")
    back, gone = Publication.objects.with_story().order_by("pk")
    for each in (back, gone):
        scheduling.cancel(each, cast.ben)
    scheduling.bring_back(back, cast.ben)
    writing.write(post, cast.ben, "Forty-one cups.", post.revision)
    approving.approve(post, cast.cleo)
    assert set(Publication.objects.values_list("pk", "state")) == {(back.pk, "scheduled"), (gone.pk, "cancelled")}


def test_another_time_while_the_yes_is_pending_leaves_a_cancelled_channel_cancelled(
    cast: Cast, press: Press, post: Post, clock: time_machine.Traveller
) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "submit")
    stays, gone = Publication.objects.with_story().order_by("pk")
    scheduling.cancel(gone, cast.ben)
    clock.shift(60)
    press(cast.ben, post, "plan", {"when": "tomorrow 10"})
    approving.approve(post, cast.cleo)
    assert set(Publication.objects.values_list("pk", "state")) == {(stays.pk, "scheduled"), (gone.pk, "cancelled")}
    assert waiting() == {("scheduled", "2026-11-24T10:00")}


def test_channel_kept_for_others_is_scheduled_in_the_name_of_one_of_them(
    cast: Cast, press: Press, post: Post, mastodon: Channel
) -> None:
    granting.grant(mastodon, cast.ana, [cast.ana])
    press(cast.ben, post, "submit")
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    assert [each.channel.network for each in Publication.objects.with_story()] == ["practice"]
    press(cast.ana, post, "plan", {"when": "tomorrow 9"})
    assert set(Publication.objects.values_list("channel__network", "scheduled_by")) == {
        ("practice", cast.ben.pk), ("mastodon", cast.ana.pk)
    }  # fmt: skip


def scheduled_by() -> list[tuple[str, int | None, str]]:
    rows = Publication.objects.order_by("channel__network")
    return list(rows.values_list("channel__network", "scheduled_by", "state"))


def test_whoever_chose_the_time_schedules_and_not_whoever_says_yes(cast: Cast, post: Post) -> None:
    MemberRole.objects.create(membership=cast.harbour.memberships.get(user=cast.cleo), name="creator")
    planning.plan(post, cast.mina, TUESDAY, BERLIN)
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    assert scheduled_by() == [("mastodon", cast.mina.pk, "scheduled"), ("practice", cast.mina.pk, "scheduled")]
    assert Line.objects.get(act="post.schedule").actor_id == cast.mina.pk


def test_channel_where_whoever_chose_the_time_may_not_publish_waits_for_one_who_may(
    cast: Cast, as_: As, press: Press, post: Post, mastodon: Channel
) -> None:
    MemberRole.objects.create(membership=cast.harbour.memberships.get(user=cast.cleo), name="creator")
    planning.plan(post, cast.mina, TUESDAY, BERLIN)
    granting.grant(mastodon, cast.ana, [cast.ana, cast.cleo])
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    assert scheduled_by() == [("mastodon", cast.mina.pk, "on_hold"), ("practice", cast.mina.pk, "scheduled")]
    today = as_(cast.ana).get("/w/harbour/").content.decode()
    assert "Its time was chosen by somebody who may not publish here." in today
    press(cast.ana, Publication.objects.get(channel=mastodon), "resume")
    assert waiting() == TUESDAY_AT_NINE
    assert is_cleared(post)


def test_time_of_somebody_who_may_not_schedule_any_more_stays_a_wish_and_today_says_so(
    cast: Cast, as_: As, post: Post
) -> None:
    planning.plan(post, cast.mina, TUESDAY, BERLIN)
    approving.ask(post, cast.ben)
    remove(cast.harbour.memberships.get(user=cast.mina), cast.ana)
    approving.approve(post, cast.cleo)
    assert not Publication.objects.exists()
    today = as_(cast.ben).get("/w/harbour/").content.decode()
    assert "Cleo said yes" in today
    assert "It is meant for Tue 24 Nov 09:00 Berlin time, and goes out once you schedule it." in today


def test_channel_added_after_whoever_chose_the_time_has_left_waits_on_hold(
    cast: Cast, press: Press, post: Post
) -> None:
    press(cast.mina, post, "plan", {"when": "tomorrow 9"})
    press(cast.mina, post, "submit")
    writing.add_channel(post, cast.ben, new_channel(cast.harbour, "bluesky"))
    remove(cast.harbour.memberships.get(user=cast.mina), cast.ana)
    approving.approve(post, cast.cleo)
    assert [state for _, _, state in scheduled_by()] == ["on_hold", "scheduled", "scheduled"]


def test_approver_who_may_not_schedule_leaves_the_time_she_chose_to_others(cast: Cast, as_: As, post: Post) -> None:
    approving.ask(post, cast.ben)
    planning.plan(post, cast.cleo, TUESDAY, BERLIN)
    approving.approve(post, cast.cleo)
    assert not Publication.objects.exists()
    assert "goes out once you schedule it" in as_(cast.ben).get("/w/harbour/").content.decode()


def test_time_chosen_in_the_calendar_stands_too(cast: Cast, as_: As, post: Post) -> None:
    approving.ask(post, cast.ben)
    address = f"/w/harbour/posts/{post.code}/move/"
    shown = as_(cast.ben).post(address, {"day": "2026-11-24"}, headers={"HX-Request": "true"}).content.decode()
    assert "It goes out with a yes." in shown
    approving.approve(post, cast.cleo)
    assert waiting() == TUESDAY_AT_NINE


def test_who_may_not_move_what_waits_gives_its_post_no_other_time(
    cast: Cast, press: Press, as_: As, post: Post
) -> None:
    press(cast.ben, post, "submit")
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    address, typed = f"/w/harbour/posts/{post.code}/", {"day": "2026-11-25", "when": "2026-11-25 10:00"}
    assert as_(cast.cleo).post(f"{address}move/", typed).status_code == 403
    assert as_(cast.cleo).post(f"{address}plan/", typed).status_code == 403
    assert waiting() == TUESDAY_AT_NINE


def test_other_zone_is_kept_when_what_waits_moves_along(cast: Cast, press: Press, post: Post) -> None:
    press(cast.ben, post, "submit")
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "plan", {"when": "2026-11-24 09:00", "zone": "Asia/Tokyo"})
    moments = {(each.wall_time, each.zone, each.due_at.isoformat()) for each in Publication.objects.all()}
    assert moments == {("2026-11-24T09:00", "Asia/Tokyo", "2026-11-24T00:00:00+00:00")}


def page(post: Post) -> str:
    return f"/w/harbour/posts/{post.code}/"
