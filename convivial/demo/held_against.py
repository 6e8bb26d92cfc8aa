"""Two months with the strategy of Harbour Coffee: posts tied to it, figures that Ravi typed, what the checks find.

Today and craft are told often, answers too rarely; Bluesky gets more than was planned, Mastodon what was agreed.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from convivial.content.models import Post, Tie
from convivial.content.tying import with_pillar
from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.strategy import changing
from convivial.strategy.guiding import guide
from convivial.strategy.measuring import Taken, Thing, take, things
from convivial.strategy.models import FollowerPlan, Kpi, NetworkChoice, Objective, Version
from convivial.strategy.renewing import renew
from convivial.team.models import User, Workspace

from .cast import Cast

SINCE = timedelta(days=60)
TIED = (9, 6, 4, 1)  # of twenty posts that are tied, by pillar
WHOM = (8, 2)  # of ten posts, by persona
LOOSE = 0.12  # of the posts nobody said what they are for
WEEKS = 9
PLANS = (("mastodon", 1530, 1900), ("bluesky", 840, 1340))  # followers at first, and after four months


def hold_against(cast: Cast) -> None:
    """After the posts are there."""
    version = cast.harbour.strategy_versions.get(state=Version.State.CURRENT)
    began = clock.day(clock.now(), cast.harbour.zone) - SINCE
    _let_it_be_older(cast.harbour, version, began)
    mastodon = NetworkChoice.objects.get(version=version, network="mastodon")
    rhythm = {"rhythm_min": Decimal(6), "rhythm_target": Decimal(7), "rhythm_max": Decimal(8)}
    changing.change(mastodon, cast.ana, rhythm, "Our best conversations are there, so we post once a day.")
    _tie(cast.harbour, cast.ben)
    _count(cast.harbour, cast.ravi, version)
    renew(cast.harbour)
    renew(cast.museum)


def _let_it_be_older(workspace: Workspace, version: Version, began: date) -> None:
    """Only time makes a strategy older; a fictional world has none, so this goes round what guards a version."""
    Version.objects.filter(workspace=workspace).update(begins_on=began)
    objectives = Objective._base_manager.filter(version=version)
    objectives.update(start=began)
    objectives.filter(due__lte=began + timedelta(days=160)).update(due=began + timedelta(days=90))
    Channel.objects.filter(workspace=workspace).update(connected_at=clock.now() - 2 * SINCE)
    FollowerPlan._base_manager.bulk_create(
        FollowerPlan(
            version=version, network=network, start=start, start_on=began, target=target,
            due=began + 2 * SINCE, who_counts="They live where they can come in.", position=place + 5,
        )
        for place, (network, start, target) in enumerate(PLANS)
    )  # fmt: skip


def _tie(workspace: Workspace, by: User) -> None:
    chance, known = random.Random(11), guide(workspace)
    personas, stages = known.of("persona"), known.of("stage")
    ties = []
    for post in Post.objects.filter(workspace=workspace).order_by("pk"):
        if chance.random() < LOOSE:
            continue
        pillar = chance.choices(known.pillars, TIED[: len(known.pillars)])[0]
        ends = with_pillar(known, pillar.code)
        persona = chance.choices(personas, WHOM[: len(personas)])[0].code
        stage = chance.choices(stages, range(len(stages), 0, -1))[0].code
        ties.append(Tie(post=post, pillar=ends.pillar, persona=persona, objective=ends.objective, stage=stage, by=by))
    Tie.objects.bulk_create(ties, batch_size=500)


def _count(workspace: Workspace, by: User, version: Version) -> None:
    """Week by week: the objectives come along slowly, and some of the figures are counted."""
    today, known = clock.day(clock.now(), workspace.zone), {each.code: each for each in things(workspace)}
    rows: list[Taken] = []
    for objective in Objective.objects.filter(version=version).exclude(baseline=None).exclude(target=None)[:2]:
        rows += _rising(known[objective.code], today, objective, Decimal("0.4"))
    for thing in [each for each in known.values() if each.kind == "kpi" and not _is_objectives(each, version)][:4]:
        rows += [Taken(thing, day, Decimal(8 + week // 3)) for week, day in enumerate(_weeks(today))]
    take(workspace, by, rows)


def _rising(thing: Thing, today: date, objective: Any, part: Decimal) -> list[Taken]:
    """From the baseline to a part of the way, a little unevenly."""
    way = (objective.target - objective.baseline) * part / (WEEKS - 1)
    return [
        Taken(thing, day, round(objective.baseline + way * week + (week % 3 - 1) * way / 2))
        for week, day in enumerate(_weeks(today))
    ]


def _is_objectives(thing: Thing, version: Version) -> bool:
    """Counted by the same figure as an objective: typed there already."""
    key = Kpi.objects.filter(version=version, code=thing.code).values_list("key", flat=True)[0]
    return Objective.objects.filter(version=version, kpi=key).exclude(kpi="").exists()


def _weeks(today: date) -> Sequence[date]:
    return [today - timedelta(days=7 * week) for week in range(WEEKS - 1, -1, -1)]
