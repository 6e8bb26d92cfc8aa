"""The seven bars: what was done, chapter by chapter, beside what was planned.

The plan stands at the same place on every bar; the fill is what was done; beside it one figure in its own unit and a
word. Drawn as SVG on the server: with classes for pages, with plain colours for mail, PDF and slides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

PLAN = 72  # per cent of the track: where the notch stands
TONES = ("good", "watch", "act", "none")


@dataclass(frozen=True)
class Bar:
    """``ratio``: done over planned, None when it is not known; ``figure`` in its own unit ("3.1 of 4 posts a week");
    ``word``: on plan, watch, off plan, too early to say; ``tone``: good, watch, act, none; ``address``: findings."""

    name: Any
    ratio: float | None
    figure: Any
    word: Any
    tone: str
    address: str = ""

    def __post_init__(self) -> None:
        if self.tone not in TONES:
            raise ValueError(f"A bar's tone is one of {', '.join(TONES)}, not “{self.tone}”.")

    @property
    def filled(self) -> float:
        """Per cent of the track; more than fits stops at its end."""
        return round(min(max(self.ratio or 0, 0) * PLAN, 100), 1)

    @property
    def drawing(self) -> SafeString:
        return drawn(self)


@dataclass(frozen=True)
class Bars:
    """``whom``: one line, for whom we published, against plan; ``note``: what the notch means, which week it is."""

    whom: Any
    bars: Sequence[Bar]
    note: Any = ""


def drawn(bar: Bar, palette: Mapping[str, str] | None = None, width: str = "100%") -> SafeString:
    """The track as SVG. ``palette`` maps ground, good, watch, act, none and notch to colours, for where no style
    sheet is; ``width`` is then a length in pixels."""
    ground, fill, notch = _paints(bar.tone, palette)
    return format_html(
        '<svg class="bar__track" width="{}" height="16" aria-hidden="true" focusable="false">'
        '<rect {} y="4" width="100%" height="8" rx="4"/>'
        '<rect {} y="4" width="{}%" height="8" rx="4"/>'
        '<rect {} x="{}%" width="2" height="16" rx="1"/></svg>',
        width, ground, fill, bar.filled, notch, PLAN,
    )  # fmt: skip


def _paints(tone: str, palette: Mapping[str, str] | None) -> tuple[SafeString, SafeString, SafeString]:
    if palette is None:
        classes = ("bar__ground", f"bar__fill bar__fill--{tone}", "bar__notch")
        return tuple(format_html('class="{}"', name) for name in classes)  # type: ignore[return-value]
    colours = (palette["ground"], palette[tone], palette["notch"])
    return tuple(format_html('fill="{}"', colour) for colour in colours)  # type: ignore[return-value]


# What will stand on each bar once there is a strategy: said in words, for seven empty bars say nothing.
CHAPTERS: tuple[tuple[Any, Any], ...] = (
    (_("Content"), _("each theme’s share, next to the plan")),
    (_("Networks"), _("how often you post, next to your rhythm")),
    (_("Visibility"), _("which ideas for being seen are running")),
    (_("Objectives"), _("how far you are, and if that is fast enough")),
    (_("Followers"), _("who joined, and if you meant them")),
    (_("KPIs"), _("the few figures that you watch")),
    (_("Funnel"), _("what became of it: visits, inquiries, orders")),
)


def waiting() -> Bars:
    """The honest state of a house without a strategy: the names and what each will show; nothing is drawn."""
    return Bars(whom="", bars=[Bar(name, None, figure, "–", "none") for name, figure in CHAPTERS])
