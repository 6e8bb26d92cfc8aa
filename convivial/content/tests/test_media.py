import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from convivial.content import editions, media, writing
from convivial.content.errors import NotTaken, PictureLost
from convivial.content.models import Media, Post
from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.lib.now import now
from convivial.team.models import User

from . import makers

As = Callable[[User], Client]


@pytest.fixture
def sacks(cast: Cast) -> Media:
    return media.add(cast.harbour, cast.ben, "sacks.png", makers.png(640, 480))


def address(picture: Media, size: str = "full", workspace: str = "harbour") -> str:
    return f"/w/{workspace}/media/{picture.code}/{size}/"


def test_a_picture_is_kept_in_two_sizes_under_our_name(cast: Cast, sacks: Media, media_folder: Path) -> None:
    files = sorted(media_folder.rglob("*.*"))
    assert [file.name for file in files] == [f"{sacks.code}.full.png", f"{sacks.code}.thumb.png"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert files[0].parent.name == cast.harbour.code
    assert (sacks.width, sacks.height, sacks.name) == (640, 480, "sacks.png")
    assert Line.objects.filter(act="media.add", thing="media", thing_code=sacks.code).count() == 1


def test_the_same_picture_is_kept_once_a_workspace(cast: Cast, sacks: Media) -> None:
    assert media.add(cast.harbour, cast.mina, "again.png", makers.png(640, 480)) == sacks
    theirs = media.add(cast.museum, cast.omar, "sacks.png", makers.png(640, 480))
    assert theirs != sacks
    assert theirs.path() != sacks.path()


@pytest.mark.parametrize("name", ["greta", "ravi", "omar", "zoe", "ivo"])
def test_who_may_not_write_adds_no_picture(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        media.add(cast.harbour, getattr(cast, name), "x.png", makers.png())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (makers.bomb(), "megapixels"),
        (makers.SVG, "Save it as JPEG"),
        (makers.png()[:100], "damaged"),
        (b"", "no picture"),
    ],
)
def test_a_refusal_says_what_to_do(cast: Cast, content: bytes, says: str, media_folder: Path) -> None:
    with pytest.raises(NotTaken, match=says):
        media.add(cast.harbour, cast.ben, "x.png", content)
    assert not Media.objects.exists()
    assert not media_folder.exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("sacks.png", "sacks.png"),
        ("C:\\Users\\Ben\\sacks.png", "sacks.png"),
        ("../../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.png", "aSet-Cookie: x.png"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("x" * 5_000 + ".png", "x" * 196 + ".png"),
        ("Kaffee ☕.jpg", "Kaffee ☕.jpg"),
        ("\u200b", "Picture"),
        ("", "Picture"),
    ],
)
def test_a_files_name_is_only_shown(name: str, shown: str) -> None:
    assert media.shown_name(name) == shown


def test_there_is_room_for_so_much_and_no_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "ROOM", 100)
    with pytest.raises(NotTaken, match="no room"):
        media.add(cast.harbour, cast.ben, "x.png", makers.png())


def test_files_that_changed_on_the_disk_are_lost(sacks: Media) -> None:
    assert media.read(sacks)
    sacks.path().chmod(0o600)
    sacks.path().write_bytes(makers.png())
    with pytest.raises(PictureLost):
        media.read(sacks)
    sacks.path().unlink()
    with pytest.raises(PictureLost):
        media.read(sacks)


def test_a_picture_that_nobody_uses_goes_after_a_day(cast: Cast, sacks: Media, media_folder: Path) -> None:
    assert media.remove_orphans(now() + timedelta(hours=23)) == 0
    assert media.remove_orphans(now() + timedelta(hours=25)) == 1
    assert not list(media_folder.rglob("*.png"))
    assert media.remove_orphans(now() + timedelta(hours=25)) == 0


def test_a_picture_in_a_post_or_an_edition_stays(cast: Cast, sacks: Media, post: Post) -> None:
    picture = writing.add_picture(post, cast.ben, sacks)
    assert media.remove_orphans(now() + timedelta(days=9)) == 0
    editions.freeze(post)
    writing.drop_picture(picture, cast.ben)
    assert media.remove_orphans(now() + timedelta(days=9)) == 0


def test_a_file_without_a_row_is_swept(cast: Cast, sacks: Media) -> None:
    lost = sacks.path().with_name("abcdefghijkm.full.png")
    lost.write_bytes(b"half")
    media.remove_orphans(now())
    assert lost.exists()
    media.remove_orphans(now() + timedelta(hours=25))
    assert not lost.exists()


def test_a_member_sees_the_picture(cast: Cast, sacks: Media, as_: As) -> None:
    answer = as_(cast.greta).get(address(sacks))
    assert answer.status_code == 200
    assert b"".join(answer) == sacks.path().read_bytes()  # type: ignore[arg-type]
    headers = answer.headers
    assert headers["Content-Type"] == "image/png"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Length"] == str(sacks.path().stat().st_size)
    assert "Content-Encoding" not in headers


def test_a_thumbnail_is_small(cast: Cast, sacks: Media, as_: As) -> None:
    answer = as_(cast.greta).get(address(sacks, "thumb"))
    assert b"".join(answer) == sacks.path("thumb").read_bytes()  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["omar", "zoe", "ivo"])
def test_a_stranger_gets_404(cast: Cast, sacks: Media, as_: As, name: str) -> None:
    assert as_(getattr(cast, name)).get(address(sacks)).status_code == 404
    assert as_(cast.omar).get(address(sacks, workspace="museum")).status_code == 404


def test_who_is_not_signed_in_is_asked_to(sacks: Media, client: Client) -> None:
    assert client.get(address(sacks)).status_code == 302


def test_a_picture_takes_no_post_and_no_other_size(cast: Cast, sacks: Media, as_: As) -> None:
    assert as_(cast.ben).post(address(sacks)).status_code == 405
    assert as_(cast.ben).get(address(sacks, "original")).status_code == 404


def test_a_picture_whose_file_is_gone_is_404(cast: Cast, sacks: Media, as_: As) -> None:
    sacks.path().unlink()
    assert as_(cast.ben).get(address(sacks)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=0-999999999", 206, slice(0, None)),
        ("bytes=-999999999", 206, slice(0, None)),
        ("bytes=999999999-", 416, None),
        ("bytes=9-3", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=0-1,4-5", 200, slice(0, None)),
        ("bytes=-", 200, slice(0, None)),
        ("pages=1-2", 200, slice(0, None)),
        ("bytes=0-" + "9" * 40, 200, slice(0, None)),
    ],
)
def test_a_part_can_be_asked_for(
    cast: Cast, sacks: Media, as_: As, asked: str, status: int, part: slice | None
) -> None:
    whole = sacks.path().read_bytes()
    answer: Any = as_(cast.ben).get(address(sacks), headers={"Range": asked, "Accept-Encoding": "gzip"})
    assert answer.status_code == status
    if part is None:
        assert answer.headers["Content-Range"] == f"bytes */{len(whole)}"
        return
    assert b"".join(answer) == whole[part]
    assert ("Content-Range" in answer.headers) == (status == 206)


def test_a_picture_that_is_there_already_is_not_sent_again(cast: Cast, sacks: Media, as_: As) -> None:
    browser = as_(cast.ben)
    tag = browser.get(address(sacks)).headers["ETag"]
    again = browser.get(address(sacks), headers={"If-None-Match": f'"other", W/{tag}'})
    assert again.status_code == 304
    assert again.headers["ETag"] == tag
    changed = browser.get(address(sacks), headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert changed.status_code == 200


def test_a_picture_takes_few_queries(
    cast: Cast, sacks: Media, as_: As, django_assert_max_num_queries: Callable
) -> None:
    browser = as_(cast.ben)
    browser.get(address(sacks))
    with django_assert_max_num_queries(6):
        browser.get(address(sacks))
