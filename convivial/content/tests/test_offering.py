from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from convivial.content import approving, editions, offering, writing
from convivial.content.errors import NotNow, NotTaken
from convivial.content.models import GivenBack, Offer, Post
from convivial.demo.cast import Cast
from convivial.networks.models import Channel
from convivial.team.access import may

Acts = Callable[[Post], list[str]]


@pytest.fixture
def draft(cast: Cast, mastodon: Channel) -> Post:
    """Theo's, who is a contributor."""
    draft = writing.start(cast.harbour, cast.theo, "The cat sleeps on the sacks.")
    writing.add_channel(draft, cast.theo, mastodon)
    return draft


def test_a_contributors_draft_goes_nowhere_before_a_creator_took_it_on(cast: Cast, draft: Post) -> None:
    frozen = [edition.pk for edition in editions.freeze(draft)]
    assert approving.cleared(frozen) == set()
    for person in (cast.theo, cast.ben, cast.ana):
        assert not may(person, "post.schedule", draft)
    with pytest.raises(NotNow):
        approving.ask(draft, cast.ben)
    offering.take(draft, cast.ben)
    assert approving.cleared(frozen) == set(frozen)
    assert may(cast.ben, "post.schedule", draft)
    assert not may(cast.theo, "post.schedule", draft)


def test_a_contributor_offers_and_a_creator_takes_on(cast: Cast, draft: Post, acts: Acts) -> None:
    offering.offer(draft, cast.theo)
    offering.offer(draft, cast.theo)
    offering.take(draft, cast.ben)
    offering.take(draft, cast.ben)
    assert acts(draft)[-2:] == ["post.offer", "post.take"]
    with pytest.raises(NotNow, match="Ben took this draft on already"):
        offering.take(draft, cast.mina)


def test_once_taken_on_it_is_the_creators(cast: Cast, draft: Post) -> None:
    writing.write(draft, cast.theo, "The cat sleeps.", 0)
    offering.take(draft, cast.ben)
    with pytest.raises(PermissionDenied):
        writing.write(draft, cast.theo, "The dog sleeps.", 1)
    with pytest.raises(PermissionDenied):
        writing.delete(draft, cast.theo)
    assert writing.write(draft, cast.ben, "The cat sleeps well.", 1) == 2


def test_a_draft_given_back_is_the_contributors_again(cast: Cast, draft: Post) -> None:
    offering.offer(draft, cast.theo)
    offering.give_back(draft, cast.ben, "Which cat?")
    assert GivenBack.objects.get().comment == "Which cat?"
    assert not Offer.objects.exists()
    writing.write(draft, cast.theo, "Miro the cat sleeps on the sacks.", 0)
    offering.offer(draft, cast.theo)
    assert Offer.objects.get().taken_at is None


def test_giving_back_says_why(cast: Cast, draft: Post) -> None:
    offering.offer(draft, cast.theo)
    with pytest.raises(NotTaken):
        offering.give_back(draft, cast.ben, "  ")


def test_what_is_on_its_way_is_not_given_back(cast: Cast, draft: Post) -> None:
    offering.offer(draft, cast.theo)
    offering.take(draft, cast.ben)
    editions.freeze(draft)
    with pytest.raises(NotNow):
        offering.give_back(draft, cast.ben, "Which cat?")


def test_a_contributor_writes_in_no_post_of_others(cast: Cast, post: Post) -> None:
    with pytest.raises(PermissionDenied):
        writing.write(post, cast.theo, "Mine.", 0)
    with pytest.raises(PermissionDenied):
        offering.offer(post, cast.theo)


def test_an_empty_draft_is_not_offered(cast: Cast) -> None:
    with pytest.raises(NotNow):
        offering.offer(writing.start(cast.harbour, cast.theo), cast.theo)


@pytest.mark.parametrize("name", ["theo", "cleo", "ravi", "greta", "omar", "zoe", "ivo"])
def test_only_creators_take_on(cast: Cast, draft: Post, name: str) -> None:
    with pytest.raises(PermissionDenied):
        offering.take(draft, getattr(cast, name))
