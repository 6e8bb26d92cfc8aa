"""The kinds of answers that a strategy consists of; each knows how it is asked for and how two are told apart."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.db import models

from convivial.strategy.forms_numbers import NumberField
from convivial.ui import vocabulary


def _usual(given: dict[str, Any], **usual: Any) -> dict[str, Any]:
    """What a field of a kind always has, unless it is said otherwise."""
    return usual | given


class Pointing:
    """What names other parts of the same version by their codes; ``of`` is the noun that is named."""

    of: str

    def __init__(self, *args: Any, of: str, **more: Any) -> None:
        self.of = of
        super().__init__(*args, **more)

    def deconstruct(self) -> Any:
        name, path, args, more = super().deconstruct()  # type: ignore[misc]
        return name, path, args, {**more, "of": self.of}


class CodeOf(Pointing, models.CharField):
    """One part of another noun, or none."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_usual(more, max_length=12, blank=True, default=""))


class CodesOf(Pointing, models.JSONField):
    """Several parts of another noun: a list of codes."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_usual(more, blank=True, default=list))


class Several(models.JSONField):
    """Some of the choices of an enumeration: a list of its keys. The choices are no part of the schema."""

    def __init__(self, *args: Any, kinds: Any = None, **more: Any) -> None:
        self.kinds = kinds
        super().__init__(*args, **_usual(more, blank=True, default=list))

    def formfield(self, **more: Any) -> Any:
        return forms.MultipleChoiceField(
            label=self.verbose_name,
            help_text=self.help_text,
            required=False,
            choices=self.kinds.choices,
            widget=forms.CheckboxSelectMultiple,
        )


class Network(models.CharField):
    """The short name of a network, as in ``ui.vocabulary``."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_usual(more, max_length=20, blank=True, default=""))

    def formfield(self, **more: Any) -> Any:
        known = [(slug, str(called.title)) for slug, called in vocabulary.NETWORKS.items() if slug != "practice"]
        choices = [("", "–"), *known] if self.blank else known
        return forms.ChoiceField(
            label=self.verbose_name, help_text=self.help_text, required=not self.blank, choices=choices
        )


class Number(models.DecimalField):
    """A number as people type it: up to two places behind the point; nothing is unknown, not zero."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_usual(more, max_digits=14, decimal_places=2, null=True, blank=True))

    def formfield(self, **more: Any) -> Any:
        return NumberField(
            label=self.verbose_name, help_text=self.help_text, required=not self.blank,
            max_digits=self.max_digits, decimal_places=self.decimal_places,
        )  # fmt: skip


class Share(Number):
    """Per cent of a whole."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_usual(more, max_digits=5, decimal_places=1))


class Money(models.BigIntegerField):
    """Whole minor units; people type and read the major ones."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_usual(more, null=True, blank=True))

    def formfield(self, **more: Any) -> Any:
        return MoneyField(
            label=self.verbose_name, help_text=self.help_text, required=False, min_value=0, decimal_places=2
        )


class MoneyField(NumberField):
    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(Decimal(value) / 100 if isinstance(value, int) else value)

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        return None if amount is None else round(amount * 100)


class Lines(models.TextField):
    """Several short things, one on each line."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_usual(more, blank=True, default="", max_length=3000))


class Words(models.TextField):
    """A sentence or a few."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_usual(more, blank=True, default="", max_length=3000))


class Short(models.CharField):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_usual(more, max_length=160, blank=True, default=""))


class Member(models.ForeignKey):
    """A colleague; whoever leaves the house leaves an empty place."""

    def __init__(self, **more: Any) -> None:
        usual = _usual(more, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
        super().__init__(**_usual(usual, to=settings.AUTH_USER_MODEL))
