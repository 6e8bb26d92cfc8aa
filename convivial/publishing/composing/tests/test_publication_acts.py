"""What people do with what is in the ledger already, from the post's page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.publishing.models import Attempt, Publication
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
        (State.UNKNOWN, "It is not there", "Cancel</button>"),
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
