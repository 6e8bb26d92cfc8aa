from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from convivial.content import approving, editions, writing
from convivial.content.errors import ChangedMeanwhile, NotNow, NotTaken
from convivial.content.models import Approval, ApprovalRequest, Media, Post
from convivial.content.seeing import seeing
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.networks.models import Channel
from convivial.team import covering
from convivial.team.access import forget
from convivial.team.covering import Days, Wish
from convivial.team.models import MemberRole, Membership, User, Workspace

from .conftest import new_channel

Acts = Callable[[Post], list[str]]
pytestmark = pytest.mark.usefixtures("required")


def out(post: Post) -> bool:
    """Whether every channel's present words may go out."""
    now = set(post.variants.values_list("edition", flat=True))
    return approving.cleared([pk for pk in now if pk]) == now


def give(person: User, post: Post, *roles: str) -> User:
    membership = Membership.objects.get(workspace=post.workspace, user=person)
    MemberRole.objects.bulk_create(MemberRole(membership=membership, name=role) for role in roles)
    return User.objects.get(pk=person.pk)


def lend(away: User, colleague: User, workspace: Workspace) -> None:
    """For today, and the days around it whatever the zone."""
    today = now().date()
    days = Days(today - timedelta(days=1), today + timedelta(days=1), "UTC")
    members = {person.pk: workspace.memberships.get(user=person) for person in (away, colleague)}
    covering.set_away(members[away.pk], away, Wish(days, members[colleague.pk], lends_yes=True))
    forget(colleague)


def a_picture(cast: Cast, name: str) -> Media:
    return Media.objects.create(
        workspace=cast.harbour, name=name, sha256=name.ljust(64, "0"), mime="image/jpeg", width=2, height=2, size=2,
    )  # fmt: skip


def test_nothing_goes_out_without_a_yes(cast: Cast, post: Post, acts: Acts) -> None:
    approving.ask(post, cast.ben, "For Thursday")
    assert not out(post)
    assert [request.post for request in approving.awaiting(cast.harbour)] == [post]
    approving.approve(post, cast.cleo)
    assert out(post)
    assert not approving.awaiting(cast.harbour).exists()
    assert acts(post)[-2:] == ["post.submit", "post.approve"]


def test_where_no_yes_is_needed_everything_may_go_out(cast: Cast, post: Post) -> None:
    approving.set_rule(cast.harbour, cast.ana, False)
    assert editions.freeze(post)
    assert out(post)


def test_clearing_takes_one_query(cast: Cast, post: Post, django_assert_num_queries: Callable) -> None:
    frozen = [edition.pk for edition in editions.freeze(post)]
    with django_assert_num_queries(1):
        assert approving.cleared(frozen) == set()


def test_saying_yes_twice_changes_nothing(cast: Cast, post: Post, acts: Acts) -> None:
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    approving.approve(post, cast.cleo)
    assert Approval.objects.count() == 2
    assert acts(post).count("post.approve") == 1


def test_a_yes_to_words_that_changed_meanwhile_is_refused(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    seen = {edition.fingerprint for edition in editions.freeze(post)}
    writing.write(post, cast.ben, "Something quite different.", 0)
    with pytest.raises(ChangedMeanwhile):
        approving.approve(post, cast.cleo, seen=seen)
    assert not out(post)
    approving.approve(post, cast.cleo, seen={edition.fingerprint for edition in editions.freeze(post)})
    assert out(post)


def test_an_edit_by_the_author_asks_the_approver_again_and_one_yes_covers_it(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    writing.write(post, cast.ben, "Nadia tastes fifty cups before lunch.", 0)
    assert not out(post)
    assert approving.awaiting(cast.harbour).count() == 1
    shown = approving.difference(post)[0]
    assert [change for change in shown.words if change.kind != "same"] == [("removed", "forty"), ("added", "fifty")]
    assert "".join(change.text for change in shown.words if change.kind != "removed") == post.text
    approving.approve(post, cast.cleo)
    assert out(post)


def test_an_edit_by_the_approver_has_her_yes_at_once(cast: Cast, post: Post, acts: Acts) -> None:
    approving.ask(post, cast.ben)
    with seeing(edition.fingerprint for edition in editions.freeze(post)):
        writing.write(post, cast.cleo, "Nadia tastes forty cups before noon.", 0)
    assert out(post)
    assert not approving.awaiting(cast.harbour).exists()
    writing.write(post, cast.cleo, "Nadia tastes forty cups before one.", 1)
    assert out(post)
    assert acts(post)[-2:] == ["post.write", "post.approve"]


def test_an_approvers_edit_of_one_channel_says_nothing_about_the_others(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    first = post.variants.all()[0]
    with seeing(edition.fingerprint for edition in editions.freeze(post)):
        writing.write_variant(first, cast.cleo, "Only here.", 0)
    assert approving.awaiting(cast.harbour).exists()
    now = {variant.pk: variant.edition_id for variant in post.variants.all()}
    assert approving.cleared([pk for pk in now.values() if pk]) == {now[first.pk]}


def test_an_approvers_edit_of_a_draft_nobody_asked_about_is_no_yes(cast: Cast, post: Post) -> None:
    editions.freeze(post)
    writing.write(post, cast.cleo, "Shorter.", 0)
    assert not out(post)


def test_words_that_come_back_have_their_yes_back(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    writing.write(post, cast.ben, "Oops.", 0)
    writing.write(post, cast.ben, "Nadia tastes forty cups before lunch.", 1)
    assert out(post)


def test_yes_to_some_channels_leaves_the_question_open_for_the_rest(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    first, second = post.variants.all()
    approving.approve(post, cast.cleo, [first])
    assert approving.awaiting(cast.harbour).exists()
    approving.approve(post, cast.cleo, [second])
    assert out(post)
    assert not approving.awaiting(cast.harbour).exists()


def test_not_yet_gives_it_back_with_what_is_missing(cast: Cast, post: Post, acts: Acts) -> None:
    approving.ask(post, cast.ben)
    answer = approving.not_yet(post, cast.cleo, "  Say when.  ")
    assert answer.comment == "Say when."
    assert ApprovalRequest.objects.get().outcome == "not_yet"
    assert not out(post)
    assert not approving.awaiting(cast.harbour).exists()
    writing.write(post, cast.ben, "Nadia tastes forty cups before lunch. Today.", 0)
    approving.ask(post, cast.ben)
    assert [c.text for c in approving.difference(post)[0].words if c.kind == "added"] == [" Today."]
    assert "post.not_yet" in acts(post)


def test_not_yet_needs_a_reason(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    with pytest.raises(NotTaken):
        approving.not_yet(post, cast.cleo, " \u200b ")


def test_the_second_answer_is_told_about_the_first(cast: Cast, post: Post) -> None:
    ana = give(cast.ana, post, "approver")
    approving.ask(post, cast.ben)
    approving.not_yet(post, cast.cleo, "Say when.")
    with pytest.raises(NotNow, match="Cleo said “not yet” already"):
        approving.approve(post, ana)
    assert not out(post)


def test_nobody_answers_their_own_question(cast: Cast, post: Post) -> None:
    ben = give(cast.ben, post, "approver")
    approving.ask(post, ben)
    with pytest.raises(NotNow, match="somebody else says yes"):
        approving.approve(post, ben)
    writing.write(post, ben, "Still mine.", 0)
    assert not out(post)
    assert list(approving.others_who_may(post)) == [cast.cleo]


def test_who_is_alone_says_yes_to_their_own_words_and_it_is_recorded(cast: Cast) -> None:
    cast.museum.memberships.exclude(user=cast.omar).delete()
    approving.set_rule(cast.museum, cast.omar, True)
    post = writing.start(cast.museum, cast.omar, "The lamp is lit.")
    writing.add_channel(post, cast.omar, new_channel(cast.museum, "bluesky"))
    approving.ask(post, cast.omar)
    approving.approve(post, cast.omar)
    assert out(post)
    assert Approval.objects.get().is_own


def test_asking_where_nobody_can_answer_is_refused(cast: Cast, post: Post) -> None:
    MemberRole.objects.filter(name="approver", membership__workspace=cast.harbour).delete()
    with pytest.raises(NotNow, match="Nobody else here can say yes"):
        approving.ask(post, cast.ben)


def test_asking_again_takes_the_place_of_the_open_question(cast: Cast, post: Post) -> None:
    first = approving.ask(post, cast.ben, "For Thursday")
    assert approving.ask(post, cast.ben, "For Thursday") == first
    second = approving.ask(post, cast.mina, "For Friday, sorry")
    first.refresh_from_db()
    assert first.outcome == "superseded"
    assert list(approving.awaiting(cast.harbour)) == [second]


def test_a_question_can_be_taken_back(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    approving.withdraw(post, cast.ben)
    approving.withdraw(post, cast.ben)
    with pytest.raises(NotNow, match="Ben took the question back"):
        approving.approve(post, cast.cleo)


def test_a_yes_can_be_taken_back(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    approving.take_back(post, cast.cleo)
    assert not out(post)


def test_a_new_channel_of_an_approved_post_needs_its_own_yes(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    writing.add_channel(post, cast.ben, new_channel(cast.harbour, "practice"))
    assert not out(post)
    assert approving.awaiting(cast.harbour).count() == 1


@pytest.mark.parametrize("name", ["ana", "ben", "mina", "ravi", "theo", "greta", "omar", "zoe", "ivo"])
def test_only_approvers_answer(cast: Cast, post: Post, name: str) -> None:
    approving.ask(post, cast.ben)
    with pytest.raises(PermissionDenied):
        approving.approve(post, getattr(cast, name))
    with pytest.raises(PermissionDenied):
        approving.not_yet(post, getattr(cast, name), "No.")


def test_only_owners_and_strategists_set_the_rule(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        approving.set_rule(cast.harbour, cast.cleo, False)


def test_the_difference_of_many_posts_takes_as_many_queries_as_of_one(
    cast: Cast, post: Post, mastodon: Channel, django_assert_num_queries: Callable
) -> None:
    posts = [post]
    for number in range(5):
        another = writing.start(cast.harbour, cast.ben, f"Number {number}")
        writing.add_channel(another, cast.ben, mastodon)
        approving.ask(another, cast.ben)
        approving.not_yet(another, cast.cleo, "Longer.")
        posts.append(another)
    with django_assert_num_queries(2):
        found = approving.differences(posts)
    assert len(found) == 6


def test_lent_yes_is_none_to_words_of_ones_own(cast: Cast, post: Post) -> None:
    lend(cast.cleo, cast.mina, cast.harbour)
    approving.ask(post, cast.ben)
    writing.write(post, cast.mina, "Mina wrote this.", post.revision)
    with pytest.raises(NotNow) as refused:
        approving.approve(post, cast.mina)
    assert str(refused.value.sentence) == "You wrote this, so somebody else says yes to it."
    assert not Approval.objects.exists()
    approving.approve(post, cast.cleo)
    assert out(post)


def test_lent_yes_is_none_to_ones_own_words_on_one_channel(cast: Cast, post: Post) -> None:
    lend(cast.cleo, cast.mina, cast.harbour)
    variant = post.variants.all()[0]
    writing.write_variant(variant, cast.mina, "Only here.", variant.revision)
    approving.ask(post, cast.ben)
    with pytest.raises(NotNow):
        approving.approve(post, cast.mina)


@pytest.mark.parametrize("does", ["add", "describe", "order", "drop"])
def test_lent_yes_is_none_to_pictures_of_ones_own(cast: Cast, post: Post, does: str) -> None:
    lend(cast.cleo, cast.mina, cast.harbour)
    first, second = (writing.add_picture(post, cast.ben, a_picture(cast, name)) for name in ("lamp", "pier"))
    approving.ask(post, cast.ben)
    assert approving.may_approve(cast.mina, post)
    {
        "add": lambda: writing.add_picture(post, cast.mina, a_picture(cast, "ferry")),
        "describe": lambda: writing.describe(first, cast.mina, "A lamp in the rain"),
        "order": lambda: writing.move_picture(second, cast.mina, 0),
        "drop": lambda: writing.drop_picture(first, cast.mina),
    }[does]()
    with pytest.raises(NotNow) as refused:
        approving.approve(Post.objects.get(pk=post.pk), cast.mina)
    assert str(refused.value.sentence) == "You changed its pictures, so somebody else says yes to it."
    assert not approving.awaiting_yes_of(cast.mina, cast.harbour).exists()
    approving.approve(post, cast.cleo)
    assert out(post)


def test_saying_what_a_picture_says_already_is_nobodys_work(cast: Cast, post: Post) -> None:
    lend(cast.cleo, cast.mina, cast.harbour)
    picture = writing.add_picture(post, cast.ben, a_picture(cast, "lamp"))
    writing.describe(picture, cast.ben, "A lamp in the rain")
    writing.describe(picture, cast.mina, "A lamp in the rain")
    writing.add_picture(post, cast.mina, picture.media)
    assert approving.may_approve(cast.mina, Post.objects.get(pk=post.pk))


def test_nobody_is_asked_about_their_own_work_to_whom_the_yes_is_lent(cast: Cast, post: Post) -> None:
    lend(cast.cleo, cast.mina, cast.harbour)
    approving.ask(post, cast.ben)
    assert list(approving.others_who_may(post)) == [cast.cleo, cast.mina]
    assert approving.awaiting_yes_of(cast.mina, cast.harbour).exists()
    variant = post.variants.all()[0]
    writing.write_variant(variant, cast.mina, "Only here.", variant.revision)
    assert list(approving.others_who_may(post)) == [cast.cleo]
    assert not approving.awaiting_yes_of(cast.mina, cast.harbour).exists()
    assert approving.awaiting_yes_of(cast.cleo, cast.harbour).exists()
    assert not approving.awaiting_yes_of(cast.ben, cast.harbour).exists()


def test_lent_yes_is_one_to_words_of_others(cast: Cast, post: Post) -> None:
    lend(cast.cleo, cast.mina, cast.harbour)
    approving.ask(post, cast.ben)
    approving.approve(post, cast.mina)
    assert out(post)


def test_change_of_whoever_has_a_lent_yes_is_asked_about(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    lend(cast.cleo, cast.mina, cast.harbour)
    writing.set_language(post, cast.mina, "de")
    assert approving.open_question(post)
    assert not out(post)
