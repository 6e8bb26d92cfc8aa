"""Everything that the page of one post shows, each thing read once, and only when a part of the page asks for it."""

from .lengths import Length
from .whole import Sheet

__all__ = ["Length", "Sheet"]
