import unicodedata
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from convivial.content import editions, writing
from convivial.content.errors import NotNow, NotTaken
from convivial.content.models import PastWords, Post
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.lib.refusing import Overtaken
from convivial.networks.models import Channel

from .conftest import new_channel

Acts = Callable[[Post], list[str]]


def test_the_common_text_flows_into_every_channel_until_one_is_changed(cast: Cast, post: Post) -> None:
    one, two = post.variants.all()
    writing.write_variant(two, cast.ben, "Forty cups.", 0)
    writing.write(post, cast.ben, "Nadia tastes fifty cups.", 0)
    assert [variant.words for variant in post.variants.all()] == ["Nadia tastes fifty cups.", "Forty cups."]
    writing.write_variant(two, cast.ben, None, 1)
    assert {variant.words for variant in post.variants.all()} == {"Nadia tastes fifty cups."}


def test_who_writes_over_newer_words_is_told_and_both_texts_are_kept(cast: Cast, post: Post) -> None:
    hers = Post.objects.get(pk=post.pk)
    assert writing.write(post, cast.ben, "Ben was first.", 0) == 1
    with pytest.raises(Overtaken) as told:
        writing.write(hers, cast.mina, "Mina was second.", 0)
    assert (told.value.text, told.value.revision, told.value.by) == ("Ben was first.", 1, cast.ben)
    post.refresh_from_db()
    assert post.text == "Ben was first."
    kept = PastWords.objects.get(is_overtaken=True)
    assert (kept.text, kept.by) == ("Mina was second.", cast.mina)


def test_same_words_twice_from_one_page_overtake_nobody(cast: Cast, post: Post) -> None:
    hers, one = Post.objects.get(pk=post.pk), post.variants.all()[0]
    assert writing.write(post, cast.ben, "Ben was first.", 0) == 1
    assert writing.write(hers, cast.ben, "Ben was first.", 0) == 1
    assert writing.write_variant(one, cast.ben, "For Mastodon.", 0) == 1
    assert writing.write_variant(one, cast.ben, "For Mastodon.", 0) == 1
    assert not PastWords.objects.filter(is_overtaken=True).exists()


def test_two_people_can_write_for_two_channels_at_once(cast: Cast, post: Post) -> None:
    one, two = post.variants.all()
    assert writing.write_variant(one, cast.ben, "For Mastodon.", 0) == 1
    assert writing.write_variant(two, cast.mina, "For Bluesky.", 0) == 1
    with pytest.raises(Overtaken):
        writing.write_variant(post.variants.all()[1], cast.ben, "Also for Bluesky.", 0)


def test_replaced_words_can_be_put_back(cast: Cast, post: Post) -> None:
    writing.write(post, cast.mina, "Something else.", 0)
    kept = PastWords.objects.get(is_overtaken=False)
    assert (kept.text, kept.by) == ("Nadia tastes forty cups before lunch.", cast.ben)
    writing.restore(kept, cast.ben)
    post.refresh_from_db()
    assert post.text == "Nadia tastes forty cups before lunch."
    assert PastWords.objects.filter(text="Something else.").exists()


def test_a_sitting_keeps_one_text_and_one_line(cast: Cast, post: Post, acts: Acts) -> None:
    for revision in range(6):
        writing.write(post, cast.ben, f"Draft {revision}", revision)
    assert PastWords.objects.count() == 1
    assert acts(post).count("post.write") == 1
    with time_machine.travel(now() + timedelta(minutes=11), tick=False):
        writing.write(post, cast.ben, "After coffee", 6)
    assert PastWords.objects.count() == 2
    assert acts(post).count("post.write") == 2


def test_every_change_of_relied_upon_words_has_its_line(cast: Cast, post: Post, acts: Acts) -> None:
    editions.freeze(post)
    for revision in range(3):
        writing.write(post, cast.ben, f"Draft {revision}", revision)
    assert acts(post).count("post.write") == 3


def test_no_more_than_forty_past_texts_are_kept(cast: Cast, post: Post) -> None:
    writers = [cast.ben, cast.mina]
    for revision in range(50):
        writing.write(post, writers[revision % 2], f"Text {revision}", revision)
    assert PastWords.objects.count() == 40


def test_writing_the_same_twice_changes_nothing(cast: Cast, post: Post) -> None:
    assert writing.write(post, cast.ben, "Once.", 0) == 1
    assert writing.write(post, cast.ben, "Once.", 1) == 1


@pytest.mark.parametrize("text", ["half \ud83d", "a\0b", "x" * 40_001])
def test_words_that_nothing_can_keep_are_refused(cast: Cast, post: Post, text: str) -> None:
    with pytest.raises(NotTaken):
        writing.write(post, cast.ben, text, 0)


def test_words_are_kept_in_one_form(cast: Cast, post: Post) -> None:
    writing.write(post, cast.ben, "Cafe\u0301\r\nopen\x07\rnow", 0)
    assert post.text == "Café\nopen\nnow"
    assert unicodedata.is_normalized("NFC", post.text)


@pytest.mark.parametrize("name", ["greta", "ravi", "omar", "zoe", "ivo"])
def test_who_may_not_write_is_refused(cast: Cast, post: Post, name: str) -> None:
    person = getattr(cast, name)
    with pytest.raises(PermissionDenied):
        writing.write(post, person, "Mine now.", 0)
    with pytest.raises(PermissionDenied):
        writing.start(cast.harbour, person)


def test_a_channel_of_another_workspace_is_refused(cast: Cast, post: Post) -> None:
    foreign = new_channel(cast.museum, "bluesky")
    with pytest.raises(PermissionDenied):
        writing.add_channel(post, cast.ben, foreign)


def test_a_channel_that_is_not_connected_is_refused(cast: Cast, post: Post) -> None:
    away = new_channel(cast.harbour, "bluesky", remote_id="b2", access=Channel.Access.WITHDRAWN)
    with pytest.raises(NotNow):
        writing.add_channel(post, cast.ben, away)


def test_adding_a_channel_twice_is_harmless(cast: Cast, post: Post, bluesky: Channel, acts: Acts) -> None:
    writing.add_channel(post, cast.ben, bluesky)
    assert post.variants.count() == 2
    assert acts(post).count("post.add_channel") == 2


def test_a_channel_can_be_taken_away_twice(cast: Cast, post: Post, acts: Acts) -> None:
    variant = post.variants.all()[0]
    writing.drop_channel(variant, cast.ben)
    writing.drop_channel(variant, cast.ben) if variant.pk else None
    assert post.variants.count() == 1
    assert acts(post).count("post.drop_channel") == 1


def test_the_language_of_a_post_takes_its_variants_along(cast: Cast, post: Post, mastodon: Channel) -> None:
    writing.add_channel(post, cast.ben, mastodon, "de")
    writing.set_language(post, cast.ben, "de")
    assert sorted((v.channel.network, v.language) for v in post.variants.all()) == [
        ("bluesky", "de"),
        ("mastodon", "de"),
        ("mastodon", "en"),
    ]


def test_a_deleted_post_is_gone_and_can_be_brought_back(cast: Cast, post: Post, acts: Acts) -> None:
    writing.delete(post, cast.ben)
    writing.delete(post, cast.ben)
    assert not cast.harbour.posts.filter(pk=post.pk).exists()
    with pytest.raises(NotNow):
        writing.write(post, cast.ben, "Too late.", 0)
    writing.bring_back(post, cast.mina)
    assert cast.harbour.posts.get(pk=post.pk).variants.count() == 2
    assert acts(post)[-2:] == ["post.delete", "post.bring_back"]
