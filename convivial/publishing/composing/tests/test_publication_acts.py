"""What people do with what is in the ledger already, from the post's page."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from convivial.content import writing
from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.networks.models import Channel
from convivial.publishing import holding
from convivial.publishing.models import Attempt, Doubt, Plan, Publication, Removal
from convivial.team.models import User

from .conftest import Press

As = Callable[[User], Client]
Acts = Callable[[], list[str]]
State = Publication.State

# verb → the state it starts from, the state it ends in, its line
CHORUS: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "hold": (State.SCHEDULED, State.ON_HOLD, {"why": "Storm warning"}, "publication.hold"),
    "resume": (State.ON_HOLD, State.SCHEDULED, {}, "publication.resume"),
    "cancel": (State.SCHEDULED, State.CANCELLED, {}, "publication.cancel"),
    "bring-back": (State.CANCELLED, State.SCHEDULED, {}, "publication.bring_back"),
    "retry": (State.FAILED, State.SCHEDULED, {}, "publication.retry"),
    "settle": (State.UNKNOWN, State.PUBLISHED, {"there": "yes"}, "publication.settle"),
    "take-down": (State.PUBLISHED, State.PUBLISHED, {}, "publication.remove"),
}


@pytest.fixture
def sent(cast: Cast, press: Press, post: Post) -> Publication:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "schedule")
    found = Publication.objects.order_by("pk").first()
    assert found is not None
    return found


def put(publication: Publication, state: str) -> Publication:
    Publication.objects.filter(pk=publication.pk).update(
        state=state, remote_id="r1", published_at=now(), reason="ask_person" if state == State.UNKNOWN else ""
    )
    publication.refresh_from_db()
    return publication


@pytest.mark.parametrize("verb", CHORUS)
def test_act_works_and_leaves_its_line(cast: Cast, press: Press, sent: Publication, acts: Acts, verb: str) -> None:
    begins, ends, data, line = CHORUS[verb]
    assert press(cast.ben, put(sent, begins), verb, data).status_code == 200
    sent.refresh_from_db()
    assert sent.state == ends
    assert acts()[-1] == line


@pytest.mark.parametrize("verb", CHORUS)
def test_act_is_out_of_reach_for_others(cast: Cast, press: Press, as_: As, sent: Publication, verb: str) -> None:
    begins, _, data, _ = CHORUS[verb]
    put(sent, begins)
    assert as_(cast.ben).get(f"/w/harbour/publications/{sent.code}/{verb}/").status_code == 405
    assert press(cast.omar, sent, verb, data).status_code == 404
    assert press(cast.greta, sent, verb, data).status_code == 403
    sent.refresh_from_db()
    assert sent.state == begins


@pytest.mark.parametrize("verb", CHORUS)
def test_pressing_twice_does_no_harm(cast: Cast, press: Press, sent: Publication, acts: Acts, verb: str) -> None:
    begins, ends, data, line = CHORUS[verb]
    press(cast.ben, put(sent, begins), verb, data)
    assert press(cast.ben, sent, verb, data).status_code in (200, 422)
    sent.refresh_from_db()
    assert sent.state == ends
    assert acts().count(line) == 1


def page(browser: Client, publication: Publication) -> str:
    return browser.get(f"/w/harbour/posts/{publication.variant.post.code}/").content.decode()


@pytest.mark.parametrize(
    ("state", "offered", "not_offered"),
    [
        (State.SCHEDULED, "Put on hold", "Try again"),
        (State.ON_HOLD, "Resume", "Put on hold"),
        (State.FAILED, "Try again", "Put on hold"),
        (State.UNKNOWN, "It is not there: send it again", "Cancel</button>"),
        (State.UNKNOWN, "It is not there: leave it", "Cancel</button>"),
        (State.PUBLISHED, "Take it down", "Try again"),
    ],
)
def test_page_offers_what_fits_the_state(
    cast: Cast, as_: As, sent: Publication, state: str, offered: str, not_offered: str
) -> None:
    Publication.objects.exclude(pk=sent.pk).delete()
    put(sent, state)
    shown = page(as_(cast.ben), sent)
    assert offered in shown
    assert not_offered not in shown
    assert offered not in page(as_(cast.greta), sent)


def test_tries_are_told_in_sentences(cast: Cast, as_: As, sent: Publication) -> None:
    Publication.objects.filter(pk=sent.pk).update(token=1)
    Attempt.objects.create(
        publication=sent, token=1, worker="w", began_at=now(), outcome="refused", detail={"detail": "<b>No</b> emoji"}
    )
    assert "1 try" in page(as_(cast.ben), sent)
    address = f"publications/{sent.code}/tries/"
    shown = as_(cast.greta).get(f"/w/harbour/{address}").content.decode()
    assert as_(cast.omar).get(f"/w/museum/{address}").status_code == 404
    assert "did not take it" in shown
    assert "&lt;b&gt;No&lt;/b&gt; emoji" in shown


def test_address_that_leads_elsewhere_than_the_web_is_left_out(cast: Cast, press: Press, sent: Publication) -> None:
    put(sent, State.UNKNOWN)
    press(cast.ben, sent, "settle", {"there": "yes", "address": "javascript:alert(1)"})
    sent.refresh_from_db()
    assert (sent.state, sent.address) == (State.PUBLISHED, "")


SETTLED = {
    "again": (State.SCHEDULED, ["publication.settle", "publication.retry"]),
    "leave": (State.CANCELLED, ["publication.settle", "publication.cancel"]),
}


@pytest.mark.parametrize("there", SETTLED)
def test_what_is_not_there_goes_out_again_or_is_left_with_one_press(
    cast: Cast, press: Press, as_: As, sent: Publication, acts: Acts, there: str
) -> None:
    ends, lines = SETTLED[there]
    Publication.objects.exclude(pk=sent.pk).delete()
    put(sent, State.UNKNOWN)
    Doubt.objects.create(publication=sent, since=now(), at=now())
    assert press(cast.greta, sent, "settle", {"there": there}).status_code == 403
    assert press(cast.ben, sent, "settle", {"there": there}).status_code == 200
    assert press(cast.ben, sent, "settle", {"there": there}).status_code == 422
    sent.refresh_from_db()
    assert (sent.state, Doubt.objects.exists()) == (ends, False)
    assert acts()[-2:] == lines
    assert Plan.objects.exists() == (there == "again")


def test_what_was_left_can_be_brought_back_as_one_that_failed(cast: Cast, press: Press, sent: Publication) -> None:
    put(sent, State.UNKNOWN)
    press(cast.ben, sent, "settle", {"there": "leave"})
    assert press(cast.ben, sent, "bring-back").status_code == 200
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == (State.FAILED, "said_not_there")


@pytest.mark.parametrize("there", SETTLED)
def test_nobody_settles_while_the_house_still_asks(cast: Cast, press: Press, sent: Publication, there: str) -> None:
    put(sent, State.UNKNOWN)
    Publication.objects.filter(pk=sent.pk).update(reason="no_answer", try_at=now())
    assert press(cast.ben, sent, "settle", {"there": there}).status_code == 422
    sent.refresh_from_db()
    assert sent.state == State.UNKNOWN


def test_cancelling_can_be_taken_back_to_the_exact_time(
    cast: Cast, press: Press, sent: Publication, post: Post
) -> None:
    before = (sent.due_at, sent.wall_time, sent.zone)
    answer = press(cast.ben, sent, "cancel").content.decode()
    assert f"/publications/{sent.code}/bring-back/" in answer
    press(cast.ben, sent, "bring-back")
    sent.refresh_from_db()
    assert (sent.due_at, sent.wall_time, sent.zone) == before
    assert sent.state == State.SCHEDULED


def test_what_was_on_hold_comes_back_on_hold_with_its_reason(cast: Cast, press: Press, sent: Publication) -> None:
    press(cast.ben, sent, "hold", {"why": "Storm warning"})
    press(cast.ben, sent, "cancel")
    press(cast.ben, sent, "bring-back")
    sent.refresh_from_db()
    assert (sent.state, sent.reason, sent.reason_params) == (State.ON_HOLD, "by_person", {"why": "Storm warning"})


def test_what_missed_its_moment_while_it_was_cancelled_waits_for_somebody(
    cast: Cast, press: Press, sent: Publication
) -> None:
    press(cast.ben, sent, "cancel")
    Publication.objects.filter(pk=sent.pk).update(due_at=now() - timedelta(minutes=1))
    press(cast.ben, sent, "bring-back")
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == (State.ON_HOLD, "too_late")


def test_what_was_planned_anew_does_not_come_back_beside_it(
    cast: Cast, press: Press, sent: Publication, post: Post
) -> None:
    for each in Publication.objects.all():
        press(cast.ben, each, "cancel")
    press(cast.ben, post, "plan", {"when": "in 3 days 10:00"})
    press(cast.ben, post, "schedule")
    answer = press(cast.ben, sent, "bring-back")
    assert answer.status_code == 422
    assert "planned anew" in answer.content.decode()


def test_cancelling_everything_forgets_the_day(
    cast: Cast, press: Press, as_: As, sent: Publication, post: Post
) -> None:
    first, second = Publication.objects.order_by("pk")
    press(cast.ben, first, "cancel")
    assert Plan.objects.filter(post=post).exists()
    press(cast.ben, second, "cancel")
    assert not Plan.objects.filter(post=post).exists()
    page = as_(cast.ben).get(f"/w/harbour/posts/{post.code}/").content.decode()
    assert 'id="plan-when" name="when" autocomplete="off" maxlength="60" value=""' in page


def test_missed_post_is_published_now_or_given_another_time(
    cast: Cast, press: Press, as_: As, sent: Publication
) -> None:
    put(sent, State.ON_HOLD)
    address = f"/w/harbour/posts/{sent.variant.post.code}/"
    ahead = as_(cast.ben).get(address).content.decode()
    assert ">Resume<" in ahead
    Publication.objects.filter(pk=sent.pk).update(due_at=now() - timedelta(hours=1), reason="too_late")
    page = as_(cast.ben).get(address).content.decode()
    assert ">Resume<" not in page
    assert ">Publish now<" in page
    assert ">Choose another time<" in page
    press(cast.ben, sent, "resume")
    sent.refresh_from_db()
    assert sent.state == State.SCHEDULED
    assert sent.due_at <= now()


def test_taking_down_is_asked_first_with_what_it_does(cast: Cast, as_: As, sent: Publication) -> None:
    for each in Publication.objects.all():
        put(each, State.PUBLISHED)
    page = as_(cast.ben).get(f"/w/harbour/posts/{sent.variant.post.code}/").content.decode()
    assert "Take it down from Mastodon?" in page
    assert "That cannot be undone." in page
    assert "It stays on Mastodon (Harbour Coffee)." in page


def test_published_post_asks_for_no_yes(cast: Cast, press: Press, as_: As, sent: Publication, required: None) -> None:
    post = sent.variant.post
    for each in Publication.objects.all():
        put(each, State.PUBLISHED)
    page = as_(cast.ben).get(f"/w/harbour/posts/{post.code}/").content.decode()
    assert "for a yes" not in page
    assert "Use it again" in page
    assert "gone out already" in press(cast.ben, post, "submit").content.decode()


@pytest.mark.parametrize(("why", "said"), [("Storm warning", "Put on hold: Storm warning"), ("", "Put on hold.<")])
def test_putting_on_hold_asks_why_and_says_it(
    cast: Cast, press: Press, as_: As, sent: Publication, why: str, said: str
) -> None:
    assert 'name="why"' in page(as_(cast.ben), sent)
    press(cast.ben, sent, "hold", {"why": why})
    assert said in page(as_(cast.ben), sent)


def test_foot_says_what_waits(cast: Cast, press: Press, as_: As, sent: Publication) -> None:
    assert "Goes out " in foot(as_(cast.ben), sent)
    press(cast.ben, sent, "hold")
    one = foot(as_(cast.ben), sent)
    assert "Goes out " in one
    assert "it waits." in one
    press(cast.ben, Publication.objects.exclude(pk=sent.pk).get(), "hold")
    both = foot(as_(cast.ben), sent)
    assert "Goes out " not in both
    assert "It is on hold: it waits until somebody resumes it." in both


def test_foot_says_that_everything_waits(cast: Cast, press: Press, as_: As, sent: Publication) -> None:
    holding.hold_all(cast.ana, "Storm", cast.harbour)
    assert "Goes out " not in foot(as_(cast.ben), sent)
    assert "Everything is on hold: it waits" in foot(as_(cast.ben), sent)


def foot(browser: Client, publication: Publication) -> str:
    return page(browser, publication).partition('id="composer-foot"')[2].partition("</section>")[0]


def test_every_part_of_an_answer_has_its_place_on_the_page(
    cast: Cast, as_: As, press: Press, sent: Publication
) -> None:
    for each in Publication.objects.all():
        put(each, State.PUBLISHED)
    shown = page(as_(cast.ben), sent)
    assert 'id="words"' not in shown
    answer = press(cast.ben, sent, "take-down").content.decode()
    parts = re.findall(r'id="([\w-]+)"[^>]* hx-swap-oob="true"', answer)
    assert len(parts) > 5
    assert [each for each in parts if f'id="{each}"' not in shown] == []


def test_channel_taken_off_the_post_is_not_brought_back_by_undoing_a_cancelling(
    cast: Cast, press: Press, sent: Publication
) -> None:
    press(cast.ben, sent, "cancel")
    writing.drop_channel(sent.variant, cast.ben)
    response = press(cast.ben, sent, "bring-back")
    assert response.status_code == 422
    assert "This channel was taken off the post meanwhile." in response.content.decode()
    writing.add_channel(sent.variant.post, cast.ben, sent.channel)
    assert press(cast.ben, sent, "bring-back").status_code == 200
    sent.refresh_from_db()
    assert sent.state == State.SCHEDULED


def test_what_a_lost_channel_held_says_when_the_channel_is_back(cast: Cast, as_: As, sent: Publication) -> None:
    put(sent, State.ON_HOLD)
    Publication.objects.filter(pk=sent.pk).update(reason="disconnected")
    Channel.objects.filter(pk=sent.channel_id).update(access="withdrawn")
    assert "An owner has to connect the channel again" in page(as_(cast.ben), sent)
    Channel.objects.filter(pk=sent.channel_id).update(access="connected")
    assert "The channel is connected again." in page(as_(cast.ben), sent)


def test_what_could_not_be_taken_down_is_said_to_be_there_still(cast: Cast, as_: As, sent: Publication) -> None:
    put(sent, State.PUBLISHED)
    removal = Removal.objects.create(publication=sent, asked_by=cast.ben, asked_at=now(), due_at=now())
    assert "It is being taken down." in page(as_(cast.ben), sent)
    Removal.objects.filter(pk=removal.pk).update(reason="no_secret", due_at=None)
    shown = page(as_(cast.ben), sent)
    assert "It could not be taken down, so it is still there." in shown
    assert "It is being taken down." not in shown
    assert "Try again to take it down" in shown
