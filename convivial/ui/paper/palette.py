"""The colours of paper and slides: the light values of ``styles/tokens.css`` as sRGB, for neither typst nor
PowerPoint knows ``oklch()``. A test holds the two against each other."""

COLOURS = {
    "ink": "#261827",
    "ink-soft": "#524152",
    "ink-faint": "#6b5f6b",
    "line": "#e4dfd6",
    "edge": "#908591",
    "sunken": "#f2efe8",
    "canvas": "#faf7f3",
    "surface": "#fefdfb",
    "action": "#c13b10",
    "action-ink": "#b6350b",
    "good": "#428653",
    "good-ink": "#256236",
    "good-soft": "#dff3e2",
    "watch": "#db9c21",
    "watch-ink": "#7f5007",
    "watch-soft": "#fdefcf",
    "act": "#af244c",
    "act-ink": "#a61f47",
    "act-soft": "#fee6e9",
    "info": "#435e9c",
    "info-ink": "#3b5592",
    "info-soft": "#e6edfc",
}
# fmt: off
PILLARS = (
    "#ad5d2a", "#2c886b", "#5255b6", "#ac8a2f", "#d1669f", "#1396ce", "#485416", "#75337a",
)
OWN = (
    "#89404e", "#89452d", "#7e4f04", "#685b00", "#486623", "#126b47", "#006c67",
    "#006781", "#295e90", "#505392", "#6c4984", "#7f426c",
)
# fmt: on
HUES = range(10, 370, 30)  # degrees of ``OWN``, as in tokens.css


def own(hue: int) -> str:
    """A workspace's own colour: the nearest of twelve, as the pages do it."""
    return OWN[round((hue - 10) / 30) % 12]
