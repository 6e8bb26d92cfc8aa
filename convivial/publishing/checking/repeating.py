"""What is said again and again on the same channel: posts, and hashtags under them (E1.fatigue, E3.hashtag).

Nobody planned how often, and some of it is meant: so it asks to be watched at most.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging import repeating
from convivial.strategy.judging.certainty import of_posts, tempered
from convivial.strategy.judging.findings import Finding

from . import facts
from .content import WRITE
from .facts import Said

COMPARED = 500  # posts of a channel, the newest


def repeated(asked: Question) -> Iterator[Finding]:
    """Nearly the same words on one channel within thirty days, told for each network."""
    rows = facts.said(asked)
    found = [each for network in _networks(rows) if (each := _again(asked, network)) is not None]
    yield from found
    certainty = of_posts(len(rows))
    if not found and certainty != "not_enough":
        yield Finding(
            check="E1.fatigue", chapter="content", certainty=certainty, weight="good", message="fatigue.none",
            params={"total": len(rows)}, first=asked.today - facts.LATELY, last=asked.today, evidence=facts.evidence(rows),
        )  # fmt: skip


def _again(asked: Question, network: str) -> Finding | None:
    channels = [some[-COMPARED:] for some in _by_channel(facts.said(asked), network)]
    total, again, shown = sum(map(len, channels)), 0, list[Said]()
    for rows in channels:
        places = repeating.repeats([row.text for row in rows])
        again += len(places)
        shown += [rows[place] for place in {*places, *places.values()}]
    if not again:
        return None
    is_much = again > repeating.MOST_REPEATED * total
    return Finding(
        check="E1.fatigue", chapter="content", certainty=of_posts(total),
        weight=tempered("watch" if is_much else "info", of_posts(total)),
        message="fatigue.much" if is_much else "fatigue.some", scope=f"network:{network}",
        params={"network": network, "count": again, "total": total}, first=asked.today - facts.LATELY,
        last=asked.today, planned=0, actual=again, limit=total / 2, next_step=WRITE, evidence=facts.evidence(shown),
    )  # fmt: skip


def tagged(asked: Question) -> Iterator[Finding]:
    """The same three hashtags or more, more than once a week on one channel; the most used set of each network."""
    for network in _networks(facts.said(asked)):
        channels = [
            (rows, found)
            for rows in _by_channel(facts.said(asked), network)
            for found in repeating.tag_sets(row.text for row in rows)
        ]
        if channels:
            rows, most = max(channels, key=lambda pair: len(pair[1].places))
            certainty, count = of_posts(len(rows)), len(most.places)
            yield Finding(
                check="E3.hashtag", chapter="visibility", certainty=certainty, weight="watch", message="hashtags.same",
                params={"network": network, "tags": [f"#{tag}" for tag in most.tags], "count": count, "total": len(rows)},
                scope=f"network:{network}", first=asked.today - facts.LATELY, last=asked.today,
                planned=repeating.MOST_TAGS, actual=count, limit=len(rows), next_step=WRITE,
                evidence=facts.evidence(rows[place] for place in most.places),
            )  # fmt: skip


def _networks(rows: Iterable[Said]) -> list[str]:
    return sorted({row.network for row in rows})


def _by_channel(rows: Iterable[Said], network: str) -> list[list[Said]]:
    channels: dict[int, list[Said]] = defaultdict(list)
    for row in rows:
        if row.network == network:
            channels[row.channel].append(row)
    return list(channels.values())


AGAIN: dict[str, Any] = {
    "title": ngettext_lazy("%(network)s: one post says again what was said before", "%(network)s: %(count)s posts say again what was said before", "count"),
    "text": _("Nearly word for word, on the same channel within 30 days; posts in that time: %(total)s. What was said twice on purpose is counted, too: if it was, answer so, and this rests."),
    "bar": ngettext_lazy("%(network)s: one post repeated", "%(network)s: %(count)s posts repeated", "count"),
}  # fmt: skip
CHECKS = (
    Check("E1.fatigue", "content", _("Do our posts repeat themselves?"), repeated, {
        "fatigue.much": Say(**AGAIN),
        "fatigue.some": Say(**AGAIN),
        "fatigue.none": Say(_("No post repeats another"), _("Posts in the last 30 days: %(total)s, compared word for word on each channel."), _("nothing said twice")),
    }),
    Check("E3.hashtag", "visibility", _("Are the hashtags always the same?"), tagged, {
        "hashtags.same": Say(
            _("%(network)s: always the same hashtags"),
            ngettext_lazy("%(tags)s stand together under one post of the last 30 days, of %(total)s. Whoever follows them saw all of it; other words would be found by other people.", "%(tags)s stand together under %(count)s posts of the last 30 days, of %(total)s. Whoever follows them saw all of it; other words would be found by other people.", "count"),
            _("%(network)s: the same hashtags %(count)s times"),
        ),
    }),
)  # fmt: skip
