from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import translation

from convivial.content import checks, deceiving, links, offering, writing
from convivial.content.checks import Check
from convivial.content.models import Media, Post
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.networks.models import Channel

from .conftest import new_channel


@pytest.fixture
def picture(cast: Cast) -> Media:
    return Media.objects.create(
        workspace=cast.harbour, sha256="a" * 64, mime="image/png", width=4, height=3, size=9, name="sacks.png"
    )


def found(post: Post) -> dict[str, Check]:
    return {check.key: check for check in checks.checks(post)}


def say(post: Post, cast: Cast, text: str) -> dict[str, Check]:
    writing.write(post, cast.ben, text, post.revision)
    return found(post)


def seen(post: Post, address: str, verdict: str) -> None:
    links.store(post.workspace_id, {address: links.Look(verdict)})


def test_a_good_post_is_told_so(post: Post) -> None:
    told = checks.checks(post)
    assert [(check.weight, check.key) for check in told] == [("good", "fits")]
    assert checks.may_go_out(post)


def test_the_heaviest_comes_first(cast: Cast, post: Post, picture: Media) -> None:
    writing.add_picture(post, cast.ben, picture)
    say(post, cast, "x" * 501 + " https://a.example")
    weights = [check.weight for check in checks.checks(post)]
    assert weights == sorted(weights, key=checks.WEIGHTS.index)
    assert weights[0] == "must_fix"


def test_too_long_is_counted_by_each_networks_own_rule(cast: Cast, post: Post) -> None:
    told = say(post, cast, "x" * 290 + " https://harbour.example/" + "m" * 300)
    assert [check.variant.channel.network for check in checks.checks(post) if check.key == "too_long"] == ["bluesky"]  # type: ignore[union-attr]
    assert told["too_long"].fix is not None
    assert not checks.may_go_out(post)
    mastodon = post.variants.get(channel__network="mastodon")
    assert checks.may_go_out(post, [mastodon])


def test_the_servers_own_limit_counts(cast: Cast, post: Post) -> None:
    Channel.objects.filter(network="mastodon").update(limits={"text": 20})
    assert "17 characters too many" in str(found(post)["too_long"].sentence)


def test_bluesky_limits_bytes_besides(cast: Cast, post: Post) -> None:
    told = say(post, cast, "👨‍👩‍👧‍👦" * 130)
    assert told["too_many_bytes"].weight == "must_fix"


@pytest.mark.parametrize("text", ["", "   ", "\u3164\u200b", "\n\n"])
def test_nothing_to_be_seen_is_empty(cast: Cast, post: Post, text: str) -> None:
    assert say(post, cast, text)["empty"].weight == "must_fix"


def test_a_picture_alone_is_enough(cast: Cast, post: Post, picture: Media) -> None:
    writing.add_picture(post, cast.ben, picture)
    assert "empty" not in say(post, cast, "")


def test_a_post_without_a_channel_goes_nowhere(cast: Cast) -> None:
    post = writing.start(cast.harbour, cast.ben, "Words.")
    assert set(found(post)) == {"no_channel"}
    assert not checks.may_go_out(post)


def test_a_picture_wants_a_description(cast: Cast, post: Post, picture: Media) -> None:
    place = writing.add_picture(post, cast.ben, picture)
    told = found(post)["no_alt_at_all"]
    assert (told.weight, told.fix.kind, told.fix.target) == ("better", "describe", place.code)  # type: ignore[union-attr]
    assert checks.may_go_out(post)
    writing.describe(place, cast.ben, "Sacks of coffee in the morning sun.")
    assert "described" in found(post)


def test_an_alt_text_has_a_length_too(cast: Cast, post: Post, picture: Media) -> None:
    place = writing.add_picture(post, cast.ben, picture)
    writing.describe(place, cast.ben, "x" * 1_600)
    assert found(post)["alt_too_long"].weight == "must_fix"


def test_more_pictures_than_a_network_takes_must_go(cast: Cast, post: Post) -> None:
    for number in range(5):
        media = Media.objects.create(
            workspace=cast.harbour, sha256=str(number) * 64, mime="image/png", width=4, height=3, size=9, name="x"
        )
        writing.add_picture(post, cast.ben, media)
    told = found(post)["too_many_pictures"]
    assert told.weight == "must_fix"
    assert "takes 4 pictures, here are 5" in str(told.sentence)


@pytest.mark.parametrize(
    ("verdict", "weight"),
    [(verdict, "must_fix") for verdict in sorted(links.HOLDS)]
    + [(v, "hint" if v == "no_way_out" else "better") for v in sorted(links.WARNS)],
)
def test_a_link_weighs_what_was_seen_of_it(cast: Cast, post: Post, verdict: str, weight: str) -> None:
    address = "https://harbour.example/menu"
    assert say(post, cast, f"See {address}")["link_not_looked_at"].weight == "hint"
    seen(post, address, verdict)
    assert found(post)[f"link_{verdict}"].weight == weight
    assert checks.may_go_out(post) == (weight != "must_fix")
    seen(post, address, "opens")
    assert "links_open" in found(post)


def test_a_promised_page_holds_nothing_back_until_its_time_is_over(cast: Cast, post: Post) -> None:
    address = "https://harbour.example/menu"
    say(post, cast, f"See {address}")
    seen(post, address, "not_found")
    links.promise(post, cast.ben, address, now() + timedelta(hours=1))
    assert found(post)["link_promised"].weight == "hint"
    assert checks.may_go_out(post)
    links.promise(post, cast.ben, address, now() - timedelta(minutes=16))
    assert not checks.may_go_out(post)


def test_a_channel_that_was_withdrawn_must_be_connected_again(cast: Cast, post: Post) -> None:
    Channel.objects.filter(network="mastodon").update(access=Channel.Access.WITHDRAWN)
    told = found(post)["channel_away"]
    assert told.fix is not None
    assert told.fix.kind == "connect"
    assert not checks.may_go_out(post)


def test_a_contributors_draft_wants_a_creator(cast: Cast, mastodon: Channel) -> None:
    draft = writing.start(cast.harbour, cast.theo, "The cat sleeps.")
    writing.add_channel(draft, cast.theo, mastodon)
    assert found(draft)["waits_for_a_creator"].weight == "must_fix"
    offering.take(draft, cast.ben)
    assert checks.may_go_out(draft)


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor", "See [link]", "Hello {{ name }}", "Hello {first_name}", "Price TBD", "TODO: write",
        "XXX",        "Am [Datum] um [Uhrzeit]", "<insert picture>", "Text folgt",
    ],
)  # fmt: skip
def test_a_placeholder_is_noticed(cast: Cast, post: Post, text: str) -> None:
    assert say(post, cast, text)["placeholder"].weight == "better"


@pytest.mark.parametrize(
    "text", ["Forty cups [and a sack]", "A todo list", "xxx", "We follow the sun", "{}", "a < b"]
)
def test_ordinary_words_are_no_placeholder(text: str) -> None:
    assert deceiving.placeholder_in(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "https://аpple.example", "https://xn--pple-43d.example", "https://gοοgle.example", "https://сосоа.example",
        "https://harbour.example@evil.example/",
    ],
)  # fmt: skip
def test_an_imitating_address_is_pointed_at(cast: Cast, post: Post, text: str) -> None:
    assert say(post, cast, f"See {text} today")["imitating"].weight == "better"


@pytest.mark.parametrize("text", ["https://пример.example", "https://kaffee-köln.example", "https://茶.example"])
def test_a_host_in_its_own_script_imitates_nothing(text: str) -> None:
    assert deceiving.imitating_addresses(text) == []


def test_characters_that_turn_the_reading_are_pointed_at(cast: Cast, post: Post) -> None:
    assert say(post, cast, "photo\u202egnp.exe")["turning"].weight == "better"
    assert "turning" not in say(post, cast, "شكرا \u200f!")


def test_a_channels_own_words_are_checked_as_its_own(cast: Cast, post: Post) -> None:
    variant = post.variants.get(channel__network="bluesky")
    writing.write_variant(variant, cast.ben, "x" * 301, 0)
    told = found(post)["too_long"]
    assert told.variant == variant
    assert told.fix is not None
    assert told.fix.target == variant.code


def test_every_sentence_can_be_said(cast: Cast) -> None:
    words = dict.fromkeys(("over", "most", "count", "number"), 2) | {
        "channel": "Harbour", "words": "TBD", "address": "https://" + "a" * 90, "opens_at": now(),
    }  # fmt: skip
    for kind in checks.KINDS.values():
        with translation.override("de"):
            assert "%(" not in str(kind.say(words))
        assert kind.weight in checks.WEIGHTS


def test_checks_take_few_queries_however_many_channels_there_are(
    cast: Cast, post: Post, django_assert_max_num_queries: Callable
) -> None:
    for number in range(8):
        writing.add_channel(post, cast.ben, new_channel(cast.harbour, "mastodon", remote_id=f"m{number + 5}"))
    writing.write(post, cast.ben, "See https://a.example and https://b.example", 0)
    fresh = Post.objects.get(pk=post.pk)
    with django_assert_max_num_queries(6):
        checks.checks(fresh)
