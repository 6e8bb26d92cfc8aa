"""What the mirror shows, in words: the data of ``reflecting`` with channels' names, posts' words and sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from statistics import median
from typing import Any

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from convivial.lib.shortening import shortened
from convivial.networks.models import Channel
from convivial.team.models import Workspace
from convivial.ui import vocabulary

from .models import Drawn, PastPost, Reading

WORDS = 180
LONG_SILENCE = 7  # days; shorter ones are nothing to speak of
HIGH, WIDE, GAP = 28.0, 8.0, 3.0

SHAPES = {
    "words": gettext_lazy("words alone"), "link": gettext_lazy("with a link"), "picture": gettext_lazy("a picture"),
    "pictures": gettext_lazy("several pictures"), "video": gettext_lazy("a video"),
    "other": gettext_lazy("something else"),
}  # fmt: skip
WHY = {
    "unwell": gettext_lazy("The network did not answer. Try it again later."),
    "closed": gettext_lazy("The network did not let us in. Connect the channel again."),
    "refused": gettext_lazy("The network does not list what stands there."),
    "removed": gettext_lazy("The channel is not connected any more."),
}


@dataclass(frozen=True)
class Bar:
    """One week: its place and height in a drawing, and its posts."""

    x: float
    y: float
    high: float
    posts: int


@dataclass(frozen=True)
class ChannelTold:
    network: str
    name: str
    posts: int
    a_week: str
    silence: int
    bars: Sequence[Bar]
    wide: float
    shapes: Sequence[str]
    times: Sequence[str]
    also: str

    @property
    def is_long_silence(self) -> bool:
        return self.silence > LONG_SILENCE


@dataclass(frozen=True)
class ThemeTold:
    title: str
    posts: int
    share: int
    examples: Sequence[str]


@dataclass(frozen=True)
class BestTold:
    network: str
    name: str
    words: str
    address: str
    reactions: int
    usual: str


@dataclass(frozen=True)
class Told:
    first: date
    last: date
    sentences: Sequence[str]
    channels: Sequence[ChannelTold]
    themes: Sequence[ThemeTold]
    best: Sequence[BestTold]


def told(drawn: Drawn | None) -> Told | None:
    """None before there is anything to show."""
    if drawn is None or not drawn.shown:
        return None
    shown = drawn.shown
    names, posts = _names(drawn.workspace, shown), _posts(drawn.workspace, shown)
    return Told(
        date.fromisoformat(shown["first"]),
        date.fromisoformat(shown["last"]),
        list(_sentences(shown)),
        [_channel(each, *names[each["channel"]]) for each in shown["channels"] if each["channel"] in names],
        [_theme(each, posts) for each in shown["themes"]],
        [_best(each, posts[each["key"]], names) for each in shown["best"] if each["key"] in posts],
    )


def readings(workspace: Workspace) -> list[Reading]:
    rows = Reading.objects.filter(workspace=workspace).exclude(channel__access=Channel.Access.REMOVED)
    return list(rows.select_related("channel").order_by("channel__network", "channel__name"))


def _names(workspace: Workspace, shown: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """(network, name) by the key of a channel."""
    codes = [each["channel"] for each in shown["channels"]]
    found = {
        code: (network, name or handle)
        for code, network, name, handle in Channel.objects.filter(workspace=workspace, code__in=codes).values_list(
            "code", "network", "name", "handle"
        )
    }
    imported = [code.removeprefix("network:") for code in codes if code.startswith("network:")]
    return found | {f"network:{network}": (network, vocabulary.title(network)) for network in imported}


def _posts(workspace: Workspace, shown: Mapping[str, Any]) -> dict[int, PastPost]:
    keys = {key for theme in shown["themes"] for key in theme["examples"]} | {each["key"] for each in shown["best"]}
    found = PastPost.objects.filter(workspace=workspace, pk__in=keys)
    return {post.pk: post for post in found.select_related("channel")}


def _sentences(shown: Mapping[str, Any]) -> Iterable[str]:
    count, channels = shown["posts"], [each for each in shown["channels"] if each["posts"]]
    days = (date.fromisoformat(shown["last"]) - date.fromisoformat(shown["first"])).days + 1
    if not count:
        yield _("Nothing of your own went out in these %(days)s days.") % {"days": days}
        return
    posts = ngettext("One post went out", "%(n)s posts went out", count) % {"n": count}
    where = ngettext("on one channel", "on %(n)s channels (counted on each)", len(channels)) % {"n": len(channels)}
    yield _("%(posts)s %(where)s in these %(days)s days.") % {"posts": posts, "where": where, "days": days}
    if shown["themes"]:
        yield _("You talked most about: %(themes)s.") % {
            "themes": ", ".join(each["words"][0] for each in shown["themes"][:3])
        }
    yield from _of_answers(shown["answered"])


def _of_answers(answered: Mapping[str, int]) -> Iterable[str]:
    """Only from ten posts on, and only what networks told."""
    if answered["of"] >= 10:
        yield _("Somebody answered %(got)s of %(of)s posts.") % answered
    if answered["wrote"]:
        yield ngettext("You answered others once.", "You answered others %(n)s times.", answered["wrote"]) % {
            "n": answered["wrote"]
        }


def _channel(each: Mapping[str, Any], network: str, name: str) -> ChannelTold:
    return ChannelTold(
        network, name, each["posts"], _number(median(each["weeks"] or [0])), each["silence"], _bars(each["weeks"]),
        len(each["weeks"]) * (WIDE + GAP), [_shape(*shape) for shape in each["shapes"].items()],
        [_time(*used) for used in each["times"]], _also(each),
    )  # fmt: skip


def _bars(weeks: Sequence[int]) -> list[Bar]:
    top = max(weeks, default=0) or 1
    return [
        Bar(place * (WIDE + GAP), HIGH - max(HIGH * count / top, 1.0), max(HIGH * count / top, 1.0), count)
        for place, count in enumerate(weeks)
    ]


def _shape(shape: str, count: int) -> str:
    return _("%(count)s × %(shape)s") % {"count": count, "shape": SHAPES[shape]}


def _time(day: int, hour: int, count: int) -> str:
    clock = formats.time_format(time(hour))
    return _("%(day)s around %(clock)s (%(count)s)") % {"day": WEEKDAYS[day], "clock": clock, "count": count}


def _also(each: Mapping[str, Any]) -> str:
    said = []
    if each["replies"]:
        said.append(
            ngettext("one answer to others", "%(n)s answers to others", each["replies"]) % {"n": each["replies"]}
        )
    if each["shares"]:
        said.append(ngettext("shared once", "shared %(n)s times", each["shares"]) % {"n": each["shares"]})
    return ", ".join(said)


def _theme(each: Mapping[str, Any], posts: Mapping[int, PastPost]) -> ThemeTold:
    examples = [shortened(posts[key].text, WORDS) for key in each["examples"] if key in posts]
    return ThemeTold(title(each["words"]), each["posts"], round(100 * each["posts"] / each["of"]), examples)


def title(words: Sequence[str]) -> str:
    """“Ferry, guests, o’clock”."""
    said = ", ".join(words)
    return said[:1].upper() + said[1:]


def _best(each: Mapping[str, Any], post: PastPost, names: Mapping[str, tuple[str, str]]) -> BestTold:
    key = post.channel.code if post.channel else f"network:{post.network}"
    network, name = names.get(key, (post.network, vocabulary.title(post.network)))
    words = shortened(post.text, WORDS) or str(SHAPES[post.shape])
    return BestTold(network, name, words, post.address, each["reactions"], _number(each["usual"]))


def _number(value: float) -> str:
    return formats.number_format(round(value, 1), decimal_pos=0 if value == int(value) else 1)
