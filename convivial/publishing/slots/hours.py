"""At which hours a network's slots may lie: as somebody said, else as the house really posts, else general ones.

A house that has published thirty posts on a network within half a year has hours of its own; with fewer the general
ones are proposed, and the page says so (I.1 of the reference: own data is thin, and public "best times" contradict
each other). Never at night: nobody is there to answer.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from convivial.lib import now as clock
from convivial.publishing.models import Publication
from convivial.team.models import Workspace

Source = Literal["said", "own", "general"]

LATELY = timedelta(days=180)
ENOUGH = 30  # posts on a network
AT_MOST = 2000  # of the newest are looked at
EACH_DAY = 3
RARELY = 0.05  # a weekday with a smaller part of the posts is no day for posts
MORNING, EVENING = time(7), time(21)
DAYS, WORKDAYS, WEEKEND = range(7), range(5), (5, 6)
GENERAL: tuple[time, ...] = (time(9), time(12, 30), time(17, 30))
AT_WEEKENDS: tuple[time, ...] = (time(10, 30),)
AT_WORK: Mapping[str, tuple[time, ...]] = {"linkedin": (time(9), time(12, 30))}  # read at work, so only then


@dataclass(frozen=True)
class Hours:
    """``times`` by weekday, 0 is Monday; ``posts``: on how many of the house's own they rest."""

    times: Mapping[int, tuple[time, ...]]
    source: Source
    posts: int = 0

    @property
    def all_of_them(self) -> Sequence[time]:
        return sorted({at for some in self.times.values() for at in some})


def hours(
    workspace: Workspace, networks: Collection[str], said: Mapping[str, tuple[time, ...]], only_workdays: bool
) -> Mapping[str, Hours]:
    own = _own(workspace, networks)
    days = WORKDAYS if only_workdays else DAYS
    return {network: _kept(_of(network, said.get(network, ()), own.get(network, [])), days) for network in networks}


def _kept(found: Hours, days: Collection[int]) -> Hours:
    return Hours({day: times for day, times in found.times.items() if day in days}, found.source, found.posts)


def _of(network: str, said: tuple[time, ...], own: Sequence[datetime]) -> Hours:
    if said:
        return Hours(dict.fromkeys(DAYS, said), "said")
    if len(own) >= ENOUGH:
        return Hours(_usual(own), "own", len(own))
    if network in AT_WORK:
        return Hours(dict.fromkeys(WORKDAYS, AT_WORK[network]), "general", len(own))
    times = dict.fromkeys(WORKDAYS, GENERAL) | dict.fromkeys(WEEKEND, AT_WEEKENDS)
    return Hours(times, "general", len(own))


def _usual(own: Sequence[datetime]) -> Mapping[int, tuple[time, ...]]:
    """The half hours at which most of them went out, on the weekdays on which some do."""
    days = Counter(wall.weekday() for wall in own)
    times = Counter(at for wall in own if MORNING <= (at := _half_hour(wall)) <= EVENING)
    usual = tuple(sorted(at for at, _ in times.most_common(EACH_DAY))) or GENERAL
    return {day: usual for day in DAYS if days[day] >= RARELY * len(own)}


def _half_hour(wall: datetime) -> time:
    return (wall + timedelta(minutes=15)).replace(minute=30 * ((wall.minute + 15) % 60 // 30)).time()


def _own(workspace: Workspace, networks: Collection[str]) -> Mapping[str, list[datetime]]:
    """The wall times of what went out of late, by network."""
    lately = Publication.objects.filter(workspace=workspace, due_at__gte=clock.now() - LATELY)
    rows = lately.out().filter(channel__network__in=networks)
    found: dict[str, list[datetime]] = {network: [] for network in networks}
    for network, wall in rows.order_by("-due_at").values_list("channel__network", "wall_time")[:AT_MOST]:
        found[network].append(datetime.fromisoformat(wall))
    return found
