from .figure import Figure, Observation
from .figure_due import FigureDue, JournalCursor

__all__ = ["Figure", "FigureDue", "JournalCursor", "Observation"]
