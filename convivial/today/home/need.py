"""One thing that is asked of a person, with its fix."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Need:
    """A line of "Needs you". ``posts``: the button is an act. ``since`` stands where somebody has been waiting."""

    icon: str
    tone: str
    title: str
    why: str
    button: str
    address: str
    posts: bool = False
    since: datetime | None = None
