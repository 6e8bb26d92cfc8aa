"""Posts are tied to the strategy: with one tap, in bulk, and never against it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from convivial.content import tying, writing
from convivial.content.errors import NotNow
from convivial.content.models import Post, Tie
from convivial.content.tying import Ends
from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.strategy.guiding import Guide, guide
from convivial.strategy.tests.conftest import version  # noqa: F401 - a fixture


@pytest.fixture
def known(cast: Cast, version: Any) -> Guide:  # noqa: F811
    return guide(cast.harbour)


@pytest.fixture
def post(cast: Cast) -> Post:
    return writing.start(cast.harbour, cast.ben, "Nadia tastes forty cups before lunch.")


def told(post: Post) -> list[str]:
    return list(Line.objects.filter(thing_code=post.code).order_by("seq").values_list("act", flat=True))


def test_persona_objective_and_stage_follow_from_the_pillar(cast: Cast, known: Guide, post: Post) -> None:
    pillar = known.pillars[0]
    tying.tie(post, cast.ben, tying.with_pillar(known, pillar.code))
    ends = tying.ends_of(Post.objects.get(pk=post.pk))
    assert ends.persona == pillar.leads["persona"][0]
    assert ends.objective == pillar.leads["objective"][0]
    assert known.has("stage", ends.stage)
    assert told(post)[-1] == "post.tie"


def test_nothing_at_all_unties_and_the_same_again_is_no_act(cast: Cast, known: Guide, post: Post) -> None:
    ends = tying.with_pillar(known, known.pillars[0].code)
    for _ in range(2):
        tying.tie(post, cast.ben, ends)
    tying.tie(post, cast.ben, Ends())
    assert told(post) == ["post.start", "post.tie", "post.untie"]
    assert not Tie.objects.exists()


@pytest.mark.parametrize("wrong", ["nonsense", "persona"])
def test_what_the_strategy_does_not_know_is_refused(cast: Cast, known: Guide, post: Post, wrong: str) -> None:
    code = known.of("persona")[0].code if wrong == "persona" else "nonsense"
    with pytest.raises(NotNow):
        tying.tie(post, cast.ben, Ends(pillar=code))


def test_a_viewer_and_a_contributor_on_somebody_elses_post_may_not(cast: Cast, known: Guide, post: Post) -> None:
    for person in (cast.greta, cast.ravi, cast.theo):
        with pytest.raises(PermissionDenied):
            tying.tie(post, person, Ends(pillar=known.pillars[0].code))
    tying.tie(writing.start(cast.harbour, cast.theo, "Mine"), cast.theo, Ends(pillar=known.pillars[0].code))


def test_many_are_tied_at_once_and_taken_back_but_for_what_was_changed_since(
    cast: Cast, known: Guide, post: Post
) -> None:
    other, third = (writing.start(cast.harbour, cast.ben, words) for words in ("Rain menu", "First frost"))
    one, two = known.pillars[0].code, known.pillars[1].code
    tying.tie(third, cast.ben, Ends(pillar=two))
    batch, count = tying.tie_all(cast.harbour, cast.ben, {post.code: one, other.code: two, third.code: one, "x": one})
    assert count == 2
    assert third.tie.pillar == two
    tying.tie(other, cast.ben, Ends(pillar=one))
    assert tying.untie_all(cast.harbour, cast.ben, batch) == 1
    assert tying.untie_all(cast.harbour, cast.ben, batch) == 0
    assert set(tying.untied(cast.harbour)) == {post}


def test_a_house_without_a_strategy_ties_nothing(cast: Cast, post: Post) -> None:
    assert guide(cast.harbour).pillars == []
    assert tying.tie_all(cast.harbour, cast.ben, {post.code: "x"})[1] == 0
