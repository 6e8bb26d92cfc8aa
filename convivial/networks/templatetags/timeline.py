"""How a post's words look on the practice timeline: paragraphs, links, hashtags and names, all of it escaped."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SPECIAL = re.compile(r"(?P<link>https?://[^\s<>\"]{1,2000})|(?P<word>(?<![\w@#])[#@]\w[\w.@-]{0,99})")
TRAILING = ".,;:!?)]}»”’'"
SHOWN = 40
LINK = '<a class="link" href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>'


@register.filter
def as_post(text: str) -> SafeString:
    paragraphs = [part for part in re.split(r"\n{2,}", text.strip()) if part.strip()]
    return format_html_join("", "<p>{}</p>", ((_lines(part),) for part in paragraphs))


def _lines(paragraph: str) -> SafeString:
    return mark_safe("<br>".join(_line(line) for line in paragraph.split("\n")))  # noqa: S308 - lines are escaped


def _line(line: str) -> str:
    parts, at = [], 0
    for found in SPECIAL.finditer(line):
        parts += [conditional_escape(line[at : found.start()]), _shown(found)]
        at = found.end()
    return "".join([*parts, conditional_escape(line[at:])])


def _shown(found: "re.Match[str]") -> str:
    if found["word"]:
        return format_html('<span class="timeline__tag">{}</span>', found["word"])
    address = found["link"].rstrip(TRAILING)
    short = address.split("://", 1)[1].removeprefix("www.")
    short = short if len(short) <= SHOWN else f"{short[: SHOWN - 1]}…"
    link = format_html(
        '<a class="link" href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>', address, short
    )
    return link + conditional_escape(found["link"][len(address) :])
