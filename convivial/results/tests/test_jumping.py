"""Jumps of followers and of KPIs, told with what happened then, and followers that nothing of ours explains."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.results import jumping
from convivial.results.models import Figure, Observation
from convivial.strategy import checks
from convivial.strategy.judging.findings import Finding
from convivial.strategy.models import FollowerTactic, Kpi, Tactic, TypedFigure, Version
from convivial.strategy.tests.conftest import started
from convivial.team.models import Workspace

from .conftest import WentOut

Follow = Callable[[int, int], None]


@pytest.fixture(autouse=True)
def version(cast, harbour: Workspace) -> Version:
    """Nobody does anything for followers."""
    made = started(harbour, cast.ana)
    Version.objects.filter(pk=made.pk).update(begins_on=today(harbour) - timedelta(days=90))
    for tactic in (FollowerTactic, Tactic):
        tactic._base_manager.filter(version=made).update(status="planned", still_example=False)
    return made


@pytest.fixture
def follow(harbour: Workspace, bluesky: Channel) -> Follow:
    """``follow(40, 3)``: three a day for ten weeks, but forty on the day three days ago."""
    Channel.objects.filter(pk=bluesky.pk).update(connected_at=clock.now() - timedelta(days=80))

    def made(jump: int, back: int) -> None:
        count = 500
        for ago in range(70, -1, -1):
            count += jump if ago == back else 2 + ago % 3
            day = datetime.combine(today(harbour) - timedelta(days=ago), time(12))
            at = clock.instant(day, harbour.zone)
            about = {"workspace": harbour, "channel": bluesky, "observed_at": at}
            Figure.objects.create(
                **about, observation=Observation.objects.create(**about), name="followers", value=count
            )

    return made


def today(harbour: Workspace) -> date:
    return clock.day(clock.now(), harbour.zone)


def found(harbour: Workspace) -> list[Finding]:
    asked = checks.question(harbour, today(harbour))
    assert asked is not None
    return [*jumping.jumped(asked), *jumping.unexplained(asked)]


def test_an_even_flow_says_nothing(harbour: Workspace, follow: Follow) -> None:
    follow(3, 3)
    assert found(harbour) == []


def test_followers_whom_nothing_explains_are_watched_and_nobody_is_accused(
    harbour: Workspace, follow: Follow
) -> None:
    follow(60, 3)
    (told,) = found(harbour)
    assert (told.check, told.weight, told.certainty) == ("E5.spike", "watch", "early")
    assert (told.params["value"], told.params["usual"]) == (60, 3)
    assert told.scope == f"network:bluesky:{today(harbour) - timedelta(days=3)}"


def test_a_tactic_that_was_under_way_explains_a_jump(harbour: Workspace, version: Version, follow: Follow) -> None:
    follow(60, 3)
    tactic = FollowerTactic._base_manager.filter(version=version).first()
    assert tactic is not None
    FollowerTactic._base_manager.filter(pk=tactic.pk).update(
        status="running", begins_on=today(harbour) - timedelta(days=9), network="bluesky"
    )
    (told,) = found(harbour)
    assert (told.check, told.message, told.weight) == ("E6.anomaly", "followers.up", "info")
    assert told.params["why"] == [tactic.name]


def test_a_post_that_did_far_more_than_usual_explains_a_jump_and_is_shown(
    harbour: Workspace, follow: Follow, went_out: WentOut
) -> None:
    for ago in range(20, 28):
        went_out(f"Day {ago}", hours=24 * ago, likes=5)
    great = went_out("The dog who guards the hill", hours=24 * 3 + 20, likes=4)
    follow(60, 3)
    assert [told.check for told in found(harbour)] == ["E5.spike"]
    Figure.objects.filter(publication=great, name="likes").update(value=90)
    (told,) = found(harbour)
    assert (told.message, told.params["why"]) == ("followers.up", ["“The dog who guards the hill”"])
    assert told.evidence == (f"post:{great.variant.post.code}",)


def test_many_who_leave_at_once_are_watched(harbour: Workspace, follow: Follow) -> None:
    follow(-50, 1)
    (told,) = found(harbour)
    assert (told.message, told.weight, told.params["value"]) == ("followers.left_alone", "watch", 50)


def test_a_jump_of_three_weeks_ago_is_history(harbour: Workspace, follow: Follow) -> None:
    follow(60, 21)
    assert found(harbour) == []


def test_a_figure_typed_day_by_day_jumps_too(cast, harbour: Workspace, version: Version) -> None:
    kpi = Kpi._base_manager.filter(version=version, aggregation="sum").exclude(key="followers").first()
    assert kpi is not None
    Kpi._base_manager.filter(pk=kpi.pk).update(still_example=False)
    TypedFigure.objects.bulk_create(
        TypedFigure(
            workspace=harbour, part_code=kpi.code, on=today(harbour) - timedelta(days=ago), by=cast.ravi,
            value=Decimal(400 if ago == 2 else 30 + ago % 4), batch="daily",
        )
        for ago in range(70)
    )  # fmt: skip
    (told,) = found(harbour)
    assert (told.message, told.params["name"], told.weight) == ("kpi.up_alone", kpi.label, "info")
    TypedFigure.objects.filter(on__lt=today(harbour) - timedelta(days=30)).delete()
    assert found(harbour) == [], "four weeks are too few"
