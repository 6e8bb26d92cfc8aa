"""What each pillar brings: what people did with its posts, next to the others (E1.pillar_value, I.2).

A post is compared on its own network, once it is a week old; a pillar with few posts is drawn towards the middle.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from statistics import fmean
from typing import Any

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from convivial.lib import now as clock
from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging.certainty import LEAST, worst
from convivial.strategy.judging.findings import Finding, NextStep
from convivial.strategy.judging.shrinking import by_chance, worth
from convivial.strategy.models import Pillar

from .happened import REACTIONS, went_out
from .models import Figure

OF_AGE = timedelta(days=7)
EVEN = 1.15  # times the usual: what is nearer to it is about the same (ours)
RARE = 0.05  # as of shares (I.6): what chance alone does more often says nothing


def pillars(asked: Question) -> Iterator[Finding]:
    names = {each.code: each.name for each in asked.parts(Pillar)}
    outcomes = {code: some for code, some in _outcomes(asked).items() if code in names}
    enough = {code: some for code, some in outcomes.items() if len(some) >= LEAST["posts"]}
    if not outcomes or len(names) < 2:
        return
    about: dict[str, Any] = {
        "first": asked.first,
        "last": asked.today - OF_AGE,
        "next_step": NextStep("results:results", "see_results"),
    }
    posts = sum(map(len, outcomes.values()))
    if len(enough) < 2:
        yield Finding(
            check="E1.pillar_value", chapter="content", certainty="not_enough", weight="info",
            message="value.too_early", params={"posts": posts}, **about,
        )  # fmt: skip
        return
    best, *_others, least = worth(enough)
    times = math.exp(best.value)
    is_best = times >= EVEN and by_chance(enough) < RARE
    yield Finding(
        check="E1.pillar_value", chapter="content", certainty=worst([best.certainty, least.certainty]), weight="info",
        message="value.best" if is_best else "value.even",
        params={
            "name": names[best.key], "times": round(times, 1), "least": names[least.key], "posts": posts,
            "least_times": round(math.exp(least.value), 1),
        },
        **about,
    )  # fmt: skip


def _outcomes(asked: Question) -> Mapping[str, Sequence[float]]:
    """By pillar, for each post on a network: the logarithm of what people did, less the mean of its network."""
    zone = asked.workspace.zone
    begin = clock.day_bounds(asked.first, zone)[0]
    end = clock.day_bounds(asked.today - OF_AGE, zone)[1]
    out = went_out(asked.workspace, begin, end).filter(variant__post__deletion=None)
    rows = Figure.objects.filter(
        publication__in=out, observation=F("publication__figures_due__latest"), name__in=REACTIONS
    )
    told = rows.order_by().values_list(
        "publication", "publication__channel__network", "publication__variant__post__tie__pillar"
    )
    found = [(network, pillar or "", math.log1p(n)) for _pk, network, pillar, n in told.annotate(n=Sum("value"))]
    means = _means((network, value) for network, _pillar, value in found)
    outcomes: dict[str, list[float]] = defaultdict(list)
    for network, pillar, value in found:
        outcomes[pillar].append(value - means[network])
    return outcomes


def _means(values: Iterator[tuple[str, float]]) -> Mapping[str, float]:
    by_network: dict[str, list[float]] = defaultdict(list)
    for network, value in values:
        by_network[network].append(value)
    return {network: fmean(some) for network, some in by_network.items()}


CHECK = Check("E1.pillar_value", "content", _("What does each pillar bring?"), pillars, {
    "value.best": Say(
        _("“%(name)s” brings most"),
        _(
            "People did about %(times)s times as much with one of its posts as with a usual one: likes, shares, "
            "replies and quotes. Least came from “%(least)s” (%(least_times)s times). Posts counted, on each network "
            "once: %(posts)s, at least a week old. Each is compared on its own network, and a pillar with few posts "
            "is drawn towards the middle."
        ),
        _("%(name)s: %(times)s times the usual"),
    ),
    "value.even": Say(
        _("The pillars bring about the same"),
        _(
            "By likes, shares, replies and quotes. Posts counted, on each network once: %(posts)s, at least a week "
            "old; each is compared on its own network. What differs is no more than chance makes."
        ),
        _("about the same from each pillar"),
    ),
    "value.too_early": Say(
        _("Too early to say what each pillar brings"),
        _("Two pillars with five counted posts each would tell; counted so far: %(posts)s."),
    ),
})  # fmt: skip
