"""Days as one says them."""

from datetime import date, datetime

from django import template
from django.utils import formats

register = template.Library()


@register.filter
def day(value: date | datetime) -> str:
    """“31 March 2027”."""
    return formats.date_format(value, "DATE_FORMAT")
