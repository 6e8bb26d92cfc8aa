"""The tags of every template: icons, marks, faces, times, built files, explained words."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from secrets import token_hex
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from convivial.ui import assets, places, speaking, vocabulary
from convivial.ui.bars import Bars, waiting
from convivial.ui.glossary import TERMS

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    return assets.address(name)


@register.simple_tag
def icon(name: str, title: str = "", css: str = "") -> SafeString:
    """``{% icon "sun" %}``. Silent for screen readers unless it has a title of its own."""
    return _icon(f"{assets.address('sprite.svg')}#icon-{name}", str(title), str(css))


@lru_cache(maxsize=1000, typed=True)
def _icon(address: str, title: str, css: str) -> SafeString:
    """Kept, for a page has a hundred of them."""
    return format_html('<svg class="icon {}" {}><use href="{}"></use></svg>', css, _said(title), address)


def _said(title: str) -> SafeString:
    return format_html('role="img" aria-label="{}"', title) if title else SafeString('aria-hidden="true"')


@register.simple_tag
def mark(network: str, title: str | None = None) -> SafeString:
    """``{% mark "mastodon" %}``: one colour, with the network's name for those who do not see it; ``title=""`` is
    for a mark beside the written name."""
    name = vocabulary.title(network) if title is None else str(title)
    return _mark(f"{assets.address('sprite.svg')}#mark-{vocabulary.mark(network)}", name)


@lru_cache(maxsize=1000, typed=True)
def _mark(address: str, name: str) -> SafeString:
    hover = format_html("<title>{}</title>", name) if name else ""
    return format_html('<svg class="mark" {}>{}<use href="{}"></use></svg>', _said(name), hover, address)


@register.simple_tag(takes_context=True)
def face(context: template.Context, person: Any, css: str = "") -> SafeString:
    """The first letters of a name in a circle, in a hue that stays the person's; with what is to be known beside it
    (the slot "face": away until when, and who covers)."""
    name = str(getattr(person, "name", person))
    notes = [note for note in places.rendered("face", request=context.get("request"), person=person) if note]
    said = ", ".join([name, *notes])
    return format_html(
        '<span class="face own hue-{} {} {}" role="img" aria-label="{}" title="{}">{}</span>',
        speaking.hue_of(name), css, "face--away" if notes else "", said, said, speaking.initials(name),
    )  # fmt: skip


@register.simple_tag
def moment(at: datetime | None, zone: str | ZoneInfo | None = None) -> SafeString:
    """``{% moment publication.due_at workspace.zone %}``: near as distance, far as date, exact on hover."""
    return speaking.moment(at, zone)


@register.simple_tag
def moment_words() -> SafeString:
    """The patterns of ``moment`` for the script, as attributes of the page's <template>."""
    return format_html_join(" ", 'data-{}="{}"', speaking.patterns().items())


@register.filter
def apart(words: object) -> SafeString:
    """``{{ person.name|apart }}``: somebody's words, which cannot turn ours around them."""
    return speaking.apart(words)


@register.filter
def quoted(words: object) -> SafeString:
    """``{{ note|quoted }}``: between the marks of the reader's language."""
    return format_html(gettext("“{words}”"), words=words)


@register.filter
def hue(degrees: int) -> str:
    """``class="own {{ workspace.hue|hue }}"``: the nearest of twelve."""
    return f"hue-{round((int(degrees) - 10) / 30) % 12}"


@register.filter
def initial(name: object) -> str:
    return str(name).strip()[:1].upper()


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """``{{ verdicts|lookup:address }}``; what is not there is None."""
    return mapping.get(key)


@register.filter
def zone_name(zone: str) -> str:
    """``Europe/Berlin`` → Berlin time."""
    return speaking.zone_name(zone)


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, **more: Any) -> list[str]:
    """``{% slot "today" as parts %}``: what higher apps show here; they are given the request and the words named."""
    return places.rendered(name, request=context.get("request"), **more)


@register.inclusion_tag("ui/bars.html")
def bars(drawn: Bars | None = None) -> dict[str, Any]:
    """``{% bars %}`` says honestly that there is no strategy; ``{% bars seven %}`` draws them."""
    return {"bars": drawn or waiting(), "is_waiting": not drawn}


@register.inclusion_tag("ui/term.html")
def term(name: str, words: str = "") -> dict[str, Any]:
    """``{% term "alt_text" %}``, ``{% term "alt_text" _("Alt text") %}``: a word that explains itself."""
    known = TERMS[name]
    return {"words": words or known.word, "sentence": known.sentence, "id": f"term-{token_hex(4)}"}
