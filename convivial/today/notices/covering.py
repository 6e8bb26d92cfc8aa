"""Whom notices reach while somebody is away: whoever covers, if they may do something about it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from convivial.team.access import who_may
from convivial.team.acts import LENT, roles_that
from convivial.team.models import Cover, MemberRole

from .kinds import KINDS


class Covers:
    """The absences of a workspace at one moment."""

    def __init__(self, workspace: int, at: datetime) -> None:
        self._workspace, self._at = workspace, at
        here = Cover.objects.current(at).filter(workspace=workspace, colleague__user__is_active=True)
        self._by_away: dict[int, int] = dict(here.values_list("away__user", "colleague__user"))
        self._may: dict[str, Collection[int]] = {}

    @property
    def away(self) -> Collection[int]:
        """Those for whom a colleague looks: they get no mail meanwhile, their notices wait on the page."""
        return self._by_away.keys()

    def passed_on(self, people: Collection[int], kind: str) -> Mapping[int, int]:
        """Who hears of it in whose place. Nobody hears of what they could do nothing about."""
        needs = KINDS[kind].needs
        if not self._by_away or not needs:
            return {}
        if needs == LENT:  # whoever can answer was asked
            return self._lent(people)
        return {
            colleague: away
            for away, colleague in self._by_away.items()
            if away in people and colleague not in people and colleague in self._who_may(needs)
        }

    def _who_may(self, act: str) -> Collection[int]:
        if act not in self._may:
            self._may[act] = set(who_may(act, self._workspace).values_list("user", flat=True))
        return self._may[act]

    def _lent(self, people: Collection[int]) -> dict[int, int]:
        """Those who were asked because the yes is lent to them, and have none of their own."""
        lending = Cover.objects.lending(self._at).filter(workspace=self._workspace)
        own = MemberRole.objects.filter(membership__workspace=self._workspace, name__in=roles_that(LENT))
        lent = lending.exclude(colleague__in=own.values("membership")).values_list("colleague__user", "away__user")
        return {colleague: away for colleague, away in lent if colleague in people}
