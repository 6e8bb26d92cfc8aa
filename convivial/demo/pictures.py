"""Pictures for the fictional world, drawn here: skies, hills and water in soft colours."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1600, 1100)
PALETTES = (
    ((246, 214, 170), (86, 118, 156), (168, 92, 62)),
    ((232, 190, 178), (74, 102, 140), (58, 96, 74)),
    ((214, 226, 232), (60, 84, 110), (120, 132, 118)),
    ((250, 226, 196), (110, 96, 120), (92, 120, 84)),
)


def landscape(number: int) -> bytes:
    """A JPEG of 1600 × 1100 pixels; the same number gives the same picture."""
    chance, (high, low, near) = random.Random(number), PALETTES[number % len(PALETTES)]
    picture = _sky(high, low)
    draw = ImageDraw.Draw(picture)
    for layer in range(4):
        share = layer / 3
        shade = tuple(int(a + (b - a) * share) for a, b in zip(low, near, strict=True))
        draw.polygon(_ridge(chance, 560 + layer * 130), fill=shade)
    x, y = chance.randint(300, 1300), chance.randint(180, 420)
    draw.ellipse((x - 70, y - 70, x + 70, y + 70), fill=(255, 246, 226))
    file = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(3)).save(file, "JPEG", quality=88)
    return file.getvalue()


def _sky(high: tuple[int, int, int], low: tuple[int, int, int]) -> Image.Image:
    column = Image.new("RGB", (1, SIZE[1]))
    for y in range(SIZE[1]):
        share = y / SIZE[1]
        column.putpixel((0, y), tuple(int(a + (b - a) * share) for a, b in zip(high, low, strict=True)))
    return column.resize(SIZE)


def _ridge(chance: random.Random, height: int) -> list[tuple[int, int]]:
    points = [(x, height + chance.randint(-90, 90)) for x in range(0, SIZE[0] + 1, 200)]
    return [*points, (SIZE[0], SIZE[1]), (0, SIZE[1])]
