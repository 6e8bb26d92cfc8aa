"""The words and the weight of each check. A new check is a row here and a line where it is found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

LONGEST_SHOWN = 60  # of an address in a sentence


@dataclass(frozen=True)
class Kind:
    """``sentence`` is lazy and may have a plural by the parameter ``by``."""

    weight: str
    sentence: Any
    icon: str
    fix: str = ""
    label: Any = ""

    def say(self, params: Mapping[str, Any]) -> Any:
        """The sentence with its parameters, in the language of whoever reads it."""
        return _filled(self.sentence, dict(params))


def _fill(sentence: Any, params: dict[str, Any]) -> str:
    return str(sentence % {name: _shown(word) for name, word in params.items()} if params else sentence)


_filled = lazy(_fill, str)


def _shown(word: Any) -> Any:
    if isinstance(word, datetime):
        return date_format(word, gettext("j F, H:i"))
    if isinstance(word, str) and word.startswith("http"):
        bare = word.partition("://")[2]
        return bare if len(bare) <= LONGEST_SHOWN else bare[:LONGEST_SHOWN] + "…"
    return word


_SHORTEN, _LOOK, _DESCRIBE = _("Shorten it"), _("Look again"), _("Describe it")
_WRITE, _DROP = _("Write something"), _("Take one out")

KINDS: dict[str, Kind] = {
    "empty": Kind("must_fix", _("There is nothing in it yet: no words and no picture."), "pencil", "write", _WRITE),
    "no_channel": Kind(
        "must_fix", _("Nobody would see it yet: choose a channel."), "plus", "add_channel", _("Choose a channel")
    ),
    "waits_for_a_creator": Kind(
        "must_fix", _("A contributor wrote this draft; a creator takes it on first."), "hand", "take", _("Take it on")
    ),
    "channel_away": Kind(
        "must_fix", _("%(channel)s is not connected any more."), "unplug", "connect", _("Connect it again")
    ),
    "too_long": Kind(
        "must_fix",
        ngettext_lazy(
            "%(over)s character too many for %(channel)s, which takes %(most)s.",
            "%(over)s characters too many for %(channel)s, which takes %(most)s.",
            "over",
        ),
        "ruler",
        "write",
        _SHORTEN,
    ),
    "too_many_bytes": Kind(
        "must_fix",
        _("Too long for %(channel)s: emoji and some letters weigh more than one character there."),
        "ruler",
        "write",
        _SHORTEN,
    ),
    "no_pictures_there": Kind(
        "must_fix",
        _("%(channel)s takes no pictures; they would be lost on the way."),
        "image-off",
        "drop_picture",
        _DROP,
    ),
    "too_many_pictures": Kind(
        "must_fix",
        ngettext_lazy(
            "%(channel)s takes %(most)s picture, here are %(count)s.",
            "%(channel)s takes %(most)s pictures, here are %(count)s.",
            "most",
        ),
        "images",
        "drop_picture",
        _DROP,
    ),
    "alt_too_long": Kind(
        "must_fix",
        _("The description of picture %(number)s is too long for %(channel)s, which takes %(most)s characters."),
        "image",
        "describe",
        _SHORTEN,
    ),
    "no_alt": Kind(
        "better",
        _("Picture %(number)s has no description for people who cannot see it."),
        "image",
        "describe",
        _DESCRIBE,
    ),
    "no_alt_at_all": Kind(
        "better", _("The picture has no description for people who cannot see it."), "image", "describe", _DESCRIBE
    ),
    "placeholder": Kind(
        "better", _("“%(words)s” looks as if it should be replaced."), "square-dashed", "write", _("Show it")
    ),
    "turning": Kind(
        "better",
        _("There are invisible characters in it that turn the direction of reading."),
        "arrow-left-right",
        "write",
        _("Show it"),
    ),
    "imitating": Kind(
        "better",
        _("Look closely at %(address)s: it is written to look like another address."),
        "scan-eye",
        "write",
        _("Show it"),
    ),
    "link_gone": Kind(
        "must_fix",
        _("%(address)s is gone: its owner took the page away."),
        "unlink",
        "promise",
        _("It will open later"),
    ),
    "link_not_found": Kind(
        "must_fix", _("%(address)s does not exist."), "unlink", "promise", _("It will open later")
    ),
    "link_no_such_host": Kind(
        "must_fix",
        _("%(address)s leads nowhere: there is no such site."),
        "unlink",
        "promise",
        _("It will open later"),
    ),
    "link_promised": Kind("hint", _("%(address)s is to open on %(opens_at)s. We look then."), "clock"),
    "link_refused": Kind(
        "better", _("%(address)s did not let us look. Open it yourself once."), "link", "look", _LOOK
    ),
    "link_slow": Kind("better", _("%(address)s is very slow."), "link", "look", _LOOK),
    "link_broken_certificate": Kind(
        "better",
        _("%(address)s opens with a safety warning; many people will turn back."),
        "link",
        "look",
        _LOOK,
    ),
    "link_not_reached": Kind("better", _("%(address)s could not be reached just now."), "link", "look", _LOOK),
    "link_no_way_out": Kind(
        "hint",
        _(
            "The house cannot reach the internet at the moment, so %(address)s was not opened. "
            "The post can go out all the same."
        ),
        "unplug",
        "look",
        _LOOK,
    ),
    "link_error": Kind("better", _("%(address)s is in trouble just now."), "link", "look", _LOOK),
    "link_not_allowed": Kind(
        "better", _("%(address)s is inside a private network: people outside cannot open it."), "link", "look", _LOOK
    ),
    "link_not_looked_at": Kind("hint", _("%(address)s was not opened yet."), "link", "look", _("Look now")),
    "fits": Kind("good", _("It fits on every channel."), "check"),
    "described": Kind("good", _("Every picture is described."), "image"),
    "links_open": Kind("good", _("Every link opens."), "link"),
}
