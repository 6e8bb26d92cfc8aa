"""Two people press at the same moment, in two real transactions."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from convivial.content import approving, editions, writing
from convivial.content.errors import ContentError
from convivial.content.models import Approval, ApprovalRequest, PastWords, Post
from convivial.demo.cast import invite_the_cast
from convivial.lib.refusing import Overtaken
from convivial.team.models import MemberRole, Membership, User

from .conftest import new_channel

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act answered or raised; all of them begin together."""
    start, answers = threading.Barrier(len(acts)), dict[int, object]()

    def run(number: int, act: Callable[[], object]) -> None:
        start.wait(10)
        try:
            answers[number] = act()
        except (ContentError, Overtaken) as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [answers[number] for number in range(len(acts))]


def test_two_answers_at_once_have_one_outcome() -> None:
    cast = invite_the_cast()
    membership = Membership.objects.get(workspace=cast.harbour, user=cast.ana)
    MemberRole.objects.create(membership=membership, name="approver")
    ana = User.objects.get(pk=cast.ana.pk)
    approving.set_rule(cast.harbour, ana, True)
    channel = new_channel(cast.harbour, "mastodon")
    for _ in range(5):
        post = writing.start(cast.harbour, cast.ben, "Forty cups.")
        writing.add_channel(post, cast.ben, channel)
        approving.ask(post, cast.ben)
        copies = [Post.objects.get(pk=post.pk) for _ in range(2)]
        at_once(
            partial(approving.approve, copies[0], cast.cleo),
            partial(approving.not_yet, copies[1], ana, "Say when."),
        )
        outcome = ApprovalRequest.objects.get(post=post).outcome
        has_yes = Approval.objects.filter(edition__variant__post=post).exists()
        assert (outcome, has_yes) in (("approved", True), ("not_yet", False))


def test_a_yes_and_an_edit_at_once_never_clear_unseen_words() -> None:
    cast = invite_the_cast()
    approving.set_rule(cast.harbour, cast.ana, True)
    channel = new_channel(cast.harbour, "mastodon")
    for _ in range(5):
        post = writing.start(cast.harbour, cast.ben, "Forty cups.")
        writing.add_channel(post, cast.ben, channel)
        approving.ask(post, cast.ben)
        seen = {edition.fingerprint for edition in editions.freeze(post)}
        copies = [Post.objects.get(pk=post.pk) for _ in range(2)]
        at_once(
            partial(approving.approve, copies[0], cast.cleo, seen=seen),
            partial(writing.write, copies[1], cast.ben, "Fifty cups.", 0),
        )
        now = post.variants.get()
        assert now.edition is not None
        assert now.edition.text == "Fifty cups."
        assert approving.cleared([now.edition.pk]) == set()
        assert approving.awaiting(cast.harbour).filter(post=post).exists()


def test_of_two_who_write_at_once_one_is_told_and_no_words_are_lost() -> None:
    cast = invite_the_cast()
    post = writing.start(cast.harbour, cast.ben, "Forty cups.")
    copies = [Post.objects.get(pk=post.pk) for _ in range(2)]
    answers = at_once(
        lambda: writing.write(copies[0], cast.ben, "Ben's words.", 0),
        lambda: writing.write(copies[1], cast.mina, "Mina's words.", 0),
    )
    assert sum(isinstance(answer, Overtaken) for answer in answers) == 1
    post.refresh_from_db()
    kept = PastWords.objects.get(is_overtaken=True)
    assert {post.text, kept.text} == {"Ben's words.", "Mina's words."}
