"""What went out is held against the plan: pillars, rhythm, effort, stages, and for whom."""

import pytest

from convivial.content import tying
from convivial.content.models import Post, Tie
from convivial.demo.cast import Cast
from convivial.demo.world import build
from convivial.lib import now as clock
from convivial.meeting.models import Look, Meeting
from convivial.publishing.models import Publication
from convivial.strategy import bars, renewing, told
from convivial.strategy.guiding import guide
from convivial.strategy.models import NetworkChoice
from convivial.strategy.told import Told


@pytest.fixture
def world(db: None) -> Cast:
    return build()


def of(cast: Cast, check: str) -> list[Told]:
    return [each for each in told.found(cast.harbour) if each.row.check_key == check]


def test_the_world_tells_a_story(world: Cast) -> None:
    seven = bars.seven(world.harbour)
    assert seven is not None
    words = {str(bar.name): str(bar.word) for bar in seven.bars}
    assert words["Content"] == "off plan"
    assert "not measured yet" not in words.values()
    assert "%" in seven.whom
    mix = of(world, "E1.mix")[0]
    assert any(aim.name in mix.title for aim in guide(world.harbour).pillars)
    assert len(mix.judged.evidence) > 5


def test_posts_fill_a_pillar_and_the_first_bar_moves(world: Cast) -> None:
    before = of(world, "E1.mix")[0].judged
    known = guide(world.harbour)
    gone = Post.objects.filter(variants__publications__state=Publication.State.PUBLISHED).distinct()
    for place, post in enumerate(gone.exclude(workspace=world.museum)):
        tying.tie(post, world.ben, tying.with_pillar(known, known.pillars[place % 4].code), known)
    renewing.renew(world.harbour)
    after = of(world, "E1.mix")[0].judged
    assert (before.weight, after.weight != "act", after.actual > before.actual) == ("act", True, True)
    assert of(world, "E1.orphan")[0].judged.message == "orphan.none"


def test_effort_is_an_estimate_and_never_red(world: Cast) -> None:
    finding = of(world, "E2.effort_vs_tier")[0].judged
    assert finding.is_estimate
    assert finding.weight != "act"


def test_time_is_not_said_to_go_where_it_should_while_a_primary_network_is_unseen(world: Cast) -> None:
    networks = NetworkChoice._base_manager.filter(version__workspace=world.harbour, version__state="current")
    networks.update(effort_share=None)
    networks.filter(network__in=["mastodon", "bluesky"]).update(tier="secondary")
    renewing.renew(world.harbour)
    finding = of(world, "E2.effort_vs_tier")[0]
    assert (finding.judged.message, finding.judged.weight) == ("effort.part", "info")
    assert "Instagram and LinkedIn: no channel there is connected." in finding.text


def test_a_network_without_a_channel_is_said_to_be_unseen(world: Cast) -> None:
    unseen = [each for each in of(world, "E2.cadence") if each.judged.message == "cadence.unseen"]
    assert sorted(each.judged.params["network"] for each in unseen) == ["instagram", "linkedin", "threads"]


def test_nothing_tied_is_too_early_for_the_mix_and_counted_as_untied(world: Cast) -> None:
    Tie.objects.all().delete()
    renewing.renew(world.harbour)
    assert of(world, "E1.mix")[0].judged.message == "pillars.too_early"
    assert of(world, "E1.orphan")[0].judged.weight == "act"


def test_kinds_are_compared_as_far_as_they_can_be_told(world: Cast) -> None:
    kinds = of(world, "E1.type")[0]
    assert kinds.judged.message.startswith("kinds.")
    assert kinds.judged.params["kind"] in ("single_image", "carousel", "link", "text")
    assert kinds.judged.params["kind"] not in kinds.title


def test_objective_that_no_post_serves_is_named(world: Cast) -> None:
    objective = guide(world.harbour).of("objective")[0]
    Tie.objects.filter(objective=objective.code).update(objective="")
    renewing.renew(world.harbour)
    unserved = {each.row.scope: each for each in of(world, "E4.unserved")}
    assert objective.name in unserved[objective.code].title
    assert unserved[objective.code].judged.weight == "watch"
    gone = Post.objects.filter(variants__publications__state=Publication.State.PUBLISHED)
    for post, aim in zip(gone.distinct().order_by("-pk"), guide(world.harbour).of("objective") * 9, strict=False):
        Tie.objects.update_or_create(post=post, defaults={"objective": aim.code})
    renewing.renew(world.harbour)
    assert {each.judged.message for each in of(world, "E4.unserved")} <= {"objectives.served", "objective.unserved"}


def test_people_without_anything_at_a_stage_are_told_and_never_red(world: Cast) -> None:
    pairs = of(world, "E7.persona_x_stage")[0].judged
    filled = {(tie.persona, tie.stage) for tie in Tie.objects.all() if tie.persona and tie.stage}
    assert pairs.weight in ("info", "good")
    assert pairs.params["count"] == pairs.params["whole"] - pairs.actual
    assert pairs.actual <= len(filled)


def test_answers_about_networks_are_put_next_to_the_order(world: Cast) -> None:
    choices = NetworkChoice._base_manager.filter(version__workspace=world.harbour)
    for network, mark in (("mastodon", 5), ("bluesky", 1), ("linkedin", 1)):
        choices.filter(network=network).update(people_there=mark, can_do_well=mark, brought=mark)
    renewing.renew(world.harbour)
    order = of(world, "E2.order")[0]
    assert order.judged.message == "order.other"
    assert order.judged.params["networks"].index("mastodon") < order.judged.params["networks"].index("linkedin")
    assert order.judged.weight == "info"
    assert "By the answers:" in order.text


def test_the_world_has_been_at_work_for_ninety_days(world: Cast) -> None:
    gone = Publication.objects.filter(workspace=world.harbour, state=Publication.State.PUBLISHED)
    days = {clock.day(each, world.harbour.zone) for each in gone.values_list("published_at", flat=True) if each}
    today = clock.day(clock.now(), world.harbour.zone)
    assert 80 <= (today - min(days)).days <= 90
    look = Look.objects.get(meeting__workspace=world.harbour, meeting__kind=Meeting.Kind.REVIEW)
    rhythms = {row["scope"]: row["row"]["message"] for row in look.told["findings"] if row["check"] == "E2.cadence"}
    assert rhythms["network:bluesky"] == "cadence.above"
    assert "cadence.silent" not in rhythms.values()
