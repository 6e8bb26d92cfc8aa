"""What each pillar brings, next to the others, and nothing from too few posts."""

from datetime import timedelta

import pytest

from convivial.content.models import Tie
from convivial.lib import now as clock
from convivial.results import valuing
from convivial.strategy import checks
from convivial.strategy.judging.findings import Finding
from convivial.strategy.models import Pillar, Version
from convivial.strategy.tests.conftest import started
from convivial.team.models import Workspace

from .conftest import WentOut, channel_of


@pytest.fixture
def version(cast, harbour: Workspace) -> Version:
    made = started(harbour, cast.ana)
    Version.objects.filter(pk=made.pk).update(begins_on=(clock.now() - timedelta(days=60)).date())
    return made


def found(harbour: Workspace) -> list[Finding]:
    asked = checks.question(harbour, clock.day(clock.now(), harbour.zone))
    assert asked is not None
    return list(valuing.pillars(asked))


def posts(went_out: WentOut, pillar: Pillar, likes: list[int], days: float = 10, **how) -> None:
    for each in likes:
        made = went_out(pillar.name, hours=24 * days, likes=each, **how)
        Tie.objects.create(post=made.variant.post, pillar=pillar.code)


def test_the_pillar_that_brings_most_is_named_with_how_much(
    harbour: Workspace, version: Version, went_out: WentOut
) -> None:
    first, second = Pillar.objects.filter(version=version)[:2]
    posts(went_out, first, [30, 34, 29, 33, 31, 35])
    posts(went_out, second, [9, 11, 10, 8, 12, 10])
    (told,) = found(harbour)
    assert (told.message, told.params["name"], told.params["least"]) == ("value.best", first.name, second.name)
    assert 1.5 < told.params["times"] < 2
    assert (told.certainty, told.weight) == ("early", "info"), "twelve posts are an early sign, and nothing to act on"


def test_what_chance_may_have_brought_is_about_the_same(
    harbour: Workspace, version: Version, went_out: WentOut
) -> None:
    first, second = Pillar.objects.filter(version=version)[:2]
    posts(went_out, first, [3, 30, 12, 1, 18])
    posts(went_out, second, [14, 2, 25, 9, 4])
    assert [each.message for each in found(harbour)] == ["value.even"]


def test_a_large_network_makes_no_pillar_good(harbour: Workspace, version: Version, went_out: WentOut) -> None:
    first, second = Pillar.objects.filter(version=version)[:2]
    posts(went_out, first, [100, 90, 110, 95, 105], on=channel_of(harbour, "mastodon"))
    posts(went_out, second, [10, 9, 11, 9, 10])
    assert [each.message for each in found(harbour)] == ["value.even"]


def test_few_posts_and_young_ones_say_nothing(harbour: Workspace, version: Version, went_out: WentOut) -> None:
    first, second = Pillar.objects.filter(version=version)[:2]
    assert found(harbour) == []
    posts(went_out, first, [30, 30, 30, 30])
    posts(went_out, second, [1, 1, 1, 1, 1, 1], days=3)
    (told,) = found(harbour)
    assert (told.message, told.params["posts"], told.certainty) == ("value.too_early", 4, "not_enough")
