from .line import Head, Line

__all__ = ["Head", "Line"]
