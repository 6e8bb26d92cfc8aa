from .due_row import DueRow
from .worker import Canary, Duty, Home, Worker

__all__ = ["Canary", "DueRow", "Duty", "Home", "Worker"]
