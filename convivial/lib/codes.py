"""Random codes that stand in addresses, exports and the interface for programs instead of row numbers."""

import secrets
from typing import Any

from django.db import models

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
LENGTH = 12


def new_code() -> str:
    """12 characters of 32, without the look-alikes l, o, 0 and 1: 60 bits from the operating system."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class CodeField(models.CharField):
    """The public name of a row: unique, random, never edited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": LENGTH, "unique": True, "default": new_code, "editable": False}
        super().__init__(*args, **kwargs)
