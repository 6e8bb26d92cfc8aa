"""What is written can be read, in both themes, and eight pillars stay eight for everybody."""

from itertools import combinations

import pytest

from . import colour

GROUNDS = ("canvas", "surface", "sunken", "raised")
WRITTEN = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "ink-faint", "action-ink") for ground in GROUNDS],
    *[(f"{tone}-ink", ground) for tone in ("good", "watch", "act", "info") for ground in (*GROUNDS, f"{tone}-soft")],
    *[("ink", f"{tone}-soft") for tone in ("good", "watch", "act", "info", "action")],
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("on-act", "act"),
    ("canvas", "ink"),
]
DRAWN = [
    (shape, ground)
    for shape in ("edge", "focus", *(f"pillar-{n}" for n in range(1, 9)))
    for ground in ("canvas", "surface")
]
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])


@THEMES
@pytest.mark.parametrize(("ink", "ground"), WRITTEN)
def test_text_stands_out_from_its_ground(theme: str, ink: str, ground: str) -> None:
    tokens = colour.tokens(theme)
    assert colour.contrast(tokens[ink], tokens[ground]) >= 4.5


@THEMES
@pytest.mark.parametrize(("shape", "ground"), DRAWN)
def test_edges_and_pillars_stand_out_from_their_ground(theme: str, shape: str, ground: str) -> None:
    tokens = colour.tokens(theme)
    assert colour.contrast(tokens[shape], tokens[ground]) >= 3


@THEMES
@pytest.mark.parametrize("hue", range(10, 370, 30))
def test_a_workspace_of_any_hue_bears_its_letter(theme: str, hue: int) -> None:
    own, on_own, soft = {
        "light": ((0.47, 0.1, hue), (0.99, 0.004, hue), (0.93, 0.035, hue)),
        "dark": ((0.8, 0.085, hue), (0.2, 0.03, hue), (0.33, 0.05, hue)),
    }[theme]
    assert colour.contrast(on_own, own) >= 4.5
    assert colour.contrast(own, soft) >= 4.5


@THEMES
@pytest.mark.parametrize("sight", colour.SIGHT)
def test_pillars_stay_apart_for_every_sight(theme: str, sight: str) -> None:
    tokens = colour.tokens(theme)
    pillars = [tokens[f"pillar-{n}"] for n in range(1, 9)]
    assert min(colour.apart(one, other, sight) for one, other in combinations(pillars, 2)) >= 0.08


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert colour.contrast((0.0, 0.0, 0.0), (1.0, 0.0, 0.0)) == pytest.approx(21, abs=0.01)
