from convivial.content import writing
from convivial.demo.cast import Cast
from convivial.networks.models import Channel
from convivial.networks.practising import open_practice
from convivial.publishing.composing.beginning import begin


def channel(cast: Cast, handle: str) -> Channel:
    return Channel.objects.create(
        workspace=cast.harbour,
        network="mastodon",
        server="https://a.example",
        remote_id=handle,
        handle=handle,
        name=handle,
    )


def channels_of(post: object) -> set[str]:
    return set(post.variants.values_list("channel__handle", flat=True))  # type: ignore[attr-defined]


def test_the_first_post_stands_on_the_only_channel(cast: Cast) -> None:
    practice = open_practice(cast.harbour, cast.ana)
    assert channels_of(begin(cast.harbour, cast.ben)) == {practice.handle}


def test_with_several_channels_the_first_post_stands_on_none(cast: Cast) -> None:
    channel(cast, "quay")
    channel(cast, "roastery")
    assert channels_of(begin(cast.harbour, cast.ben)) == set()


def test_a_new_post_stands_where_its_writer_wrote_last(cast: Cast) -> None:
    quay, roastery, gone = (channel(cast, handle) for handle in ("quay", "roastery", "gone"))
    last = writing.start(cast.harbour, cast.ben, "The ferry at six.")
    for each in (quay, gone):
        writing.add_channel(last, cast.ben, each)
    others = writing.start(cast.harbour, cast.mina, "Rain menu.")
    writing.add_channel(others, cast.mina, roastery)
    Channel.objects.filter(pk=gone.pk).update(access=Channel.Access.WITHDRAWN)
    assert channels_of(begin(cast.harbour, cast.ben)) == {"quay"}
