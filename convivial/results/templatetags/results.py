"""Numbers as people read them; what is unknown stays empty, so that the template can say “–”."""

from django import template

from convivial.results.telling import number

register = template.Library()


@register.filter
def say_number(value: int | None) -> str:
    return "" if value is None else number(value)


@register.filter
def say_change(value: int | None) -> str:
    """“+12”, “−3”, “0”, with the minus sign that stands on the line of figures."""
    if value is None:
        return ""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value))}"
