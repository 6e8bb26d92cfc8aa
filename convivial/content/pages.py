"""What a page says about itself: title, description, picture. Reads hostile HTML in linear time and believes nothing:
the answers are plain text of limited length, escaped where they are shown like everything else.

Not ``html.parser``: before Python 3.11.14 it takes the square of the length of malformed pages (CVE-2025-6069).
Names of the tags: the Open Graph protocol (ogp.me), and HTML's own ``title`` and ``description``.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

READ = 512 * 1024  # bytes of a page; its head stands at the top
MOST_TAGS = 300
TITLE, DESCRIPTION, ADDRESS = 300, 1_000, 2_000

_META = re.compile(r"""<meta\s((?:"[^"]{0,4000}"|'[^']{0,4000}'|[^"'<>]){0,4000}+)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z][a-z:-]{0,30})\s{0,5}=\s{0,5}("[^"]*"|'[^']*'|[^\s"'<>]+)""", re.IGNORECASE)
_TITLE = re.compile(r"<title(?:\s[^<>]{0,300})?>([^<]{0,2000})", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^<>]{0,300}charset\s{0,5}=\s{0,5}["']?([a-z0-9_-]{2,20})""", re.IGNORECASE)
_ENCODINGS = re.compile(
    r"utf-?(8|16)|iso-?8859-\d{1,2}|windows-125\d|shift_?jis|euc-(jp|kr)|gb(2312|k|18030)|big5|koi8-[ru]"
)


@dataclass(frozen=True)
class Page:
    """``image`` is an http(s) address or ""."""

    title: str = ""
    description: str = ""
    image: str = ""


def read_page(body: bytes, content_type: str, address: str) -> Page:
    """``address``: where the page was in the end, for relative addresses of its picture."""
    if content_type and "html" not in content_type.lower():
        return Page()
    source = _decoded(body[:READ], content_type)
    told = _told(source)
    title = _TITLE.search(source)
    return Page(
        _plain(told.get("og:title") or (title[1] if title else "") or told.get("twitter:title", ""), TITLE),
        _plain(told.get("og:description") or told.get("description", ""), DESCRIPTION),
        _absolute(told.get("og:image") or told.get("og:image:url") or told.get("twitter:image", ""), address),
    )


def _told(source: str) -> dict[str, str]:
    """The contents of the page's meta tags by name; the first of a name counts."""
    told: dict[str, str] = {}
    at = 0
    lowered = source.lower() if len(source.lower()) == len(source) else source
    for _ in range(MOST_TAGS):
        at = lowered.find("<meta", at)
        if at < 0:
            break
        match = _META.match(source, at)
        if match:
            tag = {name.lower(): word.strip("\"'") for name, word in _ATTRIBUTE.findall(match[1])}
            told.setdefault((tag.get("property") or tag.get("name") or "").lower(), tag.get("content", ""))
        at += 5
    return told


def _decoded(body: bytes, content_type: str) -> str:
    named = re.search(r"charset=[\"']?([\w-]{2,20})", content_type, re.IGNORECASE)
    found = _CHARSET.search(body[:4_096])
    encoding = (named[1] if named else found[1].decode("ascii") if found else "utf-8").lower()
    return body.decode(encoding if _ENCODINGS.fullmatch(encoding) else "utf-8", errors="replace")


def _plain(words: str, longest: int) -> str:
    """One line without what is invisible or turns the direction of reading."""
    spaced = " ".join(html.unescape(words[: longest * 8]).split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))[:longest].strip()


def _absolute(image: str, address: str) -> str:
    try:
        whole = urljoin(address, html.unescape(image.strip()))
        parts = urlsplit(whole)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    return whole if image and is_web and len(whole) <= ADDRESS else ""
