"""Earlier words of a post go after a year; what was begun and never finished with a network after ten minutes."""

from datetime import timedelta

import pytest

from convivial.content import writing
from convivial.content.models import PastWords
from convivial.content.tidying import throw_away
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.networks.models import Connecting
from convivial.work.forgetting import forget_all

pytestmark = pytest.mark.django_db


def test_past_words_go_after_a_year(cast: Cast) -> None:
    post = writing.start(cast.harbour, cast.ben, "Now")
    for days in (366, 364):
        PastWords.objects.create(post=post, text=f"{days}", by=cast.ben, at=now() - timedelta(days=days))
    throw_away(now())
    assert PastWords.objects.get().text == "364"


def test_ways_to_connect_that_nobody_finished_go_after_ten_minutes(cast: Cast) -> None:
    for minutes in (11, 9):
        row = Connecting(workspace=cast.harbour, user=cast.ana, browser="x", network="mastodon", state=f"{minutes}")
        row.keep({"verifier": "canary"})
        row.save()
        Connecting.objects.filter(pk=row.pk).update(made_at=now() - timedelta(minutes=minutes))
    assert forget_all(now())["connecting"] == 1
    assert Connecting.objects.get().state == "9"
