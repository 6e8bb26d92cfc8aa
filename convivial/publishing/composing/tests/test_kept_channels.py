"""A channel that is kept for others: one writes for it, and its addresses refuse what would go out there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from convivial.content import approving, writing
from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.networks import granting
from convivial.networks.models import Channel
from convivial.publishing import scheduling
from convivial.publishing.errors import NotYours
from convivial.publishing.models import Publication
from convivial.team.models import User

from .conftest import Press

As = Callable[[User], Client]
State = Publication.State
WORDS = "Only Mina may publish on Harbour Coffee (Mastodon)."

# verb → the state it starts from, what is sent along
NARROWED: dict[str, tuple[str, dict[str, Any]]] = {
    "resume": (State.ON_HOLD, {}),
    "retry": (State.FAILED, {}),
    "settle": (State.UNKNOWN, {"there": "yes"}),
    "take-down": (State.PUBLISHED, {}),
}


@pytest.fixture
def kept(cast: Cast, mastodon: Channel) -> Channel:
    """Only Mina may publish there."""
    granting.grant(mastodon, cast.ana, [cast.mina])
    return mastodon


@pytest.fixture
def sent(cast: Cast, press: Press, post: Post, kept: Channel) -> Publication:
    """Mina scheduled the post on both channels; this is the one on the channel that is hers."""
    press(cast.mina, post, "plan", {"when": "tomorrow 9"})
    press(cast.mina, post, "schedule")
    return Publication.objects.get(channel=kept)


def put(publication: Publication, state: str) -> Publication:
    reason = "ask_person" if state == State.UNKNOWN else ""
    Publication.objects.filter(pk=publication.pk).update(
        state=state, remote_id="r1", published_at=now(), reason=reason
    )
    publication.refresh_from_db()
    return publication


def shown(browser: Client, post: Post) -> str:
    return browser.get(f"/w/harbour/posts/{post.code}/").content.decode()


def test_composer_says_whose_the_channel_is_and_offers_the_rest(
    cast: Cast, as_: As, press: Press, post: Post, kept: Channel
) -> None:
    page = shown(as_(cast.ben), post)
    assert WORDS in page
    assert "Publish now to @harbour" in page
    assert WORDS not in shown(as_(cast.mina), post)
    assert "Publish now to 2 channels" in shown(as_(cast.mina), post)
    assert WORDS not in shown(as_(cast.greta), post)


def test_writing_for_it_is_open(cast: Cast, press: Press, post: Post, kept: Channel) -> None:
    variant = post.variants.get(channel=kept)
    assert press(cast.ben, post, "change", {"on": variant.code}).status_code == 200
    mine = writing.start(cast.harbour, cast.ben, "Another one")
    assert press(cast.ben, mine, "add-channel", {"channel": kept.code}).status_code == 200


@pytest.mark.parametrize("verb", ["schedule", "publish"])
def test_pressing_takes_only_ones_own_channels(
    cast: Cast, press: Press, post: Post, practice: Channel, kept: Channel, verb: str
) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    assert press(cast.ben, post, verb).status_code == 200
    assert [row.channel for row in Publication.objects.all()] == [practice]


@pytest.mark.parametrize("verb", ["schedule", "publish"])
def test_address_refuses_when_nothing_is_ones_own(
    cast: Cast, press: Press, post: Post, practice: Channel, kept: Channel, verb: str
) -> None:
    press(cast.ben, post, "drop-channel", {"variant": post.variants.get(channel=practice).code})
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    answer = press(cast.ben, post, verb)
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not Publication.objects.exists()


@pytest.mark.parametrize("verb", NARROWED)
def test_address_refuses_what_concerns_a_kept_channel(cast: Cast, press: Press, sent: Publication, verb: str) -> None:
    begins, data = NARROWED[verb]
    before = Publication.objects.values().get(pk=put(sent, begins).pk)
    answer = press(cast.ben, sent, verb, data)
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert Publication.objects.values().get(pk=sent.pk) == before
    assert press(cast.mina, sent, verb, data).status_code == 200


@pytest.mark.parametrize("verb", ["hold", "cancel"])
def test_whoever_sees_a_mistake_can_stop_it(cast: Cast, press: Press, sent: Publication, verb: str) -> None:
    assert press(cast.ben, put(sent, State.SCHEDULED), verb).status_code == 200
    sent.refresh_from_db()
    assert sent.state in (State.ON_HOLD, State.CANCELLED)


def test_page_offers_no_button_for_it(cast: Cast, as_: As, sent: Publication) -> None:
    Publication.objects.exclude(pk=sent.pk).delete()
    for state, offered in ((State.FAILED, "Try again"), (State.ON_HOLD, "Resume"), (State.PUBLISHED, "Take it down")):
        put(sent, state)
        assert offered in shown(as_(cast.mina), sent.variant.post)
        assert offered not in shown(as_(cast.ben), sent.variant.post)


def test_calendar_moves_nothing_of_it(cast: Cast, as_: As, sent: Publication) -> None:
    before = sent.due_at
    other = Publication.objects.exclude(pk=sent.pk).get()
    day = {"day": "2027-03-01", "time": "09:00"}
    for code in (sent.code, other.code):  # the card is moved as a whole, or not at all
        answer = as_(cast.ben).post(f"/w/harbour/publications/{code}/move/", day)
        assert answer.status_code == 422
        assert WORDS in answer.content.decode()
    assert set(Publication.objects.values_list("due_at", flat=True)) == {before}
    only = day | {"only": [other.code]}
    assert as_(cast.ben).post(f"/w/harbour/publications/{other.code}/move/", only).status_code == 200
    sent.refresh_from_db()
    assert sent.due_at == before
    assert as_(cast.mina).post(f"/w/harbour/publications/{sent.code}/move/", day).status_code == 200


def test_dialog_lets_one_choose_ones_own_channels(cast: Cast, as_: As, sent: Publication) -> None:
    dialog = as_(cast.ben).get(f"/w/harbour/calendar/moving/{sent.code}/").content.decode()
    assert "kept for others" in dialog
    assert dialog.count("disabled") == 1


def test_planning_anew_does_not_move_it_either(cast: Cast, press: Press, sent: Publication) -> None:
    before = sent.due_at
    assert press(cast.ben, sent.variant.post, "plan", {"when": "tomorrow 17:30"}).status_code == 422
    sent.refresh_from_db()
    assert sent.due_at == before


def test_asking_for_a_yes_schedules_only_ones_own(
    cast: Cast, press: Press, post: Post, practice: Channel, kept: Channel, required: None
) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    assert press(cast.ben, post, "submit").status_code == 200
    assert [row.channel for row in Publication.objects.all()] == [practice]


def test_other_words_than_those_of_its_people_wait_there(cast: Cast, press: Press, sent: Publication) -> None:
    post = sent.variant.post
    post.refresh_from_db()
    writing.write(post, cast.ben, "Other words", post.revision)
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == (State.ON_HOLD, "words_of_others")
    assert Publication.objects.exclude(pk=sent.pk).get().state == State.SCHEDULED
    assert press(cast.ben, sent, "resume").status_code == 422
    assert press(cast.mina, sent, "resume").status_code == 200


def test_words_of_its_people_go_out(cast: Cast, sent: Publication) -> None:
    post = sent.variant.post
    post.refresh_from_db()
    writing.write(post, cast.mina, "Other words", post.revision)
    sent.refresh_from_db()
    assert sent.state == State.SCHEDULED


def test_where_a_yes_is_needed_the_yes_decides(cast: Cast, sent: Publication) -> None:
    post = sent.variant.post
    approving.set_rule(cast.harbour, cast.ana, True)
    post.refresh_from_db()
    writing.write(post, cast.ben, "Other words", post.revision)
    sent.refresh_from_db()
    assert sent.state == State.SCHEDULED


@pytest.mark.parametrize("act", ["schedule", "publish_now", "move", "resume", "retry", "settle", "take_down"])
def test_acts_ask_also_where_no_page_is(cast: Cast, sent: Publication, act: str) -> None:
    wall = now().replace(tzinfo=None, year=2027)
    post = sent.variant.post
    put(sent, {"resume": State.ON_HOLD, "retry": State.FAILED, "settle": State.UNKNOWN}.get(act, State.PUBLISHED))
    does: dict[str, Callable[[], object]] = {
        "schedule": lambda: scheduling.schedule(post, cast.ben, wall, "Europe/Berlin"),
        "publish_now": lambda: scheduling.publish_now(post, cast.ben),
        "move": lambda: scheduling.move(sent, cast.ben, wall),
        "resume": lambda: scheduling.resume(sent, cast.ben),
        "retry": lambda: scheduling.retry(sent, cast.ben),
        "settle": lambda: scheduling.settle(sent, cast.ben, True),
        "take_down": lambda: scheduling.take_down(sent, cast.ben),
    }
    with pytest.raises(NotYours):
        does[act]()
