"""An approver's own change has her yes only where she had the rest before her."""

from collections.abc import Callable

import pytest

from convivial.content import approving, editions, writing
from convivial.content.models import Media, PastWords, Post
from convivial.content.seeing import seeing
from convivial.demo.cast import Cast
from convivial.team.models import User

from .conftest import new_channel

pytestmark = pytest.mark.usefixtures("required", "locked_last")
Act = Callable[[Post, User], object]


def fresh(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)


def own(text: str | None) -> Act:
    def act(post: Post, by: User) -> None:
        variant = fresh(post).variants.order_by("pk")[1]
        writing.write_variant(variant, by, text, variant.revision)

    return act


ACTS: dict[str, Act] = {
    "write": lambda post, by: writing.write(fresh(post), by, "Written by Cleo.", fresh(post).revision),
    "write_variant": own("Only here, by Cleo."),
    "follow": own(None),
    "set_language": lambda post, by: writing.set_language(fresh(post), by, "de"),
    "restore": lambda post, by: writing.restore(PastWords.objects.filter(post=post).order_by("pk")[0], by),
    "add_picture": lambda post, by: writing.add_picture(fresh(post), by, Media.objects.get(name="c")),
    "describe": lambda post, by: writing.describe(fresh(post).pictures.all()[0], by, "Forty cups on a table."),
    "move_picture": lambda post, by: writing.move_picture(fresh(post).pictures.all()[1], by, 0),
    "drop_picture": lambda post, by: writing.drop_picture(fresh(post).pictures.all()[0], by),
}


@pytest.fixture
def asked(cast: Cast, post: Post) -> Post:
    """Ben's, with two pictures and words of its own on the second channel; he asks for a yes."""
    for name in "abc":
        media = Media.objects.create(
            workspace=cast.harbour, sha256=name * 64, mime="image/png", width=4, height=3, size=9, name=name
        )
        if name != "c":
            writing.add_picture(post, cast.ben, media)
    writing.write(post, cast.ben, "Nadia tastes forty cups.", post.revision)
    own("Forty cups here.")(post, cast.ben)
    approving.ask(post, cast.ben)
    return post


def page(post: Post) -> list[str]:
    return [edition.fingerprint for edition in editions.freeze(fresh(post))]


def standing(post: Post) -> set[int]:
    return {pk for pk in post.variants.values_list("edition", flat=True) if pk}


def is_out(post: Post, before: set[int]) -> set[int]:
    """Which of the editions that are new since then may go out."""
    return approving.cleared(standing(post) - before)


def ben_writes(cast: Cast, post: Post) -> None:
    writing.write(fresh(post), cast.ben, "Something that Cleo never saw.", fresh(post).revision)
    own("That neither.")(post, cast.ben)
    if post.pictures.exists():
        writing.describe(fresh(post).pictures.all()[1], cast.ben, "Unseen.")


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("had_yes", [True, False])
def test_words_that_she_never_saw_stay_asked(cast: Cast, asked: Post, name: str, had_yes: bool) -> None:
    if had_yes:
        approving.approve(asked, cast.cleo)
    seen = page(asked)
    ben_writes(cast, asked)
    with seeing(seen):
        ACTS[name](asked, cast.cleo)
    assert approving.cleared(standing(asked)) == set()
    assert [request.post for request in approving.awaiting(cast.harbour)] == [asked]
    assert any(each.kind != "same" for shown in approving.difference(asked) for each in shown.words)
    approving.approve(asked, cast.cleo, seen=page(asked))
    assert approving.cleared(standing(asked)) == standing(asked)


@pytest.mark.parametrize("name", ACTS)
def test_her_change_of_what_she_saw_has_her_yes(cast: Cast, asked: Post, name: str) -> None:
    before = standing(asked)
    with seeing(page(asked)):
        ACTS[name](asked, cast.cleo)
    new = standing(asked) - before
    assert new
    assert is_out(asked, before) == new


@pytest.mark.parametrize("name", ACTS)
def test_her_change_of_what_has_a_yes_has_hers(cast: Cast, asked: Post, name: str) -> None:
    approving.approve(asked, cast.cleo)
    ACTS[name](asked, cast.cleo)
    assert approving.cleared(standing(asked)) == standing(asked)
    assert not approving.awaiting(cast.harbour).exists()


@pytest.mark.parametrize("name", ACTS)
def test_without_a_page_she_has_seen_nothing(cast: Cast, asked: Post, name: str) -> None:
    ACTS[name](asked, cast.cleo)
    assert approving.cleared(standing(asked)) == set()


def test_a_second_change_on_the_same_page_says_no_more_than_the_first(cast: Cast, asked: Post) -> None:
    seen = page(asked)
    ben_writes(cast, asked)
    for name in ("describe", "move_picture", "drop_picture"):
        with seeing(seen):
            ACTS[name](asked, cast.cleo)
    assert approving.cleared(standing(asked)) == set()


def test_a_channel_that_she_adds_has_her_yes_where_she_saw_its_words(cast: Cast, asked: Post) -> None:
    approving.approve(asked, cast.cleo)
    with seeing(page(asked)):
        writing.add_channel(fresh(asked), cast.cleo, new_channel(cast.harbour, "practice"))
    assert approving.cleared(standing(asked)) == standing(asked)


def test_a_channel_that_she_adds_unseen_is_asked_about(cast: Cast, asked: Post) -> None:
    approving.approve(asked, cast.cleo)
    added = writing.add_channel(fresh(asked), cast.cleo, new_channel(cast.harbour, "practice"))
    assert approving.cleared(standing(asked)) == standing(asked) - {added.edition_id}
    assert approving.awaiting(cast.harbour).count() == 1
