"""What a tactic for followers brought, from the followers of every day."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest

from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.results import lifting
from convivial.results.models import Figure, Observation
from convivial.strategy import checks
from convivial.strategy.judging.findings import Finding
from convivial.strategy.models import Finding as Row
from convivial.strategy.models import FollowerTactic, Version
from convivial.strategy.renewing import renew
from convivial.strategy.tests.conftest import started
from convivial.strategy.told import Told
from convivial.team.models import Workspace

Follow = Callable[[int], None]


def today(harbour: Workspace) -> date:
    return clock.day(clock.now(), harbour.zone)


@pytest.fixture
def tactic(cast, harbour: Workspace) -> FollowerTactic:
    """Under way for the last thirty days."""
    made = started(harbour, cast.ana)
    Version.objects.filter(pk=made.pk).update(begins_on=today(harbour) - timedelta(days=90))
    tactic = FollowerTactic._base_manager.filter(version=made)[0]
    change(
        tactic, still_example=False, network="bluesky", status="running",
        begins_on=today(harbour) - timedelta(days=29), ends_on=None,
    )  # fmt: skip
    return tactic


def change(tactic: FollowerTactic, **fields: object) -> None:
    FollowerTactic._base_manager.filter(pk=tactic.pk).update(**fields)


@pytest.fixture
def follow(harbour: Workspace, bluesky: Channel) -> Follow:
    """``follow(5)``: three a day, and five more since the tactic began."""

    def made(more: int) -> None:
        count = 500
        for ago in range(89, -1, -1):
            count += 2 + ago % 3 + (more if ago < 30 else 0)
            day = datetime.combine(today(harbour) - timedelta(days=ago), time(12))
            about = {"workspace": harbour, "channel": bluesky, "observed_at": clock.instant(day, harbour.zone)}
            look = Observation.objects.create(**about)
            Figure.objects.create(**about, observation=look, name="followers", value=count)

    return made


def found(harbour: Workspace) -> list[Finding]:
    asked = checks.question(harbour, today(harbour))
    assert asked is not None
    return list(lifting.lifts(asked))


def test_a_tactic_is_told_with_what_it_brings_a_day(
    harbour: Workspace, tactic: FollowerTactic, follow: Follow
) -> None:
    follow(5)
    (told,) = found(harbour)
    assert (told.message, told.weight, told.scope) == ("lift.more", "info", tactic.code)
    assert (round(told.params["a_day"]), told.params["days"]) == (5, 30)
    renew(harbour)
    row = Row.objects.get(workspace=harbour, check_key="E5.tactic_lift")
    assert "about 5" in Told(row, harbour.slug).title


def test_an_even_flow_is_no_more_than_chance(harbour: Workspace, tactic: FollowerTactic, follow: Follow) -> None:
    follow(0)
    assert [told.message for told in found(harbour)] == ["lift.none"]


def test_a_tactic_that_is_over_is_held_against_what_it_should_bring(
    harbour: Workspace, tactic: FollowerTactic, follow: Follow
) -> None:
    follow(5)
    change(tactic, ends_on=today(harbour) - timedelta(days=1), expected=1000)
    (told,) = found(harbour)
    assert (told.message, told.weight, told.planned) == ("lift.short", "watch", 1000)
    assert told.actual == pytest.approx(145, abs=5)
    change(tactic, expected=100)
    assert [told.message for told in found(harbour)] == ["lift.more"]


def test_a_tactic_beside_it_is_named(harbour: Workspace, tactic: FollowerTactic, follow: Follow) -> None:
    follow(5)
    other = FollowerTactic._base_manager.filter(version=tactic.version).exclude(pk=tactic.pk)[0]
    change(other, still_example=False, network="", status="done", begins_on=today(harbour) - timedelta(days=3))
    (told,) = found(harbour)
    assert (told.message, told.params["others"]) == ("lift.more_among", [other.name])


@pytest.mark.parametrize("status", ["planned", "stopped"])
def test_what_nobody_does_brings_nothing(
    harbour: Workspace, tactic: FollowerTactic, follow: Follow, status: str
) -> None:
    follow(5)
    change(tactic, status=status)
    assert found(harbour) == []


def test_without_four_weeks_before_nothing_is_said(
    harbour: Workspace, tactic: FollowerTactic, follow: Follow
) -> None:
    follow(5)
    change(tactic, begins_on=today(harbour) - timedelta(days=70))
    assert found(harbour) == []
