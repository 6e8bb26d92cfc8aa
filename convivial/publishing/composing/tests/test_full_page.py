"""The page of a post on which everything stands at once asks the database no more than any other."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from convivial.content import approving, links, remarking, writing
from convivial.content.models import Post
from convivial.content.remarking import Place
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.networks import granting
from convivial.publishing.models import Attempt, Publication
from convivial.team.models import User

from .conftest import a_picture, new_channel
from .test_composer_page import QUERIES

As = Callable[[User], Client]
State = Publication.State
MANY_LINKS = " ".join(f"https://harbour.example/{number}" for number in range(10))


@pytest.fixture
def full(cast: Cast, as_: As, post: Post, required: None) -> Post:
    """Ten channels in two languages, words of their own, pictures, links of which some are promised, a publication
    that went out, others that did not, many editions, and a "not yet" that nobody has answered."""
    _say_it_everywhere(cast, post)
    _show_pictures(cast, as_(cast.ben), post)
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    _let_some_go_out(post)
    writing.write(post, cast.ben, f"Nadia tastes fifty cups before lunch. {MANY_LINKS}", post.revision)
    _remark(cast, post)
    approving.not_yet(post, cast.cleo, "Fifty? Ask her.")
    return post


def _remark(cast: Cast, post: Post) -> None:
    """On the common words, and on the words of a channel."""
    for variant in post.variants.select_related("edition"):
        edition: Any = variant.edition
        place = Place(edition.fingerprint, 0, 5, edition.text[:5])
        remarking.remark(post, cast.cleo, variant, place, "Is that so?")


def _say_it_everywhere(cast: Cast, post: Post) -> None:
    writing.write(post, cast.ben, f"Nadia tastes forty cups. {MANY_LINKS}", 0)
    for number in range(8):
        network = ("mastodon", "bluesky")[number % 2]
        channel = new_channel(cast.harbour, network, remote_id=f"p{number}", handle=f"@cup{number}")
        writing.add_channel(post, cast.ben, channel)
    for variant in list(post.variants.select_related("channel")):
        german = writing.add_channel(post, cast.ben, variant.channel, "de")
        writing.write_variant(german, cast.ben, f"Vierzig Tassen auf {variant.pk}. {MANY_LINKS}", 0)
    addresses = MANY_LINKS.split()
    links.store(cast.harbour.pk, {each: links.Look("not_found", 404) for each in addresses[:8]})
    for each in addresses[:4]:
        links.promise(post, cast.ben, each, now() + timedelta(days=1))


def _show_pictures(cast: Cast, browser: Client, post: Post) -> None:
    pictures = [a_picture(colour=colour) for colour in ("tan", "teal", "navy", "plum")]
    browser.post(f"/w/harbour/posts/{post.code}/add-picture/", {"picture": pictures})
    assert post.pictures.count() == 4


def _let_some_go_out(post: Post) -> None:
    states = [State.PUBLISHED, State.FAILED, State.CANCELLED, State.ON_HOLD, State.UNKNOWN]
    for number, variant in enumerate(post.variants.exclude(edition=None)[:10]):
        for year in (0, 1):
            row = Publication.objects.create(
                workspace=post.workspace, channel_id=variant.channel_id, variant=variant,
                edition_id=variant.edition_id, state=states[number % 5], wall_time="2030-01-01T09:00",
                due_at=now() + timedelta(days=365 * year), zone="Europe/Berlin", published_at=now(), token=1,
                key=f"{number} {year}", remote_id=f"{number} {year}",
            )  # fmt: skip
            Attempt.objects.create(publication=row, token=1, worker="w", began_at=now(), outcome="refused")


def questions(browser: Client, post: Post, part: str = "") -> tuple[int, str]:
    """The fewest of a few: what the house asks every few seconds belongs to no page."""
    address = f"/w/harbour/posts/{post.code}/{part}"
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            shown = browser.get(address).content.decode()
        counts.append(len(asked))
    return min(counts), shown


@pytest.mark.parametrize("part", ["", "words/", "beside/"])
def test_a_full_page_asks_no_more_than_any_other(cast: Cast, as_: As, full: Post, part: str) -> None:
    asked, shown = questions(as_(cast.ben), full, part)
    assert asked <= QUERIES
    stands = ("says: not yet", "Is that so?", "1 try", "Take it down", "Resume", "Try again", "@cup7", "tastes fifty")
    assert [each for each in stands if each not in shown] == []


def test_a_channel_kept_for_others_asks_only_for_their_names(cast: Cast, as_: As, full: Post) -> None:
    variant: Any = full.variants.filter(publications__state="published").first()
    granting.grant(variant.channel, cast.ana, [cast.ana])
    asked, shown = questions(as_(cast.ben), full)
    assert asked <= QUERIES + 1
    assert 0 < shown.count("Take it down") < questions(as_(cast.ana), full)[1].count("Take it down")


def test_a_contributors_draft_asks_no_more(cast: Cast, as_: As, post: Post) -> None:
    draft = writing.start(cast.harbour, cast.theo, f"An idea. {MANY_LINKS}")
    for variant in post.variants.select_related("channel"):
        writing.add_channel(draft, cast.theo, variant.channel)
    for person in (cast.theo, cast.ben):
        assert questions(as_(person), draft)[0] <= QUERIES
