"""The figures of one post."""

from datetime import timedelta

from django.test import RequestFactory

from convivial.networks.models import Channel
from convivial.results.views_post import post_part

from .conftest import WentOut, counted


def test_a_post_shows_every_count_with_its_age(cast, as_, went_out: WentOut, bluesky: Channel) -> None:
    publication = went_out("Rain menu", hours=30)
    counted(publication, bluesky, timedelta(hours=29), likes=1)
    counted(publication, bluesky, timedelta(hours=6), likes=5, saves=2)
    answer = as_(cast.greta).get(f"/w/harbour/results/posts/{publication.variant.post.code}/")
    looks = answer.context["looks"]
    assert [(look.age, look.counts) for look in looks] == [
        ("after 1 h", [1, None, None, None, None]),
        ("after 24 h", [5, None, None, None, 2]),
    ]
    assert publication.address in answer.content.decode()


def test_a_post_that_is_not_out_says_when_figures_come(cast, as_, harbour) -> None:
    draft = harbour.posts.create(text="Not yet")
    page = as_(cast.ben).get(f"/w/harbour/results/posts/{draft.code}/").content.decode()
    assert "Not out yet" in page


def test_the_part_beside_a_post_is_empty_until_it_went_out(cast, harbour, went_out: WentOut) -> None:
    request = RequestFactory().get("/")
    request.workspace, request.user = harbour, cast.ana  # type: ignore[attr-defined]
    assert post_part(request, harbour.posts.create(text="Not yet")) == ""
    part = post_part(request, went_out("Rain menu", likes=5).variant.post)
    assert "Likes 5, shares –, replies –" in part


def test_words_of_strangers_stay_words(cast, as_, went_out: WentOut) -> None:
    hostile = "<script>alert(1)</script> {{ 7|add:7 }}"
    post = went_out(hostile, likes=3).variant.post
    for address in ("/w/harbour/results/", f"/w/harbour/results/posts/{post.code}/"):
        page = as_(cast.ana).get(address).content.decode()
        assert "<script>alert" not in page
        assert "{{ 7|add:7 }}" in page
