import contextlib
import io
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from convivial.content.tests import makers
from convivial.lib import pictures
from convivial.lib.pictures import Refused, decode, encode_under


def seen(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def colours(content: bytes) -> list[str]:
    """The four quarters, read like a page."""
    picture = seen(content)
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue", (1, 1, 1): "white"}
    places = [(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    dots = [picture.getpixel((int(picture.width * x), int(picture.height * y))) for x, y in places]
    return [names.get(tuple(int(part > 127) for part in dot), str(dot)) for dot in dots]  # type: ignore[union-attr]


UPRIGHT = ["red", "green", "blue", "white"]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(orientation: int) -> None:
    made = decode(makers.turned(orientation))
    assert colours(made.content) == UPRIGHT
    assert (made.width, made.height) == (64, 48)
    assert colours(made.thumbnail.content) == UPRIGHT


def test_nothing_but_pixels_is_left() -> None:
    came = makers.with_exif()
    assert b"Harbour Camera" in came
    assert b"CANARY" in came
    made = decode(came)
    for content in (made.content, made.thumbnail.content):
        assert b"Harbour" not in content
        assert b"CANARY" not in content
        left = Image.open(io.BytesIO(content))
        assert not dict(left.getexif())
        assert not {"icc_profile", "comment", "exif", "xmp", "photoshop"} & set(left.info)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_that_is_taken_is_encoded_again(kind: str) -> None:
    came = makers.saved(makers.drawn(640, 480), kind)
    made = decode(came)
    assert made.content != came
    assert colours(made.content) == UPRIGHT
    assert max(made.thumbnail.width, made.thumbnail.height) == 400


@pytest.mark.parametrize("make", [makers.polyglot_jpeg, makers.polyglot_gif, makers.polyglot_png])
def test_a_file_that_is_two_things_is_a_picture_afterwards(make: object) -> None:
    came: bytes = make()  # type: ignore[operator]
    assert b"POLYGLOT" in came
    assert b"POLYGLOT" not in decode(came).content


@pytest.mark.parametrize(
    ("came", "reason"),
    [
        (makers.bomb(), "too_many_pixels"),
        (makers.huge_jpeg(), "too_many_pixels"),
        (makers.png()[:100], "broken"),
        (makers.saved(makers.drawn(640, 480), "JPEG")[:-2000], "broken"),
        (b"", "not_a_picture"),
        (b"<html><script>alert(1)</script>", "not_a_picture"),
        (makers.SVG, "not_a_picture"),
        (makers.saved(makers.drawn(), "TIFF"), "not_a_picture"),
        (makers.saved(makers.drawn(), "BMP"), "not_a_picture"),
        (makers.saved(makers.drawn(), "PDF"), "not_a_picture"),
        (b"\x89PNG\r\n\x1a\n", "not_a_picture"),
        (b"GIF89a" + b"\0" * 100, "not_a_picture"),
        (b"x" * (pictures.MOST_BYTES + 1), "too_big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_taken_is_refused_with_its_reason(came: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(came)
    assert refused.value.reason == reason


def test_a_packed_remark_kills_nothing() -> None:
    """Either the remark is left out or the file is refused; our own process does not grow."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with contextlib.suppress(Refused):
        assert colours(decode(makers.text_bomb()).content) == UPRIGHT
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_a_moving_picture_the_first_is_kept_and_that_is_said(kind: str) -> None:
    made = decode(makers.moving(kind))
    assert made.is_still
    assert seen(made.content).getpixel((5, 5)) == (0, 0, 0)


def test_ten_thousand_frames_take_no_longer_than_one() -> None:
    assert decode(makers.frame_bomb()).width == 1


def test_colours_of_a_profile_look_the_same_in_srgb() -> None:
    """Red and green change places in this profile; without it the picture would be wrong."""
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = decode(makers.saved(makers.drawn(), "PNG", icc_profile=swapped))
    assert colours(made.content) == UPRIGHT


def test_a_broken_profile_is_left_aside() -> None:
    assert colours(decode(makers.saved(makers.drawn(), "PNG", icc_profile=b"\0" * 500)).content) == UPRIGHT


def test_print_colours_become_screen_colours() -> None:
    made = decode(makers.saved(makers.drawn().convert("CMYK"), "JPEG", quality=95))
    assert colours(made.content) == UPRIGHT


def test_sixteen_bits_become_eight() -> None:
    deep = Image.new("I;16", (8, 8), 32_768)
    assert seen(decode(makers.saved(deep, "PNG")).content).getpixel((4, 4)) == (128, 128, 128)


def test_what_is_see_through_stays_so() -> None:
    made = decode(makers.saved(Image.new("RGBA", (40, 40), (200, 0, 0, 90)), "PNG"))
    assert Image.open(io.BytesIO(made.content)).convert("RGBA").getpixel((9, 9)) == (200, 0, 0, 90)


def test_a_palette_with_a_hole_stays_see_through() -> None:
    hole = Image.new("P", (10, 10), 0)
    hole.putpalette([255, 0, 0, 0, 255, 0])
    made = decode(makers.saved(hole, "GIF", transparency=0))
    assert Image.open(io.BytesIO(made.content)).convert("RGBA").getpixel((4, 4))[3] == 0  # type: ignore[index]


def test_a_photograph_is_kept_as_jpeg_and_a_drawing_as_png() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((900, 700), 90) for _ in range(3)])
    assert decode(makers.saved(noise, "PNG")).mime == "image/jpeg"
    assert decode(makers.png(900, 700)).mime == "image/png"


def test_a_large_picture_is_kept_at_a_size_that_networks_show() -> None:
    made = decode(makers.saved(makers.drawn(5_000, 3_000), "JPEG"))
    assert (made.width, made.height) == (pictures.FULL, 1_843)


@pytest.mark.parametrize("mime", ["image/jpeg", "image/png", "image/webp"])
@pytest.mark.parametrize("most", [300_000, 40_000, 6_000])
def test_a_picture_is_made_to_fit(mime: str, most: int) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((1_000, 800), 80) for _ in range(3)])
    made = encode_under(makers.saved(noise, "JPEG", quality=95), mime, most, 2_000)
    assert len(made.content) <= most
    assert abs(made.width / made.height - 1.25) < 0.02
    assert Image.open(io.BytesIO(made.content)).size == (made.width, made.height)


def test_a_picture_that_fits_nowhere_is_refused() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((1_000, 800), 80) for _ in range(3)])
    with pytest.raises(Refused, match="too_big"):
        encode_under(makers.saved(noise, "JPEG"), "image/jpeg", 100, 2_000)


def test_the_child_dies_alone_of_too_much_memory() -> None:
    greedy = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, (40_000_000,) * 2); bytearray(10**9)"
    )
    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=False)
    assert done.returncode != 0


def test_a_child_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text("import os; os.kill(os.getpid(), 9)")
    monkeypatch.setattr(pictures, "CHILD", dying)
    with pytest.raises(Refused, match="too_hard"):
        decode(makers.png())


def test_a_child_that_does_not_end_is_a_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr(pictures, "CHILD", endless)
    monkeypatch.setattr(pictures, "SECONDS", 0.3)
    with pytest.raises(Refused, match="too_hard"):
        decode(makers.png())


def test_the_child_is_told_nothing_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nosy = tmp_path / "nosy.py"
    nosy.write_text("import os, json; print(json.dumps({'refused': ' '.join(os.environ)}))")
    monkeypatch.setattr(pictures, "CHILD", nosy)
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    with pytest.raises(Refused) as refused:
        decode(makers.png())
    assert "DATABASE_URL" not in refused.value.reason


MEASURED = """
import resource, sys
from convivial.lib.pictures import decode
decode(sys.stdin.buffer.read())
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_the_largest_picture_stays_within_its_memory() -> None:
    """40 megapixels of JPEG, in kilobytes: a child never took more than 400 MB. Measured in a process of its own, for
    a process knows only the largest of all the children that it ever had."""
    largest = makers.saved(Image.new("RGB", (7_300, 5_400), "teal"), "JPEG")
    told = subprocess.run([sys.executable, "-c", MEASURED], input=largest, capture_output=True, check=True).stdout
    assert int(told) < 400_000
