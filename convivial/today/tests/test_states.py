"""One word for where a post stands, the same on every page: each state walks through all of them."""

import re
from collections.abc import Callable
from html import unescape

import pytest
import time_machine
from django.test import Client

from convivial.content import approving, offering, writing
from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.publishing import holding, standing, states
from convivial.publishing.composing import planning
from convivial.publishing.models import Publication, Removal
from convivial.team.models import User

from .test_today import plan

As = Callable[[User], Client]
SATURDAY = "2026-11-21T09:24:00+01:00"
WORDS = "The rain menu begins"
OF_PLACES = ("open", "missed")  # a place in the calendar that no post has taken
WITHOUT_TIME = (standing.DRAFT, standing.APPROVED)  # a yes to what has its time schedules it
TITLES = {word: str(look.title) for word, look in states.LOOKS.items()}


def in_the_ledger(cast: Cast, word: str) -> Post:
    """A post due today of whose one publication this word is true."""
    state = {
        "held": "scheduled", "waiting": "scheduled", "cut_off": "scheduled", "asking": "unknown",
        "coming_down": "published", "taken_down": "published", "still_there": "published",
    }.get(word, word)  # fmt: skip
    row = plan(cast.harbour, cast.ben, WORDS, "2026-11-21T18:00", state)
    if word == "waiting":
        approving.set_rule(cast.harbour, cast.ana, True)
    if word == "held":
        holding.hold_all(cast.ana, "An accident in the harbour", cast.harbour)
    if word == "cut_off":
        Channel.objects.update(access=Channel.Access.WITHDRAWN)
    if word == "asking":
        Publication.objects.update(try_at=clock.now())
    if word in ("coming_down", "still_there", "taken_down"):
        at = clock.now()
        done = at if word == "taken_down" else None
        Removal.objects.create(publication=row, asked_by=cast.ben, asked_at=at, due_at=None, done_at=done)
    if word == "still_there":
        Removal.objects.update(reason="not_allowed")
    return row.variant.post


def not_in_the_ledger(cast: Cast, word: str) -> Post:
    named = {"remote_id": "1", "handle": "desk", "name": "Desk"}
    channel = Channel.objects.create(workspace=cast.harbour, network="practice", **named)
    approving.set_rule(cast.harbour, cast.ana, True)
    author = cast.theo if word in (standing.OFFERED, standing.GIVEN_BACK) else cast.ben
    post = writing.start(cast.harbour, author, WORDS)
    writing.add_channel(post, author, channel)
    if word not in WITHOUT_TIME:
        planning.plan(post, author, clock.wall(clock.now(), "Europe/Berlin").replace(hour=18), "Europe/Berlin")
    if word in (standing.WAITING, standing.APPROVED, standing.NOT_YET):
        approving.ask(post, cast.ben)
    if word == standing.APPROVED:
        approving.approve(post, cast.cleo)
    if word == standing.NOT_YET:
        approving.not_yet(post, cast.cleo, "Which rain?")
    if word in (standing.OFFERED, standing.GIVEN_BACK):
        offering.offer(post, cast.theo)
    if word == standing.GIVEN_BACK:
        offering.give_back(post, cast.ben, "Which rain?")
    return post


def said_on(browser: Client, address: str, tag: str = "li") -> set[str]:
    """The words of state that a page says in the elements that show the post."""
    answer = browser.get(f"/w/harbour/{address}")
    assert answer.status_code == 200, address
    shown = [some for some in re.findall(rf"<{tag}\b.*?</{tag}>", answer.content.decode(), re.S) if WORDS in some]
    text = " · ".join(unescape(re.sub(r"<[^>]+>", " ", some)) for some in shown)
    return _in(text)


def said_in_the_composer(browser: Client, post: Post) -> set[str]:
    seen = browser.get(f"/w/harbour/posts/{post.code}/").content.decode()
    return _in(unescape(" · ".join(re.findall(r'<span class="word[^"]*">(?:<svg.*?</svg>)?([^<]+)</span>', seen))))


def _in(text: str) -> set[str]:
    """The longest first, so that "On hold" is not found in "On hold with everything"."""
    found = set()
    for title in sorted(TITLES.values(), key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(title)}(?!\w)", text):
            found.add(title)
            text = text.replace(title, "")
    return found


@pytest.mark.parametrize("word", [each for each in standing.LOUDEST_FIRST if each != "cancelled"])
@time_machine.travel(SATURDAY, tick=False)
def test_a_publication_is_called_the_same_on_every_page(cast: Cast, as_: As, word: str) -> None:
    post, browser, title = in_the_ledger(cast, word), as_(cast.ana), {TITLES[word]}
    assert said_on(browser, "calendar/") == title
    assert said_on(browser, "calendar/week/") == title
    assert said_on(browser, "calendar/list/") == title
    assert said_on(browser, "posts/find/?q=rain+menu", "a") == title
    assert said_in_the_composer(browser, post) == title
    assert said_on(browser, "") >= (title if word != "scheduled" else set())  # "in 20 min" says more


@pytest.mark.parametrize("word", standing.OF_POSTS)
@time_machine.travel(SATURDAY, tick=False)
def test_a_draft_is_called_the_same_on_every_page(cast: Cast, as_: As, word: str) -> None:
    post, browser, title = not_in_the_ledger(cast, word), as_(cast.ana), {TITLES[word]}
    is_plain = word == standing.DRAFT  # nothing is said beside a mere draft without a time
    assert said_on(browser, "calendar/") == (set() if is_plain else title)
    assert said_on(browser, "calendar/week/") == (set() if is_plain else title)
    assert said_on(browser, "posts/new/") == title
    assert said_on(browser, "posts/find/?q=rain+menu", "a") == title
    assert said_in_the_composer(browser, post) >= title


def test_every_word_has_its_look_and_every_look_its_word() -> None:
    assert set(states.LOOKS) == {*standing.LOUDEST_FIRST, *standing.OF_POSTS, *OF_PLACES}
    looks = [(str(look.title), look.icon, look.tone) for look in states.LOOKS.values()]
    assert len(set(looks)) == len(looks)
