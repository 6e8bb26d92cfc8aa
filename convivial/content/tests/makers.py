"""Makes the files that the tests of pictures need; the hostile ones too."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw


def drawn(width: int = 64, height: int = 48) -> Image.Image:
    """Red above left, green above right, blue below left, white below right: one sees which way is up."""
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width // 2, height // 2), fill="red")
    pen.rectangle((width // 2, 0, width, height // 2), fill="lime")
    pen.rectangle((0, height // 2, width // 2, height), fill="blue")
    return picture


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def png(width: int = 64, height: int = 48) -> bytes:
    return saved(drawn(width, height), "PNG")


def with_exif(orientation: int = 1, width: int = 64, height: int = 48) -> bytes:
    """A JPEG with a place, a maker's note and a comment in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Harbour Camera"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (53.0, 32.0, 45.0), "E", (9.0, 58.0, 12.0)
    exif.get_ifd(0x8769)[0x927C] = b"MAKER-NOTE-CANARY"
    return saved(drawn(width, height), "JPEG", exif=exif, comment=b"COMMENT-CANARY", quality=95)


def turned(orientation: int) -> bytes:
    """Stored the way a camera held like ``orientation`` stores it; shown upright it is ``drawn()``."""
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    picture = drawn() if orientation == 1 else drawn().transpose(back[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(picture, "JPEG", exif=exif, quality=98, subsampling=0)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of some kilobytes that says it is 900 megapixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A PNG whose compressed remark unpacks to 100 MB."""
    plain = png()
    remark = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A" * 100_000_000, 9))
    return plain[:33] + remark + plain[33:]


def huge_jpeg() -> bytes:
    """A JPEG whose header says 65,500 × 65,500."""
    plain = bytearray(saved(drawn(), "JPEG"))
    at = plain.index(b"\xff\xc0") + 5
    plain[at : at + 4] = struct.pack(">HH", 65_500, 65_500)
    return bytes(plain)


def polyglot_jpeg() -> bytes:
    """A JPEG that is a page with a script, too."""
    return saved(drawn(), "JPEG", comment=b"<html><script>alert('POLYGLOT')</script></html>")


def polyglot_gif() -> bytes:
    """A GIF that is a script, too."""
    plain = saved(drawn(), "GIF")
    return plain + b"/*POLYGLOT*/=1;alert(1)//"


def polyglot_png() -> bytes:
    return png() + b"<?php system('POLYGLOT'); ?>PK\x03\x04"


def moving(kind: str, frames: int = 5) -> bytes:
    pictures = [Image.new("RGB", (32, 32), (number * 40, 0, 0)) for number in range(frames)]
    return saved(pictures[0], kind, save_all=True, append_images=pictures[1:], duration=100)


def frame_bomb() -> bytes:
    """A GIF of 10,000 pictures in a few hundred kilobytes."""
    dot = Image.new("P", (1, 1))
    plain = saved(dot, "GIF")
    frame = plain[plain.index(b"\x2c") : -1]
    return plain[:-1] + frame * 10_000 + b"\x3b"


SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert('SVG')</script>
<image href="file:///etc/passwd"/><foreignObject><iframe src="http://127.0.0.1"/></foreignObject></svg>"""
