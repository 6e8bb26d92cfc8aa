"""Decodes and encodes one picture in a process of its own. Started by ``lib.pictures`` as a bare script, with an
empty environment and hard limits on memory and time, so that a hostile file takes down nothing but this process.

Reads an order (one line of JSON) and the picture from standard input; writes an answer (one line of JSON) and the
encoded pictures, one after the other, to standard output.
"""

import io
import json
import os
import resource
import sys
from typing import Any

MEMORY = 900 * 1024 * 1024  # bytes of addresses; what is really used stays below 400 MB (see the tests)
SECONDS = 10  # of CPU
NICE = 5  # whoever reads a page goes before whoever waits for a picture
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
GREEDY = ("WEBP", "AVIF")  # their decoders hold a picture four times over: 16 megapixels take what 40 take elsewhere
MOST_PROFILE = 4 * 1024 * 1024
HEAVY_PNG = 3 * 1024 * 1024  # a photograph saved as PNG: JPEG or WebP show the same in a tenth


class Refused(Exception):
    """``args[0]`` is the reason's key, see ``lib.pictures.Refused``."""


def limit() -> None:
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        answer, parts = obey(order, content)
    except Refused as refused:
        answer, parts = {"refused": refused.args[0]}, []
    except MemoryError:
        answer, parts = {"refused": "too_hard"}, []
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(parts))


def obey(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    picture, is_animated = opened(content, order["most_pixels"], order["side"])
    if order["do"] == "decode":
        made = [encoded(picture, order["side"]), encoded(picture, order["thumbnail"], quality=80)]
    else:
        made = [under(picture, order["mime"], order["max_bytes"], order["side"])]
    return {"is_animated": is_animated, "made": [head for head, _ in made]}, [body for _, body in made]


def opened(content: bytes, most_pixels: int, side: int) -> tuple[Any, bool]:
    """The first picture of the file: upright, in sRGB, as RGB or RGBA, at most about twice ``side`` wide. Its header
    is judged before anything is decoded."""
    from PIL import Image, ImageFile, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # we judge by our own number, as an answer and not as a warning
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        picture: Any = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.UnidentifiedImageError as error:
        raise Refused("not_a_picture") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Refused("broken") from error
    most_pixels = most_pixels * 2 // 5 if picture.format in GREEDY else most_pixels
    if not picture.width or not picture.height or picture.width * picture.height > most_pixels:
        raise Refused("too_many_pixels")
    try:
        is_animated = bool(getattr(picture, "is_animated", False))
        picture.seek(0)
        picture.draft(None, (side, side))  # a JPEG is decoded at half or a quarter where that is enough
        picture.load()
        profile = picture.info.get("icc_profile") or b""
        small = shrunk(picture, side)
        picture = None  # its pixels are the largest thing in memory
        return in_srgb(ImageOps.exif_transpose(small), profile), is_animated
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, ArithmeticError, TypeError, KeyError) as error:
        raise Refused("broken") from error


def shrunk(picture: Any, side: int) -> Any:
    """At most ``side`` on the longer side, before anything else makes copies of it."""
    from PIL import Image

    if picture.mode.startswith("I;16"):
        picture = keep_exif(picture, picture.point(lambda value: value * (1 / 256)).convert("L"))
    if picture.mode not in ("RGB", "RGBA", "L", "CMYK", "YCbCr", "LAB"):
        has_alpha = "A" in picture.mode or "a" in picture.mode or "transparency" in picture.info
        picture = keep_exif(picture, picture.convert("RGBA" if has_alpha else "RGB"))
    elif picture.mode in ("RGB", "L") and "transparency" in picture.info:
        picture = keep_exif(picture, picture.convert("RGBA"))
    if max(picture.size) > side:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return picture


def keep_exif(before: Any, after: Any) -> Any:
    """Orientation is read later, from what the file said."""
    for name in ("exif", "icc_profile"):
        if name in before.info:
            after.info[name] = before.info[name]
    if before.getexif().get(0x0112):
        after.getexif()[0x0112] = before.getexif()[0x0112]
    return after


def in_srgb(picture: Any, profile: bytes) -> Any:
    """By the file's colour profile where it has a usable one; else what it says is taken for sRGB."""
    from PIL import ImageCms

    wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
    if 0 < len(profile) <= MOST_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if picture.mode == "RGBA":
                return with_alpha_of(picture, managed(picture.convert("RGB"), source))
            return managed(picture, source)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return picture.convert(wanted)
    return picture.convert(wanted)


def managed(picture: Any, source: Any) -> Any:
    from PIL import ImageCms

    goal = ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(picture, source, goal, outputMode="RGB")


def with_alpha_of(picture: Any, colours: Any) -> Any:
    colours.putalpha(picture.getchannel("A"))
    return colours


def clean(picture: Any, side: int) -> Any:
    """A copy of nothing but the pixels: no EXIF, no place, no maker's notes, no comment, no profile."""
    from PIL import Image

    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    if bare.mode == "RGBA" and bare.getchannel("A").getextrema() == (255, 255):
        bare = bare.convert("RGB")
    bare.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return bare


def encoded(picture: Any, side: int, quality: int = 90) -> tuple[dict[str, Any], bytes]:
    """PNG for what is see-through and for drawings, JPEG for the rest."""
    bare = clean(picture, side)
    if bare.mode == "RGBA":
        made = saved(bare, "image/png", quality)
        return made if len(made[1]) <= HEAVY_PNG else saved(bare, "image/webp", quality)
    photograph = saved(bare, "image/jpeg", quality)
    if not has_few_colours(bare):
        return photograph
    drawing = saved(bare, "image/png", quality)
    return drawing if len(drawing[1]) <= min(HEAVY_PNG, 1.5 * len(photograph[1])) else photograph


def has_few_colours(bare: Any) -> bool:
    """A logo, a screenshot, a chart perhaps, in which JPEG would leave traces."""
    small = bare if max(bare.size) <= 512 else bare.resize((min(bare.width, 512), min(bare.height, 512)), resample=0)
    return small.getcolors(4096) is not None


def under(picture: Any, mime: str, max_bytes: int, side: int) -> tuple[dict[str, Any], bytes]:
    """The best that fits: first less quality, then fewer pixels."""
    for scale in (1.0, 0.85, 0.7, 0.55, 0.4, 0.3, 0.2, 0.1):
        bare = clean(picture, max(1, int(min(side, max(picture.size)) * scale)))
        for kind, quality in steps(bare, mime, scale):
            made = saved(bare, kind, quality)
            if len(made[1]) <= max_bytes:
                return made
    raise Refused("too_big")


def steps(bare: Any, mime: str, scale: float) -> list[tuple[str, int]]:
    lossy = "image/webp" if bare.mode == "RGBA" else "image/jpeg"
    first = [("image/png", 90)] if mime == "image/png" and scale == 1.0 else []
    return first + [(lossy if mime != "image/webp" else mime, quality) for quality in (90, 84, 76, 68)]


def saved(bare: Any, mime: str, quality: int) -> tuple[dict[str, Any], bytes]:
    from PIL import ImageFile

    ImageFile.MAXBLOCK = max(1 << 20, bare.width * bare.height * 4)  # noise takes more room than its pixels
    out = io.BytesIO()
    if mime == "image/png":
        bare.save(out, "PNG", optimize=bare.width * bare.height < 4_000_000)
    elif mime == "image/webp":
        bare.save(out, "WEBP", quality=quality, method=4)
    else:
        bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=0 if quality > 85 else 2)
    body = out.getvalue()
    return {"mime": mime, "width": bare.width, "height": bare.height, "size": len(body)}, body


if __name__ == "__main__":
    limit()
    main()
