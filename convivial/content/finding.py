"""Finds the addresses in a text, as a reader would: without the full stop behind them and the bracket around them.

An address with a user name in it (``https://bank.example@other.example/``) is not one that we open or show as a link:
it is made to be misread (``disguised`` lists those).
"""

import re
from collections.abc import Iterator

MOST_ADDRESSES = 100  # of one text; nobody writes more, and each is opened
LONGEST_ADDRESS = 2_000

_START = re.compile(r"(?<![A-Za-z0-9_@#/])https?://", re.IGNORECASE)
_BODY = re.compile('[^\\s<>"“”„«»‹›「」『』`|\\\\^{}\x00-\x20\x7f\u200b\u2028-\u202e\u2060-\u2069\ufeff]+')
_HOST = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[\w\-.。．]+?)\.?(?::(?P<port>\d{1,5}))?$", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:\[[0-9a-f:.]+\]|[\w\-.。．]+)(?::\d+)?", re.IGNORECASE)
_CLOSING = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【"}
_BEHIND = ".,;:!?…'’*_~&。、，！？：；"


def addresses_in(text: str) -> list[str]:
    """The addresses in their order, each once, exactly as written."""
    return [address for address in _all(text) if _is_address(address)][:MOST_ADDRESSES]


def disguised(text: str) -> list[str]:
    """What looks like an address and leads elsewhere than it seems."""
    return [address for address in _all(text) if "@" in _authority(address)][:MOST_ADDRESSES]


def host_of(address: str) -> str:
    """The host as written, without port; "" when there is none."""
    match = _HOST.fullmatch(_authority(address))
    return match["host"] if match else ""


def _all(text: str) -> Iterator[str]:
    seen: set[str] = set()
    end = 0
    for start in _START.finditer(text):
        body = _BODY.match(text, start.end()) if start.start() >= end else None
        if not body:
            continue
        address = text[start.start() : body.start()] + _trimmed(_without_what_follows_the_host(body[0]))
        end = start.start() + len(address)
        if address not in seen:
            seen.add(address)
            yield address


def _without_what_follows_the_host(body: str) -> str:
    """Cut after the host where neither port nor path follows: ``a.example,https://b.example`` are two addresses."""
    authority = re.split(r"[/?#]", body, maxsplit=1)[0]
    host = _AUTHORITY.match(authority)
    if "@" in authority or not host or host.end() == len(authority):
        return body
    return host[0]


def _trimmed(body: str) -> str:
    """Without the punctuation of the sentence, and without a closing bracket that was opened before the address."""
    end = len(body)
    surplus = {closing: body.count(closing) - body.count(opening) for closing, opening in _CLOSING.items()}
    while end:
        last = body[end - 1]
        if last in _BEHIND:
            end -= 1
        elif surplus.get(last, 0) > 0:
            surplus[last] -= 1
            end -= 1
        else:
            break
    return body[:end]


def _is_address(address: str) -> bool:
    authority = _HOST.fullmatch(_authority(address))
    if not authority or len(address) > LONGEST_ADDRESS or int(authority["port"] or 1) not in range(1, 65536):
        return False
    labels = re.split(r"[.。．]", authority["host"])
    return authority["host"].startswith("[") or (len(labels) > 1 and all(map(_is_label, labels)))


def _is_label(label: str) -> bool:
    return bool(label) and len(label) <= 63 and not label.startswith("-") and not label.endswith("-")


def _authority(address: str) -> str:
    return re.split(r"[/?#]", address.partition("://")[2], maxsplit=1)[0]
