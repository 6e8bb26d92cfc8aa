"""Figures of the strategy as one says them."""

from datetime import date
from typing import Any

from django import template
from django.utils import formats
from django.utils.translation import get_language_info

from convivial.strategy.drawing import Drawing
from convivial.strategy.models import NetworkChoice
from convivial.strategy.showing import number
from convivial.team import explaining

register = template.Library()


@register.filter
def figure(value: Any) -> str:
    """Without zeros behind the point; what is not known is a dash."""
    return "–" if value is None or value == "" else number(value)


@register.filter
def said_by(value: float | None, drawing: Drawing) -> str:
    """A figure as exactly as the drawing says its own; what is not known is a dash."""
    return "–" if value is None else drawing.said(value)


@register.filter
def rhythm(choice: NetworkChoice) -> str:
    """Posts a week: “2–3”, “1”, “–”."""
    known = [each for each in (choice.rhythm_min, choice.rhythm_max) if each is not None]
    if not known:
        return figure(choice.rhythm_target)
    low, high = number(min(known)), number(max(known))
    return low if low == high else f"{low}–{high}"


@register.filter
def day(value: date | None) -> str:
    """“31 March 2027”, or a dash."""
    return formats.date_format(value) if value else "–"


@register.filter
def month(value: date | None) -> str:
    """“Mar 2027”, or a dash."""
    return formats.date_format(value, "M Y") if value else "–"


@register.simple_tag
def language_name(language: str) -> str:
    """ "German", in the reader's language."""
    return str(get_language_info(language)["name_translated"])


@register.simple_tag(takes_context=True)
def who_determines(context: template.Context) -> tuple[str, str]:
    """A strategist's name, and why it is they who determine the strategy; empty where nobody has said it."""
    return explaining.told(context["request"])
