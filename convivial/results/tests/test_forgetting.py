"""A network's own answer goes after a while; the figures stay."""

from datetime import timedelta
from typing import Any

import pytest

from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.networks.models import Channel
from convivial.results.models import Figure, Observation
from convivial.work.forgetting import forget_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def observed(cast: Cast) -> Any:
    channel = Channel.objects.create(
        workspace=cast.harbour, network="mastodon", remote_id="1", handle="@h", name="Harbour"
    )

    def look(days_ago: int) -> Observation:
        whose: dict[str, Any] = {"workspace": cast.harbour, "channel": channel}
        at = now() - timedelta(days=days_ago)
        made = Observation.objects.create(**whose, observed_at=at, raw={"note": "canary of somebody outside"})
        Figure.objects.create(**whose, observation=made, name="followers", value=7, observed_at=at)
        return made

    return look


def test_raw_answers_go_after_ninety_days_and_figures_stay(observed: Any) -> None:
    old, young = observed(91), observed(89)
    assert forget_all(now())["raw answers"] == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.raw, young.raw) == ({}, {"note": "canary of somebody outside"})
    assert Figure.objects.count() == 2
    assert forget_all(now())["raw answers"] == 0


def test_more_than_one_step_takes_is_forgotten_too(observed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convivial.work.forgetting.AT_ONCE", 2)
    for _ in range(5):
        observed(100)
    assert forget_all(now())["raw answers"] == 5
