"""Reads the colours of tokens.css and judges them: contrast as in WCAG 2, and how far apart two hues stay for people
with a colour-vision deficiency.

Sources: OKLCH and OKLab by B. Ottosson (2020); relative luminance and contrast by WCAG 2.2; the matrices of full
protanopia, deuteranopia and tritanopia by Machado, Oliveira and Fernandes (2009), applied to linear RGB.
"""

import math
import re
from pathlib import Path

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

TOKENS = Path(__file__).resolve().parents[1] / "styles" / "tokens.css"
PAIR = re.compile(r"--([\w-]+):\s*light-dark\(oklch\(([^)]*)\),\s*oklch\(([^)]*)\)\)")
TO_LMS: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
TO_RGB: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
FROM_RGB: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
FROM_LMS: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
SIGHT: dict[str, Matrix] = {
    "full": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def tokens(theme: str) -> dict[str, Triple]:
    """Every colour that has a light and a dark value, as (lightness, chroma, hue); those with an alpha excepted."""
    found = {}
    for name, light, dark in PAIR.findall(TOKENS.read_text()):
        words = (light if theme == "light" else dark).split()
        if "/" not in words:
            found[name] = (float(words[0]), float(words[1]), float(words[2]))
    return found


def linear(colour: Triple) -> Triple:
    """OKLCH to linear sRGB, clipped to what a screen can show."""
    lightness, chroma, hue = colour
    lab = (lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue)))
    lms = times(TO_LMS, lab)
    rgb = times(TO_RGB, (lms[0] ** 3, lms[1] ** 3, lms[2] ** 3))
    return (_clip(rgb[0]), _clip(rgb[1]), _clip(rgb[2]))


def contrast(one: Triple, other: Triple) -> float:
    high, low = sorted((_luminance(linear(one)), _luminance(linear(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def apart(one: Triple, other: Triple, sight: str) -> float:
    """The distance of two colours in OKLab as somebody with that sight sees them."""
    return math.dist(_seen(one, sight), _seen(other, sight))


def times(matrix: Matrix, vector: Triple) -> Triple:
    rows = [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
    return (rows[0], rows[1], rows[2])


def _seen(colour: Triple, sight: str) -> Triple:
    rgb = times(SIGHT[sight], linear(colour))
    lms = times(FROM_RGB, (_clip(rgb[0]), _clip(rgb[1]), _clip(rgb[2])))
    return times(FROM_LMS, (math.cbrt(lms[0]), math.cbrt(lms[1]), math.cbrt(lms[2])))


def _luminance(rgb: Triple) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def _clip(value: float) -> float:
    return min(max(value, 0.0), 1.0)
