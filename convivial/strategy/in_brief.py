"""The strategy in force in a few lines, for somebody who steps in."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from convivial.team.models import Workspace
from convivial.ui import vocabulary

from .guiding import of_version
from .models import NetworkChoice, Purpose, Version, Voice

SHOWN = 3
COLUMNS = ("tier", "position", "network")
Tier = NetworkChoice.Tier


@dataclass(frozen=True)
class Line:
    title: str
    words: str


def five_lines(workspace: Workspace) -> list[Line]:
    """For whom, what for, about what, how it sounds, where; what nobody has said is left out."""
    found = _version(workspace)
    if found is None:
        return []
    guide = of_version(found["code"])
    told = {
        _("For whom"): found["for_whom"],
        _("What should be different"): "; ".join(aim.name for aim in guide.of("objective")[:SHOWN]),
        _("What we speak about"): ", ".join(aim.name for aim in guide.pillars),
        _("How we sound"): ", ".join((found["we_are"] or "").split("\n")),
        _("Where"): _networks(found["pk"]),
    }
    return [Line(title, words) for title, words in told.items() if words]


def _version(workspace: Workspace) -> dict[str, Any] | None:
    here = {"version": OuterRef("pk")}
    current = workspace.strategy_versions.filter(state=Version.State.CURRENT).annotate(
        for_whom=Subquery(Purpose.objects.filter(**here).values("for_whom")[:1]),
        we_are=Subquery(Voice.objects.filter(**here).values("we_are")[:1]),
    )
    found = current.values("pk", "code", "for_whom", "we_are").first()
    return dict(found) if found else None


def _networks(version: int) -> str:
    rows = NetworkChoice.objects.filter(version=version, tier__in=(Tier.PRIMARY, Tier.SECONDARY, Tier.PRESENCE))
    found = sorted((Tier.values.index(tier), place, network) for tier, place, network in rows.values_list(*COLUMNS))
    return ", ".join(vocabulary.title(network) for _tier, _place, network in found)
