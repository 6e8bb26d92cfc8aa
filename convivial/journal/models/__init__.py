from .aside import Aside, PersonKey
from .line import Head, Line

__all__ = ["Aside", "Head", "Line", "PersonKey"]
