"""Numbers as people type them: 1480, 3.5, in German 3,5. What is not understood stays in its field, and says so."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convivial.lib.tables import is_ambiguous, number_in


class NumberField(forms.DecimalField):
    """A field of words, for a browser's own field of numbers drops what it does not understand."""

    def __init__(self, *, is_count: bool = False, **more: Any) -> None:
        words = forms.TextInput({"inputmode": "numeric" if is_count else "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": words, **more})
        self.is_count = is_count

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        if not typed:
            return None
        if isinstance(value, (Decimal, int)):
            return Decimal(value)
        if not self.is_count and is_ambiguous(typed):
            raise ValidationError(in_two_ways(typed))
        found = understood(typed, self.is_count)
        if isinstance(found, str):
            raise ValidationError(found)
        return _plain(found)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return int(found) if self.is_count and found is not None else found

    def prepare_value(self, value: Any) -> Any:
        """As it is read back: without marks between thousands."""
        if not isinstance(value, (Decimal, int, float)):
            return value
        return formats.number_format(_plain(Decimal(str(value))), use_l10n=True, force_grouping=False)


def understood(typed: str, is_count: bool, language: str = "") -> Decimal | str:
    """The number, or why it is none."""
    value = number_in(typed, language or get_language() or "en", is_count)
    if value is None:
        return _("Write it as a number, such as 1480 or 3.5.")
    if is_count and (value != int(value) or value < 0):
        return _("This is counted in whole numbers. Write it like 1480.")
    if value != round(value, 2):
        return _("Two digits behind the point are kept, no more. Round it, such as to 3.55.")
    return round(value, 2)


def in_two_ways(typed: str) -> str:
    """A question, for what can be read in two ways (``lib.tables.is_ambiguous``)."""
    whole, part = (round(number_in(typed.strip().replace(",", "."), each) or Decimal(0), 2) for each in ("de", "en"))
    words = {"typed": typed.strip(), "whole": f"{whole:f}".removesuffix(".00"), "part": f"{part:f}"}
    return _("“%(typed)s” can be read in two ways. Write %(whole)s or %(part)s, whichever you mean.") % words


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
