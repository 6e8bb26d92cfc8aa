from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PIL import Image

from convivial.content import editions, links, media, writing
from convivial.content.errors import PictureLost
from convivial.content.models import Edition, LinkLook, Post
from convivial.content.outgoing import outgoing
from convivial.demo.cast import Cast
from convivial.networks.models import Channel

from . import makers
from .conftest import new_channel


def edition_on(post: Post, network: str) -> Edition:
    editions.freeze(post)
    rows = Edition.objects.select_related("variant__channel", "variant__post")
    return rows.get(pk=post.variants.get(channel__network=network).edition_id)


def test_what_goes_out_is_what_was_frozen(cast: Cast, post: Post) -> None:
    frozen = edition_on(post, "mastodon")
    Post.objects.filter(pk=post.pk).update(text="Changed behind everybody's back.")
    made = outgoing(frozen, "key-1")
    assert (made.key, made.text, made.language) == ("key-1", "Nadia tastes forty cups before lunch.", "en")
    assert made.made_at == frozen.made_at
    due = datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert outgoing(frozen, "key-1", due).made_at == due


def test_a_text_takes_no_query(cast: Cast, post: Post, django_assert_num_queries: Callable) -> None:
    frozen = edition_on(post, "mastodon")
    with django_assert_num_queries(0):
        outgoing(frozen, "key-1")


def test_pictures_go_in_their_order_with_their_alt_texts(cast: Cast, post: Post) -> None:
    for alt, size in (("Sacks.", 60), ("Cups.", 80)):
        picture = media.add(cast.harbour, cast.ben, "x.png", makers.png(size, 40))
        writing.describe(writing.add_picture(post, cast.ben, picture), cast.ben, alt)
    made = outgoing(edition_on(post, "mastodon"), "key-1")
    assert [(picture.alt, picture.width) for picture in made.pictures] == [("Sacks.", 60), ("Cups.", 80)]
    assert made.pictures[0].content == post.pictures.all()[0].media.path().read_bytes()


def test_a_picture_is_made_to_fit_the_network(cast: Cast, post: Post) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((2_400, 1_800), 90) for _ in range(3)])
    picture = media.add(cast.harbour, cast.ben, "x.jpg", makers.saved(noise, "JPEG", quality=92))
    writing.add_picture(post, cast.ben, picture)
    assert picture.size > 2_000_000
    made = outgoing(edition_on(post, "bluesky"), "key-1").pictures[0]
    assert len(made.content) <= 2_000_000


def test_nothing_goes_out_in_place_of_a_picture_that_changed(cast: Cast, post: Post) -> None:
    picture = media.add(cast.harbour, cast.ben, "x.png", makers.png())
    writing.add_picture(post, cast.ben, picture)
    frozen = edition_on(post, "mastodon")
    picture.path().write_bytes(makers.png(10, 10))
    with pytest.raises(PictureLost):
        outgoing(frozen, "key-1")
    picture.path().unlink()
    with pytest.raises(PictureLost):
        outgoing(frozen, "key-1")


def test_a_card_is_made_where_the_network_wants_it_from_us(cast: Cast, post: Post) -> None:
    address = "https://harbour.example/menu"
    writing.write(post, cast.ben, f"See {address}", 0)
    links.store(cast.harbour.pk, {address: links.Look("opens", 200, "The menu", "Forty cups.")})
    picture = media.add(cast.harbour, cast.ben, "x.png", makers.png(600, 315))
    LinkLook.objects.update(picture=picture)
    card = outgoing(edition_on(post, "bluesky"), "key-1").card
    assert card is not None
    assert (card.address, card.title, card.description) == (address, "The menu", "Forty cups.")
    assert card.thumbnail is not None
    assert card.thumbnail.width == 600
    assert outgoing(edition_on(post, "mastodon"), "key-1").card is None
    picture.path().unlink()
    bare = outgoing(edition_on(post, "bluesky"), "key-1").card
    assert bare is not None
    assert bare.thumbnail is None


def test_pictures_leave_no_room_for_a_card(cast: Cast, post: Post) -> None:
    address = "https://harbour.example/menu"
    writing.write(post, cast.ben, f"See {address}", 0)
    links.store(cast.harbour.pk, {address: links.Look("opens", 200, "The menu")})
    writing.add_picture(post, cast.ben, media.add(cast.harbour, cast.ben, "x.png", makers.png()))
    assert outgoing(edition_on(post, "bluesky"), "key-1").card is None


def test_a_page_without_a_title_has_no_card(cast: Cast, mastodon: Channel) -> None:
    post = writing.start(cast.harbour, cast.ben, "See https://harbour.example/menu")
    writing.add_channel(post, cast.ben, new_channel(cast.harbour, "bluesky"))
    assert outgoing(edition_on(post, "bluesky"), "key-1").card is None
