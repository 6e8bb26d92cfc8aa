"""What went out later than planned says so, and why, wherever a person looks."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from convivial.content import writing
from convivial.content.editions import freeze
from convivial.demo.cast import Cast
from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.publishing import lateness
from convivial.publishing.models import Attempt, Publication
from convivial.team.models import User

As = Callable[[User], Client]
State = Publication.State


def today() -> datetime:
    """Its first moment."""
    return clock.day_bounds(clock.day(clock.now(), "Europe/Berlin"), "Europe/Berlin")[0]


@pytest.fixture
def late(cast: Cast) -> Publication:
    """Doubted, found absent, and published seven minutes after its moment."""
    channel = Channel.objects.create(workspace=cast.harbour, network="mastodon", remote_id="1", name="Harbour")
    post = writing.start(cast.harbour, cast.ben, "Nadia tastes forty cups.")
    variant = writing.add_channel(post, cast.ben, channel)
    at = today() + timedelta(hours=12)
    row = Publication.objects.create(
        workspace=cast.harbour, channel=channel, variant=variant, edition=freeze(post)[0], state=State.PUBLISHED,
        due_at=at - timedelta(minutes=7), published_at=at, wall_time="2030-01-01T11:53", zone="Europe/Berlin",
        key="k",
    )  # fmt: skip
    for token, outcome in ((1, "later"), (2, "unknown"), (3, "published")):
        Attempt.objects.create(publication=row, token=token, worker="w", began_at=at, outcome=outcome)
    return row


def told(publication: Publication) -> str:
    row = Publication.objects.annotate(stumble=lateness.stumbled()).get(pk=publication.pk)
    return str(lateness.sentence(row, row.stumble))


def test_it_says_how_late_and_why(late: Publication) -> None:
    assert told(late) == (
        "It went out 7 minutes later than planned. A first try brought no clear answer, so we asked Mastodon and "
        "sent it once it was surely not there."
    )


def test_what_was_in_time_says_nothing(late: Publication) -> None:
    Publication.objects.update(due_at=late.published_at)
    assert told(late) == ""


def test_without_a_known_cause_only_the_delay_is_told(late: Publication) -> None:
    Attempt.objects.exclude(outcome="published").delete()
    Publication.objects.update(due_at=late.due_at - timedelta(hours=3))
    assert told(late) == "It went out 3 hours later than planned."


def test_the_posts_page_and_today_say_it(cast: Cast, as_: As, late: Publication) -> None:
    for address in (f"posts/{late.variant.post.code}/", ""):
        assert "later than planned. A first try" in as_(cast.ben).get(f"/w/harbour/{address}").content.decode()


def test_what_still_waits_after_its_moment_says_why(cast: Cast, as_: As, late: Publication) -> None:
    Publication.objects.update(state=State.SCHEDULED, reason="absent", published_at=None, due_at=today())
    assert "it is not there, so it goes out again" in as_(cast.ben).get("/w/harbour/").content.decode()
