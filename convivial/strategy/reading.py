"""What is in force, and what is being prepared: where every other app begins.

version = reading.current(workspace)      # None while there is no strategy
reading.pillars(workspace)                # for the composer: code, name, hue, share, purpose, tone
"""

from collections.abc import Sequence

from django.db.models import QuerySet

from convivial.team.models import Workspace

from .models import Persona, Pillar, Version


def current(workspace: Workspace) -> Version | None:
    return workspace.strategy_versions.filter(state=Version.State.CURRENT).first()


def draft(workspace: Workspace) -> Version | None:
    return workspace.strategy_versions.filter(state=Version.State.DRAFT).first()


def pillars(workspace: Workspace) -> Sequence[Pillar]:
    """Of the current version, in their order; one query."""
    return list(_of_current(Pillar, workspace))


def personas(workspace: Workspace) -> Sequence[Persona]:
    return list(_of_current(Persona, workspace))


def _of_current(model: type, workspace: Workspace) -> QuerySet:
    return model.objects.filter(version__workspace=workspace, version__state=Version.State.CURRENT)  # type: ignore[attr-defined]
