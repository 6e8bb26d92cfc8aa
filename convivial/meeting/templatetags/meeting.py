from django import template

from convivial.ui import vocabulary

register = template.Library()


@register.filter
def network_name(slug: str) -> str:
    """What a network is called."""
    return str(vocabulary.title(slug))
