"""Many pictures at once: nobody waits for those that have no place."""

from typing import Any

import pytest

from convivial.content import media, receiving
from convivial.content.models import Post
from convivial.content.picturing import MOST_PICTURES
from convivial.content.receiving import File, receive
from convivial.demo.cast import Cast

from . import makers


class Files:
    """Remembers which were read."""

    def __init__(self, *contents: bytes) -> None:
        self.read: list[int] = []
        self.all = [File(f"{number}.png", self._reader(number, each)) for number, each in enumerate(contents)]

    def _reader(self, number: int, content: bytes) -> Any:
        return lambda: (self.read.append(number), content)[1]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> list[float]:
    """Decoding without a child: each file is a picture of its own. Remembers the time that each was given."""
    given: list[float] = []
    real = media.pictures.decode(makers.png(8, 8))

    def decode(content: bytes, seconds: float) -> Any:
        given.append(seconds)
        if content == b"none":
            raise media.pictures.Refused("not_a_picture")
        return type(real)(content, "image/png", 8, 8, real.thumbnail)

    monkeypatch.setattr(media.pictures, "decode", decode)
    return given


def test_a_hundred_pictures_are_counted_before_the_first_is_read(cast: Cast, post: Post, quick: list[float]) -> None:
    files = Files(*(b"%d" % number for number in range(100)))
    received = receive(post, cast.ben, files.all)
    assert files.read == list(range(MOST_PICTURES))
    assert (received.added, received.without_place) == (20, 80)
    assert received.sentences == ["20 pictures are the most that a post can have, so 80 were left out."]
    assert post.pictures.count() == 20


def test_a_full_post_reads_none(cast: Cast, post: Post, quick: list[float]) -> None:
    receive(post, cast.ben, Files(*(b"%d" % number for number in range(20))).all)
    files = Files(b"one more")
    assert receive(post, cast.ben, files.all).without_place == 1
    assert files.read == []


def test_a_file_that_is_no_picture_takes_no_place_and_stops_no_other(
    cast: Cast, post: Post, quick: list[float]
) -> None:
    received = receive(post, cast.ben, Files(b"one", b"none", b"two", b"none", b"none", b"none").all)
    assert received.added == 2
    assert [sentence[:9] for sentence in received.sentences] == ["“1.png”: ", "“3.png”: ", "“4.png”: ", "1 more wa"]


def test_all_together_have_a_bounded_time(
    cast: Cast, post: Post, quick: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 5.0, 29.0, 31.0, 31.0])
    monkeypatch.setattr(receiving, "monotonic", lambda: next(clock))
    files = Files(b"one", b"two", b"three", b"four")
    received = receive(post, cast.ben, files.all)
    assert quick == [25.0, 1.0]
    assert files.read == [0, 1]
    assert received.sentences == ["2 pictures took too long together with the others. Add them once more."]


def test_a_child_is_given_no_more_time_than_is_left() -> None:
    with pytest.raises(media.NotTaken):
        media.decoded(makers.png(640, 480), seconds=0.001)
